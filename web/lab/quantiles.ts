/** What many runs of one experiment came to. */
export interface Spread {
  low: number;
  median: number;
  high: number;
  /** How many runs had the number at all, and how many of them came to no finite one. */
  runs: number;
  notFinite: number;
}

/** Numbers ascending, then infinite ones, then NaN: a run that broke down is past every number, and
 *  must not drop out of the statistics that it would spoil. */
function past(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a - b;
}

/** Median and the 10th and 90th percentile, between neighbours by their distance; null: no run had
 *  the number. Between a number and what is none there is none. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const sorted = values.filter((value) => value !== null).sort(past);
  if (sorted.length === 0) return null;
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const upper = sorted[Math.ceil(place)]!;
    const isBetween = !Number.isInteger(place) && Number.isFinite(upper);
    const lower = sorted[Math.floor(place)]!;
    return isBetween ? lower + (upper - lower) * (place % 1) : upper;
  };
  const notFinite = sorted.filter((value) => !Number.isFinite(value)).length;
  return { low: at(0.1), median: at(0.5), high: at(0.9), runs: sorted.length, notFinite };
}
