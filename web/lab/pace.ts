import type { Frame, Unit } from '../module/ebb';

/** The names of the speeds, slowest first. `walk` gives each operation the time that it takes to follow it. */
export const paces = ['slow', 'walk', 'run', 'fastest'] as const;
export type PaceName = (typeof paces)[number];

/** Steps a second, for what has no time of its own. */
const rates: Record<Exclude<PaceName, 'fastest'>, Record<Unit, number>> = {
  slow: { operation: 1, layer: 0.8, iteration: 1, epoch: 0.5 },
  walk: { operation: 0, layer: 3, iteration: 3, epoch: 1 },
  run: { operation: 30, layer: 12, iteration: 20, epoch: 5 },
};

/** Milliseconds: all of the way forward, and at most for one stop of it. */
const [forwardInAll, forwardMost] = [1300, 90];
const atLoss = 350;
/** The first stops of the way back, the third of which is the first activation; then one each, or all the
 *  others together where they are many. */
const backFirst = [400, 500, 1400, 350, 600];
const [backEach, backInAll] = [160, 2700];
/** At the end of the walk, before it goes on by iterations. */
const atEnd = 2800;

type Stop = Pick<Frame, 'phase' | 'operation' | 'operations'>;

/** How long a walk that one can follow stays at a stop, in milliseconds. */
export function walkMs({ phase, operation, operations }: Stop): number {
  const count = operations.length;
  switch (phase) {
    case 'start':
    case 'forward':
      return Math.min(forwardMost, forwardInAll / count);
    case 'loss':
      return atLoss;
    case 'backward': {
      const nth = count - 1 - (operation ?? 0);
      const rest = Math.max(1, count - backFirst.length);
      return backFirst[nth] ?? Math.min(backEach, backInAll / rest);
    }
    case 'clip':
      return atLoss;
    case 'update':
      return atEnd;
  }
}

/** Steps a second at a stop; Infinity: as fast as it goes. */
export function stepsPerSecond(pace: PaceName, unit: Unit, stop: Stop | null): number {
  if (pace === 'fastest') return Infinity;
  if (pace === 'walk' && unit === 'operation') return stop ? 1000 / walkMs(stop) : 1;
  return rates[pace][unit];
}
