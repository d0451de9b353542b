import { expect, test } from 'vitest';
import { paces, stepsPerSecond, walkMs } from '../../../web/lab/pace';
import type { Frame, OperationFrame, Unit } from '../../../web/module/ebb';

/** Every stop of one iteration through so many operations. */
function stopsOf(count: number): Pick<Frame, 'phase' | 'operation' | 'operations'>[] {
  const operations = Array.from({ length: count }, () => ({}) as OperationFrame);
  const all = operations.map((_, index) => index);
  return [
    { phase: 'start', operation: null, operations },
    ...all.slice(0, -1).map((operation) => ({ phase: 'forward' as const, operation, operations })),
    { phase: 'loss', operation: count - 1, operations },
    ...all.reverse().map((operation) => ({ phase: 'backward' as const, operation, operations })),
  ];
}
const seconds = (count: number) =>
  stopsOf(count).reduce((sum, stop) => sum + walkMs(stop), 0) / 1000;

test('a walk through ten layers takes seven to eight seconds', () => {
  expect(seconds(22)).toBeGreaterThan(7);
  expect(seconds(22)).toBeLessThan(8);
});

test('a walk through any depth is followed within eight seconds, and none is over at once', () => {
  for (const layers of [1, 3, 30, 64, 128]) {
    expect(seconds(2 * layers + 2)).toBeLessThan(8);
    expect(seconds(2 * layers + 2)).toBeGreaterThan(1.5);
  }
});

test('the walk stays longest at the first activation of the way back', () => {
  const back = stopsOf(22).filter(({ phase }) => phase === 'backward');
  const times = back.map(walkMs);
  expect(times.indexOf(Math.max(...times))).toBe(2);
});

test('of the named speeds, each is faster than the one before it, by every unit', () => {
  const units: Unit[] = ['operation', 'layer', 'iteration', 'epoch'];
  const stop = stopsOf(22).findLast(({ phase }) => phase === 'backward')!;
  for (const unit of units) {
    const rates = paces.map((pace) => stepsPerSecond(pace, unit, stop));
    expect(rates).toEqual([...rates].sort((a, b) => a - b));
    expect(new Set(rates).size).toBe(rates.length);
    expect(rates.at(-1)).toBe(Infinity);
  }
});
