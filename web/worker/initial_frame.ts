import type { Frame, Simulation } from '../module/ebb';

/** The last stop of the first backward walk: the gradient at initialisation. Leaves the simulation at
 *  its start. */
export function outlookOf(simulation: Simulation): Frame {
  // The iteration ends with its update.
  simulation.seek(simulation.positionOf(1) - 1, 1);
  let frame = simulation.frame({ units: -1 });
  while (frame.phase !== 'backward' && simulation.position > 0) {
    simulation.seek(simulation.position - 1, 1);
    frame = simulation.frame({ units: -1 });
  }
  simulation.seek(0, 1);
  return frame;
}
