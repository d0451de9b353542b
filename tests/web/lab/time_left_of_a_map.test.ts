import { describe, expect, test } from 'vitest';
import { MapRemaining } from '../../../web/lab/map_remaining';

/** A map whose rows cost more the higher they are, run by one worker: what was told after each cell, and what was
 *  still to come. `share`: how much of every finer grid is wanted. */
function told(share: number): { seconds: number | null; left: number; of: number; bar: number }[] {
  const grids = [1, 2, 4, 8].map((stride) => 64 / stride).reverse();
  const most = grids.map((side, at) => side ** 2 - (grids[at - 1] ?? 0) ** 2);
  const remaining = new MapRemaining(most);
  const costOf = (row: number) => 5 + 45 * row;
  const plan = most.map((count, at) => {
    const wanted = at === 0 ? count : Math.round(share * count);
    // Scattered over the rows, as a map runs its first picture.
    return Array.from({ length: wanted }, (_, cell) => costOf((cell * 0.618) % 1));
  });
  let left = plan.flat().reduce((sum, cost) => sum + cost, 0) / 1000;
  let elapsed = 0;
  const all: ReturnType<typeof told> = [];
  plan.forEach((costs, at) => {
    const expected = at === 0 ? costs.map(() => null) : costs;
    remaining.begin(expected);
    costs.forEach((cost, cell) => {
      remaining.add(cost, expected[cell]!);
      elapsed += cost / 1000;
      left -= cost / 1000;
      const seconds = remaining.secondsLeft(elapsed);
      all.push({ seconds, left, of: remaining.of, bar: remaining.share });
    });
  });
  return all;
}

describe.each([0.95, 0.7, 0.4])(
  'where %d of every finer grid is wanted, the time left',
  (share) => {
    const all = told(share);

    test('goes down without jumps, and its bar never back', () => {
      let before = Infinity;
      let rises = 0;
      let bar = 0;
      for (const one of all) {
        if (one.seconds !== null) rises += Math.max(0, one.seconds - before);
        before = one.seconds ?? before;
        expect(one.bar).toBeGreaterThanOrEqual(bar);
        bar = one.bar;
      }
      const first = all.find(({ seconds }) => seconds !== null)!.seconds!;
      expect(rises).toBeLessThan(0.45 * first);
      expect(bar).toBeCloseTo(1, 6);
    });

    test('is near to what it comes to be, from the second grid on', () => {
      for (const { seconds, left } of all.slice(400)) {
        expect(Math.abs(seconds! - left)).toBeLessThan(0.2 * left + 5);
      }
      expect(all.at(-1)!.seconds).toBeLessThan(1);
    });

    test('comes with how many cells it will be', () => {
      expect(all.at(-1)!.of).toBe(all.length);
      expect(Math.abs(all[300]!.of / all.length - 1)).toBeLessThan(0.05);
    });
  },
);

test('nothing is told of the time before there is something to go by', () => {
  const remaining = new MapRemaining([64, 0]);
  remaining.begin(Array<null>(64).fill(null));
  for (let cell = 0; cell < 11; cell += 1) remaining.add(10, null);
  expect(remaining.secondsLeft(1)).toBeNull();
  remaining.add(10, null);
  expect(remaining.secondsLeft(1)).toBeCloseTo(52 / 12, 6);
  expect(remaining.isExact).toBe(true);
});
