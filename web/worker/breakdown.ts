import type { Frame, Simulation } from '../module/ebb';
import type { Breakdown } from './protocol';
import { walk } from './walk';

export function isNotFinite(frame: Frame): boolean {
  return frame.diagnosis.verdict === 'infinite' || frame.diagnosis.verdict === 'nan';
}

/** The first whole number after `low` for which the claim holds, given that it holds for `high` and
 *  for all between from there on; null where a test was interrupted. */
export async function firstAfter(
  low: number,
  high: number,
  holds: (middle: number) => Promise<boolean | null>,
): Promise<number | null> {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const held = await holds(middle);
    if (held === null) return null;
    if (held) high = middle;
    else low = middle;
  }
  return high;
}

/** Finds where numbers first stopped being finite between a frame where they still were and one
 *  where they no longer are, by halving: a walk back is exact, so the run can be asked again. First
 *  the iteration, then the stop within it, since a gradient is only judged on the way back.
 *  Leaves the simulation at that place; null where it was interrupted. */
export async function findBreakdown(
  simulation: Simulation,
  finite: { iteration: number },
  broken: { iteration: number; position: number },
  goOn: () => boolean,
): Promise<Breakdown | null> {
  const brokenAt = async (position: number) =>
    (await walk(simulation, position, goOn)) ? isNotFinite(simulation.frame()) : null;
  const last =
    broken.iteration + (broken.position > simulation.positionOf(broken.iteration) ? 1 : 0);
  const iteration = await firstAfter(finite.iteration, last, (middle) =>
    brokenAt(simulation.positionOf(middle)),
  );
  if (iteration === null) return null;
  const position = await firstAfter(
    simulation.positionOf(iteration - 1),
    Math.min(simulation.positionOf(iteration), broken.position),
    brokenAt,
  );
  if (position === null || !(await walk(simulation, position, goOn))) return null;
  const frame = simulation.frame();
  const { verdict, layer, operation } = frame.diagnosis;
  if (verdict !== 'infinite' && verdict !== 'nan') return null;
  return { verdict, position, iteration: frame.iteration, layer, operation };
}
