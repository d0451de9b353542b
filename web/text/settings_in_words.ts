import { isDefault } from '../experiment/schema';
import { commonWidth, writeWidths } from '../experiment/widths';
import type { Lab } from '../lab/lab.svelte';
import type { Experiment, Field } from '../module/ebb';
import { named, t } from './words.svelte';

/** What an experiment changes of the defaults, as its form would say it. */
export function settingsInWords(
  lab: Pick<Lab, 'schema' | 'experiment' | 'applies' | 'dataset'>,
): { name: string; value: string }[] {
  const { schema, experiment, applies } = lab;
  if (!experiment) return [];
  return schema
    .filter(({ name }) => applies.includes(name))
    .filter((field) => !isDefault(field, experiment[field.name]))
    .map((field) => ({
      name: named('field', field.name),
      value: inWords(field, experiment[field.name], lab),
    }));
}

function inWords(
  field: Field,
  value: Experiment[keyof Experiment],
  { dataset }: Pick<Lab, 'dataset'>,
): string {
  if (field.type === 'kind') return named(field.name, String(value));
  if (field.type === 'text') {
    if (!dataset) return '';
    return t('table.held', { count: dataset.samples, inputs: dataset.inputs });
  }
  if (Array.isArray(value)) {
    if (field.type === 'numbers') return t('numbers.count', { count: value.length });
    const units = commonWidth(value);
    if (value.length > 1 && units !== null) return t('stage.run', { count: value.length, units });
    return value.length === 0 ? t('paper.no_layers') : writeWidths(value);
  }
  return String(value).replace('-', '−');
}
