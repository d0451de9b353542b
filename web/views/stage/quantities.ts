import type { Axis } from '../../charts/axis';
import type { Series } from '../../charts/dots';
import { linearAxis } from '../../charts/linear_axis';
import { logAxis } from '../../charts/log_axis';
import { markOf } from '../../charts/mark';
import { formatNumber, formatShare } from '../../text/numbers';
import { t } from '../../text/words.svelte';
import type { Profile, ProfileLayer } from '../shared/profile';
import type { Scales } from '../shared/scales.svelte';
import { quantityList, type Line, type QuantityRow, type Reading } from './quantity_list';

/** One panel of the profile: what it shows, on which axis. */
export interface Quantity extends Omit<QuantityRow, 'axis'> {
  axis: (scales: Scales, top: number, bottom: number) => Axis;
  isLog: boolean;
  format: (value: number) => string;
}

function axisOf(kind: QuantityRow['axis']): Quantity['axis'] {
  if (kind === 'share') {
    return (scales, top, bottom) =>
      linearAxis({ low: 0, high: 1 }, top, bottom, scales.smallest, formatShare);
  }
  if (kind === 'activation') {
    return (scales, top, bottom) =>
      linearAxis(scales.activation, top, bottom, scales.smallest, formatNumber);
  }
  const { log } = kind;
  return (scales, top, bottom) =>
    logAxis(log === 'size' ? scales.size : scales.of(log), top, bottom, scales.smallest);
}

export const quantities: Quantity[] = quantityList.map((row) => ({
  ...row,
  axis: axisOf(row.axis),
  isLog: typeof row.axis === 'object',
  format: row.axis === 'share' ? formatShare : formatNumber,
}));

/** What a table says of what is shown: the signal beside the size, as the findings go by it. */
export const tabledWith = (shown: readonly Quantity[]): Quantity[] =>
  quantities.filter(
    (one) => shown.includes(one) || (one.name === 'signal' && shown[0]?.name === 'size'),
  );

/** A line's numbers over the columns; the first column, the input, has none. */
const over = (layers: readonly (ProfileLayer | null)[], of: Reading) => [
  null,
  ...layers.map((layer) => layer && of(layer)),
];

/** Whether a line says anything beside the one that it belongs to. */
const isTold = ({ of, unlike }: Line, { layers, before, ghost }: Profile): boolean =>
  !unlike ||
  [layers, before ?? [], ghost ?? []].some((all) =>
    all.some(
      (layer) => layer !== null && of(layer) !== null && !Object.is(of(layer), unlike(layer)),
    ),
  );

export function seriesOf(quantity: Quantity, profile: Profile): Series[] {
  const told = quantity.lines.filter((line) => isTold(line, profile));
  return told.map(({ label, of, colour, hollow, spread }) => {
    const values = over(profile.layers, of);
    const before = profile.before && over(profile.before, of);
    return {
      label: t(label),
      values,
      ghost: profile.ghost
        ? over(profile.ghost, of)
        : // Only where there is nothing newer.
          before && before.map((value, index) => (values[index] === null ? value : null)),
      colour,
      hollow,
      spread: spread && over(profile.layers, spread.of),
    };
  });
}

/** The marks that these quantities of a profile are drawn by. */
export const marksIn = (shown: readonly Quantity[], profile: Profile, smallest: number) =>
  new Set(
    shown
      .flatMap((one) => seriesOf(one, profile).map(({ values }) => ({ values, isLog: one.isLog })))
      .flatMap(({ values, isLog }) =>
        // On a linear axis 0 is a number like others.
        values.map((value) => (value === 0 && !isLog ? 'ordinary' : markOf(value, smallest))),
      ),
  );

/** How many of their values lie beyond their axes. */
export const beyondIn = (panels: readonly { axis: Axis; series: readonly Series[] }[]): number =>
  panels.reduce(
    (sum, { axis, series }) =>
      sum + series.flatMap((s) => s.values).filter((v) => axis.place(v).beyond !== 0).length,
    0,
  );

/** Every figure of one layer in one quantity, as "label value". */
export function readings(
  quantity: Quantity,
  layer: ProfileLayer,
): { label: string; text: string }[] {
  return quantity.lines.flatMap(({ label, of, spread }) => {
    const value = of(layer);
    if (value === null) return [];
    const width = spread?.of(layer) ?? null;
    const text = quantity.format(value) + (width === null ? '' : ` ± ${quantity.format(width)}`);
    return [{ label: t(label), text }];
  });
}
