import type { Axis } from '../../charts/axis';
import type { Profile } from '../shared/profile';
import type { Scales } from '../shared/scales.svelte';
import { seriesOf, type Quantity } from './quantities';

interface Span {
  top: number;
  bottom: number;
}

/** The axes of the quantities shown, one below the other. */
export const axesOf = (
  shown: readonly Quantity[],
  scales: Scales,
  spans: readonly Span[],
): Axis[] =>
  shown.map((quantity, index) => quantity.axis(scales, spans[index]!.top, spans[index]!.bottom));

/** The quantities shown, with their axes and what is drawn along them. */
export const panelsOf = (shown: readonly Quantity[], axes: readonly Axis[], profile: Profile) =>
  shown.map((quantity, index) => ({
    quantity,
    axis: axes[index]!,
    series: seriesOf(quantity, profile),
  }));

/** Where a readout stands: over the mark that is read, or where it would be. */
export function readoutTop(
  [panel]: ReturnType<typeof panelsOf>,
  [span]: readonly Span[],
  column: number | null,
): number {
  const top = (span?.top ?? 0) + 60;
  if (!panel || column === null) return top;
  const series = panel.series[0];
  const { y } = panel.axis.place(series?.values[column] ?? series?.ghost?.[column]);
  return Number.isFinite(y) ? y : top;
}
