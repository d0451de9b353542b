import { writeWidths } from '../experiment/widths';
import type { Experiment, Settings } from '../module/ebb';
import { formatNumber } from './numbers';
import { named, t } from './words.svelte';

/** The name of a setting, the two shorthands for the hidden layers included. */
export function settingName(name: string): string {
  return name === 'depth' || name === 'width' ? t(`hidden.${name}`) : named('field', name);
}

/** A setting's value as the page writes it. */
export function valueText(name: string, value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return named(name, value);
  if (!Array.isArray(value)) return '';
  return name === 'hidden' ? writeWidths(value) : t('numbers.count', { count: value.length });
}

/** "Activation: Sigmoid → Tanh", one a change. */
export function changeTexts(changes: Settings, base: Experiment): string[] {
  return Object.entries(changes).map(([name, value]) => {
    const before = base[name as keyof Experiment];
    return `${settingName(name)}: ${valueText(name, before)} → ${valueText(name, value)}`;
  });
}
