import type {
  Ebb,
  Experiment,
  Frame,
  History,
  Problem,
  Settings,
  Simulation,
  Theory,
} from '../module/ebb';
import { outlookOf } from './initial_frame';
import { walk } from './walk';

/** An experiment whose figures are wanted, beside the one that is shown. */
export interface Measurement {
  link: string;
  settings: Settings;
  /** 0: the end of the walk back before the first update. */
  iterations: number;
  /** Where to stand instead of an iteration's end: that run is followed, too. */
  position?: number;
  /** Whether what the run has passed is told, too. */
  isFollowed?: boolean;
  /** Milliseconds after which the run is taken as far as it came; its frame says how far. */
  timeoutMs?: number;
  /** Whether it is also wanted what theory expects, which the whole core alone knows. */
  hasTheory?: boolean;
}

export interface Measured {
  frame: Frame;
  /** Settings of the link that were left at their default. */
  problems: Problem[];
  theory?: Theory;
  /** Of a run that was followed. */
  passed?: Passed;
}

export interface Passed {
  experiment: Experiment;
  history: History;
  /** The last frame by which the gradient as a whole can be judged, where the present one is none. */
  judged: Frame | null;
}

/** Runs an experiment for its figures alone, in slices; null where it was ended early. `goOn` is told
 *  how many iterations are done. */
export async function measure(
  ebb: Ebb,
  {
    link,
    settings,
    iterations,
    position,
    isFollowed,
    timeoutMs = Infinity,
    hasTheory,
  }: Measurement,
  goOn: (walked: number) => boolean = () => true,
): Promise<Measured | null> {
  const { experiment, problems } = ebb.readLink(link, settings);
  const simulation = new ebb.Simulation({ ...experiment, ...settings });
  try {
    const expected = hasTheory && { theory: ebb.theory(simulation.experiment) };
    if (iterations === 0 && position === undefined)
      return { frame: outlookOf(simulation), problems, ...expected };
    const end = performance.now() + timeoutMs;
    let wanted = true;
    await walk(simulation, position ?? simulation.positionOf(iterations), (walked) => {
      wanted = goOn(walked);
      return wanted && performance.now() < end;
    });
    if (!wanted) return null;
    const frame = simulation.frame();
    return {
      frame,
      problems,
      ...expected,
      ...((isFollowed || position !== undefined) && { passed: passedBy(simulation, frame) }),
    };
  } finally {
    simulation.delete();
  }
}

function passedBy(simulation: Simulation, frame: Frame): Passed {
  const passed = { experiment: simulation.experiment, history: simulation.history() };
  if (frame.diagnosis.verdict !== 'unknown') return { ...passed, judged: null };
  if (frame.iteration === 0) return { ...passed, judged: outlookOf(simulation) };
  simulation.seek(simulation.positionOf(frame.iteration), 1);
  return { ...passed, judged: simulation.frame() };
}
