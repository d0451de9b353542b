/** 1, 2 or 5 times a power of ten, whichever is nearest (by ratio) to this distance; that of 10 and less as a divisor,
 *  so that steps under 1 are exact. */
function roundStep(distance: number): { times: number; divided: boolean } {
  const power = Math.floor(Math.log10(distance));
  const ratio = distance / 10 ** power;
  const digit =
    ratio >= Math.sqrt(50) ? 10 : ratio >= Math.sqrt(10) ? 5 : ratio >= Math.SQRT2 ? 2 : 1;
  return power < 0
    ? { times: 10 ** -power / digit, divided: true }
    : { times: digit * 10 ** power, divided: false };
}

/** About so many round numbers, ascending, that a range holds. */
export function roundSteps(low: number, high: number, count: number): number[] {
  if (!(count > 0) || !Number.isFinite(low) || !Number.isFinite(high)) return [];
  if (low === high) return [low];
  const { times, divided } = roundStep(Math.abs(high - low) / count);
  const inSteps = (value: number) => (divided ? value * times : value / times);
  const from = Math.ceil(inSteps(Math.min(low, high)));
  const to = Math.floor(inSteps(Math.max(low, high)));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
    divided ? (from + i) / times : (from + i) * times,
  );
}

/** The round number at or over a limit at which an axis from 0 with about so many steps ends. */
export function roundLimit(limit: number, count: number): number {
  if (!(limit > 0) || !Number.isFinite(limit)) return limit;
  const { times, divided } = roundStep(limit / count);
  const end = divided ? Math.ceil(limit * times) / times : Math.ceil(limit / times) * times;
  // A wider range may have wider steps.
  return end === limit ? end : roundLimit(end, count);
}
