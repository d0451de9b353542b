import type { Frame, Simulation } from '../module/ebb';

/** The last stop of the first backward walk: the gradient at initialisation. Leaves the simulation at
 *  its start. */
export function outlookOf(simulation: Simulation): Frame {
  simulation.seek(simulation.walkedBack(0), 1);
  const frame = simulation.frame({ units: -1 });
  simulation.seek(0, 1);
  return frame;
}
