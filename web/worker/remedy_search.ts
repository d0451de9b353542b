import type {
  Ebb,
  Finding,
  Frame,
  RankedRemedy,
  RemedySearch,
  RunOutcome,
  SearchOptions,
  Settings,
  Trial,
  TrialSummary,
} from '../module/ebb';
import { walk } from './walk';

/** A search for remedies as far as it has come. It travels as what happened so far, so that any worker
 *  can go on with it. */
export interface SearchRequest {
  settings: Settings;
  frame: Pick<Frame, 'iteration' | 'diagnosis'>;
  options: SearchOptions;
  rounds: Round[];
  /** null: no more runs are wanted, only what the list is by now. */
  secondsLeft: number | null;
}

export interface Round {
  /** What was left when it began. */
  secondsLeft: number;
  /** By the place of the trial in the round; those that were not made are missing. */
  results: { trial: number; outcome: RunOutcome; seconds: number }[];
}

export interface SearchState {
  /** The runs of the next round. */
  trials: Trial[];
  ranking: RankedRemedy[];
  unchanged: TrialSummary | null;
}

export function searchOn(ebb: Ebb, request: SearchRequest): SearchState {
  const search = new ebb.RemedySearch(request.settings, request.frame, request.options);
  try {
    for (const round of request.rounds) repeat(search, round);
    const { secondsLeft } = request;
    return {
      trials: secondsLeft === null ? [] : search.next(secondsLeft),
      ranking: search.ranking(),
      unchanged: search.unchanged(),
    };
  } finally {
    search.delete();
  }
}

function repeat(search: RemedySearch, { secondsLeft, results }: Round): void {
  const trials = search.next(secondsLeft);
  for (const { trial, outcome, seconds } of results) {
    const made = trials[trial];
    if (made) search.report(made, outcome, seconds);
  }
}

/** One run of a search. */
export interface TrialRun {
  settings: Settings;
  iterations: number;
  /** Milliseconds after which the run is taken as far as it came. */
  timeoutMs: number;
}

export interface TrialOutcome {
  outcome: RunOutcome;
  /** What is found out about the network at its end. */
  findings: Finding[];
  /** What it took. */
  seconds: number;
}

/** Runs to the iterations, to the end of its time, or to where its numbers break down; null where it
 *  was ended early. */
export async function runTrial(
  ebb: Ebb,
  { settings, iterations, timeoutMs }: TrialRun,
  goOn: (walked: number) => boolean = () => true,
): Promise<TrialOutcome | null> {
  const begun = performance.now();
  const simulation = new ebb.Simulation(settings);
  try {
    let wanted = true;
    await walk(simulation, simulation.positionOf(iterations), (walked) => {
      wanted = goOn(walked);
      const isOver =
        performance.now() - begun > timeoutMs || simulation.outcome().loss === Infinity;
      return wanted && !isOver;
    });
    if (!wanted) return null;
    const { findings } = simulation.frame().diagnosis;
    const seconds = (performance.now() - begun) / 1000;
    return { outcome: simulation.outcome(), findings, seconds };
  } finally {
    simulation.delete();
  }
}
