import type { Axis } from './axis';
import type { Columns } from './columns';

/** What many runs came to: the middle, and what most of them lie between. */
export interface Band {
  low: number;
  median: number;
  high: number;
}

const fixed = (n: number) => n.toFixed(1);

/** Where an end of a band is drawn: what has no place on the axis is at the edge it lies beyond. */
function end(axis: Axis, value: number): number {
  const { mark, y } = axis.place(value);
  if (mark === 'zero') return axis.bottom;
  if (mark === 'infinite' || mark === 'nan') return axis.top;
  return y;
}

/** A band as an area over neighbouring places that have one. */
export function bandArea(bands: readonly (Band | null)[], columns: Columns, axis: Axis): string {
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    upper = [];
    lower = [];
  };
  bands.forEach((band, index) => {
    if (!band) return close();
    const x = fixed(columns.x(index));
    upper.push(`${x} ${fixed(end(axis, band.high))}`);
    lower.push(`${x} ${fixed(end(axis, band.low))}`);
  });
  close();
  return path;
}

/** A band as a bar at each place. */
export function bandBars(bands: readonly (Band | null)[], columns: Columns, axis: Axis): string {
  return bands
    .map((band, index) => {
      if (!band) return '';
      const x = fixed(columns.x(index));
      return `M${x} ${fixed(end(axis, band.high))}V${fixed(end(axis, band.low))}`;
    })
    .join('');
}
