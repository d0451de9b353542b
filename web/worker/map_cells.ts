import type { Ebb, FindingKind, Frame, History, Settings, Simulation } from '../module/ebb';
import { outlookOf } from './initial_frame';
import { walk } from './walk';

/** Cells of a map: experiments that are run for a few figures each. */
export interface CellsRequest {
  cells: Settings[];
  /** 0: no training, only what there is at initialisation. */
  iterations: number;
}

/** What one run of a map came to; null: there is no such number. */
export interface CellOutcome {
  /** At initialisation; null with fewer than two hidden layers. */
  ratio: number | null;
  /** Mean of the last twentieth of the history; Infinity where numbers broke down. */
  loss: number | null;
  /** The first iteration known to end an epoch whose mean loss is under `learntLoss` (RunOutcome). */
  iterationsNeeded: number | null;
  /** Whether the loss reached is no longer under that. */
  isLostAgain: boolean;
  /** The gravest at the end; null: nothing was found. */
  finding: FindingKind | null;
  /** At initialisation: signal of each layer, the output last. */
  signals: (number | null)[];
  /** A few of the losses, the last among them. */
  losses: number[];
}

export interface CellsAnswer {
  /** In the order of the cells; null in place of one that the core refuses. */
  outcomes: (CellOutcome | null)[];
  /** What each of them took. */
  milliseconds: number[];
}

/** Points of a loss curve as small as a map shows it. */
const maxLosses = 32;

function thinned(values: Float64Array): number[] {
  const every = Math.max(1, Math.ceil(values.length / maxLosses));
  return [...values].filter((_, index) => (values.length - 1 - index) % every === 0);
}

const iterationsPerEpoch = ({ iteration, epoch }: Frame) =>
  iteration > 0 ? Math.round(iteration / epoch) : 1;

/** Where in the history the mean loss of an epoch is first under a goal: a single batch may be by chance. -1: nowhere. */
function firstUnder({ iterations, loss }: History, goal: number, epoch: number): number {
  let from = 0;
  return loss.findIndex((_, index) => {
    while (iterations[index]! - iterations[from]! >= epoch) ++from;
    const last = loss.subarray(from, index + 1);
    const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    return iterations[index]! >= epoch && mean < goal;
  });
}

function figuresOf(simulation: Simulation): Omit<CellOutcome, 'ratio' | 'signals'> {
  const { loss, learntLoss } = simulation.outcome();
  const history = simulation.history();
  const goal = learntLoss ?? -Infinity;
  const at = firstUnder(history, goal, iterationsPerEpoch(simulation.frame()));
  return {
    loss,
    iterationsNeeded: at < 0 ? null : history.iterations[at]!,
    isLostAgain: at >= 0 && !(loss < goal),
    finding: simulation.frame().diagnosis.findings[0]?.kind ?? null,
    losses: thinned(history.loss),
  };
}

async function runCell(
  ebb: Ebb,
  settings: Settings,
  iterations: number,
  goOn: () => boolean,
): Promise<CellOutcome | null> {
  const simulation = new ebb.Simulation(settings);
  try {
    const { diagnosis, layers } = outlookOf(simulation);
    const start = {
      ratio: layers.length > 2 ? diagnosis.ratio : null,
      signals: layers.map(({ signal }) => signal),
    };
    if (iterations === 0) {
      const finding = diagnosis.findings[0]?.kind ?? null;
      const untrained = { loss: null, iterationsNeeded: null, isLostAgain: false, losses: [] };
      return { ...start, ...untrained, finding };
    }
    let wanted = true;
    await walk(simulation, simulation.positionOf(iterations), () => {
      wanted = goOn();
      return wanted && simulation.firstNonFinite === null;
    });
    return wanted ? { ...start, ...figuresOf(simulation) } : null;
  } finally {
    simulation.delete();
  }
}

/** Runs cells one after another; null where it was ended early. */
export async function runCells(
  ebb: Ebb,
  { cells, iterations }: CellsRequest,
  goOn: (done: number) => boolean = () => true,
): Promise<CellsAnswer | null> {
  const outcomes: (CellOutcome | null)[] = [];
  const milliseconds: number[] = [];
  for (const settings of cells) {
    const begun = performance.now();
    const isWanted = () => goOn(outcomes.length);
    try {
      const outcome = await runCell(ebb, settings, iterations, isWanted);
      if (!outcome) return null;
      outcomes.push(outcome);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      outcomes.push(null);
    }
    milliseconds.push(performance.now() - begun);
  }
  return { outcomes, milliseconds };
}
