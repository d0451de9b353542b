import type { Ebb, Frame, Problem, Settings } from '../module/ebb';
import { outlookOf } from './initial_frame';
import { walk } from './walk';

/** An experiment whose figures are wanted, beside the one that is shown. */
export interface Measurement {
  link: string;
  settings: Settings;
  /** 0: the end of the walk back before the first update. */
  iterations: number;
  /** Milliseconds after which the run is taken as far as it came; its frame says how far. */
  timeoutMs?: number;
}

export interface Measured {
  frame: Frame;
  /** Settings of the link that were left at their default. */
  problems: Problem[];
}

/** Runs an experiment for its figures alone, in slices; null where it was ended early. `goOn` is told
 *  how many iterations are done. */
export async function measure(
  ebb: Ebb,
  { link, settings, iterations, timeoutMs = Infinity }: Measurement,
  goOn: (walked: number) => boolean = () => true,
): Promise<Measured | null> {
  const { experiment, problems } = ebb.readLink(link);
  const simulation = new ebb.Simulation({ ...experiment, ...settings });
  try {
    if (iterations === 0) return { frame: outlookOf(simulation), problems };
    const end = performance.now() + timeoutMs;
    let wanted = true;
    await walk(simulation, simulation.positionOf(iterations), (walked) => {
      wanted = goOn(walked);
      return wanted && performance.now() < end;
    });
    return wanted ? { frame: simulation.frame(), problems } : null;
  } finally {
    simulation.delete();
  }
}
