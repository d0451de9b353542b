import { placeOn, zeroUnder, type Axis } from './axis';
import { powerOfTen } from './power';

/** A range of magnitudes, as powers of ten: from 10^low to 10^high. */
export interface Decades {
  low: number;
  high: number;
}

/** Pixels between two numbers of an axis that are just told apart. */
const leastApart = 14;
const strides = [1, 2, 3, 5, 10, 20, 25, 50, 100, 200];

/** Magnitudes on a logarithmic axis; the sign is not shown. */
export function logAxis(decades: Decades, top: number, bottom: number, smallest: number): Axis {
  const span = Math.max(1, decades.high - decades.low);
  const y = (exponent: number) => bottom - ((exponent - decades.low) / span) * (bottom - top);
  const edges = { top, bottom };
  return {
    ...edges,
    zeroLane: true,
    place: (value) =>
      placeOn(
        value,
        smallest,
        edges,
        (v) => ({ y: y(Math.log10(Math.abs(v))), beyond: side(v, decades) }),
        bottom + zeroUnder,
      ),
    ticks(room) {
      const every = strides.find((s) => (s * (bottom - top)) / span >= room) ?? 400;
      const found = [];
      for (let e = Math.ceil(decades.low / every) * every; e <= decades.high; e += every) {
        found.push(e);
      }
      // One number alone would not say how many decades the axis spans: then its ends have theirs.
      const ends = [Math.ceil(decades.low), Math.floor(decades.high)] as const;
      const isAlone = found.length < 2 && y(ends[0]) - y(ends[1]) >= leastApart;
      // Adding 0 turns −0 into 0.
      return (isAlone ? ends : found).map((e) => ({ y: y(e), label: powerOfTen(e + 0) }));
    },
  };
}

/** Whether a magnitude lies on the axis: −1 under it, 1 over it, 0 on it. */
export function side(value: number, decades: Decades): -1 | 0 | 1 {
  const exponent = Math.log10(Math.abs(value));
  // A thousandth of a decade of tolerance: 1e-8 belongs to an axis that begins at 10^-8.
  if (exponent < decades.low - 1e-3) return -1;
  return exponent > decades.high + 1e-3 ? 1 : 0;
}

/** `least`, widened to whole decades where the values need it. What has no logarithm counts not. */
export function widened(least: Decades, values: Iterable<number | null>): Decades {
  let { low, high } = least;
  for (const value of values) {
    if (value === null || !Number.isFinite(value) || value === 0) continue;
    const exponent = Math.log10(Math.abs(value));
    low = Math.min(low, Math.floor(exponent));
    high = Math.max(high, Math.ceil(exponent));
  }
  return { low, high };
}
