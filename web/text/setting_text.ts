import { isDefault } from '../experiment/schema';
import { commonWidth, writeWidths } from '../experiment/widths';
import type { Experiment, Field, Settings } from '../module/ebb';
import { formatExactly, formatSetting } from './numbers';
import { named, t } from './words.svelte';

/** A field, or what stands for one (`depth`, `width`, the axis of a sweep). */
type Setting = Pick<Field, 'name'> | { name: string };

/** Kinds whose name alone says which setting it is: "Tanh", but "Clipping: None". */
const tellAlone: readonly string[] = ['activation', 'init', 'optimizer', 'data', 'precision'];
/** So many numbers of a list are written out. */
const written = 4;

/** The name of a setting, the two shorthands for the hidden layers included. */
export function settingName(name: string): string {
  return name === 'depth' || name === 'width' ? t(`hidden.${name}`) : named('field', name);
}

/** A setting's value in words and figures: the one way in which the page says it. `beside`: values of the same
 *  setting that it has to be told from. */
export function settingValue(
  { name }: Setting,
  value: unknown,
  beside: readonly unknown[] = [],
): string {
  if (typeof value === 'number') return formatSetting(value, beside.filter(isNumber));
  if (Array.isArray(value)) return name === 'hidden' ? widthsText(value) : listText(value);
  const text = String(value);
  if (name !== 'table') return named(name, text);
  return t('setting.rows', { count: text.split('\n').filter((row) => row.trim()).length });
}

const isNumber = (value: unknown) => typeof value === 'number';

/** A setting in a name: its value, and what it is a value of where that is not plain. */
export function settingText(
  field: Setting,
  value: unknown,
  beside: readonly unknown[] = [],
): string {
  const text = settingValue(field, value, beside);
  if (field.name === 'hidden' || tellAlone.includes(field.name)) return text;
  return t('setting.named', { field: settingName(field.name), value: text });
}

/** "Activation: Sigmoid → Tanh", one a change. */
export function changeTexts(changes: Settings, base: Experiment): string[] {
  return Object.entries(changes).map(([name, value]) => {
    const before = base[name as keyof Experiment];
    const [from, to] = [
      settingValue({ name }, before, [value]),
      settingValue({ name }, value, [before]),
    ];
    return `${settingName(name)}: ${from} → ${to}`;
  });
}

/** What an experiment has that is in use and not at its default, in the schema's order; numbers with all their
 *  digits, so that it can be set up anew from there. */
export function settingsInWords(
  schema: readonly Field[],
  applies: readonly string[],
  experiment: Experiment,
): { name: string; value: string }[] {
  return schema
    .filter((field) => applies.includes(field.name))
    .filter((field) => !isDefault(field, experiment[field.name]))
    .map((field) => ({
      name: settingName(field.name),
      value: exactly(field, experiment[field.name]),
    }));
}

const exactly = (field: Field, value: unknown) =>
  typeof value === 'number' ? formatExactly(value) : settingValue(field, value);

function widthsText(widths: readonly number[]): string {
  const units = commonWidth(widths);
  if (units === null && widths.length > 0) return writeWidths(widths);
  return t('setting.layers', { count: widths.length, units: units ?? 0 });
}

function listText(numbers: readonly number[]): string {
  if (numbers.length === 0) return t('setting.numbers', { count: 0 });
  const first = numbers.slice(0, written).map((one) => formatExactly(one));
  return first.join(', ') + (numbers.length > written ? ', …' : '');
}
