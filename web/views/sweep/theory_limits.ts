import type { SweepPoint } from '../../lab/sweep.svelte';
import type { TheoryLimit } from '../../module/ebb';

/** Neighbouring points for which theory expects nothing for the same reason: from the first to the last. */
export type Stretch = readonly [SweepPoint, SweepPoint];

/** What theory does not hold for, reason by reason. */
export function limitsIn(
  points: readonly SweepPoint[],
): { limit: TheoryLimit; points: Stretch[] }[] {
  const found = new Map<TheoryLimit, Stretch[]>();
  points.forEach((point, index) => {
    if (point.limit === null) return;
    const stretches = found.get(point.limit) ?? [];
    const before = stretches.at(-1);
    const isNext = before !== undefined && before[1] === points[index - 1];
    if (isNext) stretches[stretches.length - 1] = [before[0], point];
    else stretches.push([point, point]);
    found.set(point.limit, stretches);
  });
  return [...found].map(([limit, stretches]) => ({ limit, points: stretches }));
}
