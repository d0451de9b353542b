import { commonWidth, writeWidths } from '../experiment/widths';
import type { Experiment, Field } from '../module/ebb';
import { formatCount, formatNumber } from './numbers';
import { named, t, type Message } from './words.svelte';

/** Kinds whose name alone says which setting it is: "Tanh", but "Clipping: None". */
const tellAlone: readonly string[] = ['activation', 'init', 'optimizer', 'data', 'precision'];
/** So many numbers of a list are written out. */
const written = 4;

/** A setting's value in words and figures. */
export function settingValue(field: Field, value: Experiment[keyof Experiment]): string {
  if (Array.isArray(value)) return field.type === 'widths' ? widthsText(value) : listText(value);
  if (typeof value === 'number') {
    return field.type === 'integer' ? formatCount(value) : formatNumber(value);
  }
  if (field.type === 'kind') return named(field.name, value);
  return t('compare.rows', { count: value.split('\n').filter((row) => row.trim()).length });
}

/** A setting in a name: its value, and what it is a value of where that is not plain. */
export function settingText(field: Field, value: Experiment[keyof Experiment]): string {
  const text = settingValue(field, value);
  if (field.type === 'widths' || tellAlone.includes(field.name)) return text;
  return t('compare.setting', { field: t(`field.${field.name}` as Message), value: text });
}

function widthsText(widths: readonly number[]): string {
  const units = commonWidth(widths);
  if (units === null && widths.length > 0) return writeWidths(widths);
  return t('compare.layers', { count: widths.length, units: units ?? 0 });
}

function listText(numbers: readonly number[]): string {
  if (numbers.length === 0) return t('numbers.count', { count: 0 });
  const first = numbers.slice(0, written).map((one) => formatNumber(one));
  return first.join(', ') + (numbers.length > written ? ', …' : '');
}
