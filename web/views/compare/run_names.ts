import { differingFields, type Described } from '../../experiment/difference';
import type { Field } from '../../module/ebb';
import { t } from '../../text/words.svelte';
import { settingText } from '../../text/setting_text';

/** What people call an experiment when it differs from nothing. */
const plain: readonly string[] = ['activation', 'hidden'];
/** So many settings make a name. */
const most = 3;

/** A name for each of several experiments: what differs between them, in words. */
export function namesOf(schema: readonly Field[], all: readonly Described[]): string[] {
  const differing = differingFields(schema, all);
  const fields =
    differing.length > 0 ? differing : schema.filter(({ name }) => plain.includes(name));
  return all.map(({ experiment }) => {
    const texts = fields.map((field) => {
      const values = all.map((one) => one.experiment[field.name]);
      return settingText(field, experiment[field.name], values);
    });
    const name = texts.slice(0, most).join(', ');
    const more = texts.length - most;
    return more > 0 ? t('compare.and_more', { name, count: more }) : name;
  });
}
