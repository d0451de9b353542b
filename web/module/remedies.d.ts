import type { Settings } from './experiment.js';
import type { Reason } from './kinds.js';
import type { RunOutcome } from './ebb.js';

/** A few changes of settings that belong together. */
export interface Remedy {
  /** One, or two where two remedies are tried together. */
  reasons: Reason[];
  changes: Settings;
}

/** A run that a search wants made. */
export interface Trial {
  /** Which remedy it tries, by its number in the search; null: the experiment as it is. */
  candidate: number | null;
  /** 0: the experiment's own seed; k: the k-th after it. */
  seed: number;
  /** What to set in the experiment, the seed included where it is another. */
  changes: Settings;
  iterations: number;
  /** What it may take at most; as far as it came then is what counts. */
  seconds: number;
}

/** What runs of an experiment, or of a change of it, came to. */
export interface TrialSummary {
  /** Whether the loss is under `learntLoss` (RunOutcome), for most of the seeds. */
  learns: boolean;
  /** Of a remedy: whether it learns where the experiment as it is does not, or comes to clearly less
   *  loss (by a fifth). */
  helps: boolean;
  /** Median over the seeds. */
  loss: number;
  /** Of each seed, from the experiment's own on. */
  losses: number[];
  /** How long the runs were. */
  iterations: number;
}

export interface RankedRemedy extends Remedy, TrialSummary {
  /** Its number in the search. */
  candidate: number;
}

/** A search for what helps an experiment, within a budget of time: says which runs to make, is told
 *  what they came to, and ranks. It runs nothing and reads no clock itself. */
export interface RemedySearch {
  /** The runs of the next round, to be begun in this order; none: at its end. Ask again when they are
   *  reported. */
  next(secondsLeft: number): Trial[];
  /** `seconds`: what the run took. */
  report(trial: Trial, outcome: RunOutcome, seconds: number): void;
  /** What was run so far, best first. */
  ranking(): RankedRemedy[];
  /** The experiment as it is; null before it was run. */
  unchanged(): TrialSummary | null;
  delete(): void;
}

export interface SearchOptions {
  /** The whole budget. */
  seconds: number;
  /** How many runs go on at a time. */
  workers: number;
  /** Fields that no remedy may change. */
  locked?: readonly string[];
}
