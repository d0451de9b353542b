import type {
  ActivationCurve,
  ClinicCase,
  Dataset,
  Experiment,
  Field,
  Frame,
  FrameRequest,
  History,
  Problem,
  Settings,
  Suspect,
  Unit,
} from '../module/ebb';
import type { InitialState } from './initial_state';
import type { CellsAnswer, CellsRequest } from './map_cells';
import type { Measured, Measurement } from './measure';
import type { SearchRequest, SearchState, TrialOutcome, TrialRun } from './remedy_search';
import type { Expectation, TheoryRequest } from './theory';

/** What the page can ask of the worker: what each request says beside its kind, and its answer. */
export interface Requests {
  /** Loads the core. */
  load: { ask: object; answer: { fields: Field[]; version: string } };
  /** A new simulation from a link's text, with these settings on top. */
  start: { ask: { link: string; settings: Settings; request: FrameRequest }; answer: Started };
  /** Another experiment, for its figures alone; what is held stays as it is. */
  measure: { ask: Measurement; answer: Measured };
  /** Which runs a search for remedies makes next, and how its list stands. */
  search: { ask: { search: SearchRequest }; answer: SearchState };
  /** One of those runs; what is held stays as it is. */
  try: { ask: TrialRun; answer: TrialOutcome };
  /** Cells of a map; what is held stays as it is. */
  map: { ask: CellsRequest; answer: CellsAnswer };
  /** What theory expects of an experiment, or how far over a range of gains. */
  theory: { ask: TheoryRequest; answer: Expectation };
  /** A network with faults, drawn by seed, and what may be at fault. */
  clinic: {
    ask: { seed: number; faults: number };
    answer: { patient: ClinicCase; suspects: Suspect[] };
  };
  /** `count` units on, back where it is negative. */
  step: { ask: { unit: Unit; count: number }; answer: Arrived };
  /** To a position; replaces a walk under way. */
  seek: { ask: { position: number }; answer: Arrived };
  /** The same to a place. */
  visit: { ask: { place: Place | OperationPlace }; answer: Arrived };
  /** Train without pause between messages, until the next request that moves; answered at once. */
  run: { ask: object; answer: Arrived };
  /** Ends whatever moves, where it is. */
  stop: { ask: object; answer: Arrived };
  /** The frame of the present position, while running or not. */
  look: { ask: object; answer: Arrived };
  /** What frames carry from now on beside their numbers. */
  want: { ask: { request: FrameRequest }; answer: Arrived };
  /** What the run started from, wherever it stands now. */
  begin: { ask: object; answer: InitialState };
}

export type Kind = keyof Requests;
export type Intent<Of extends Kind = Kind> = {
  [One in Of]: { kind: One } & Requests[One]['ask'];
}[Of];
export type Answer<Of extends Kind = Kind> = Requests[Of]['answer'];
export type Request = Intent & { id: number };

/** A place that every run has, whatever its network: after so many whole iterations, or at the end of
 *  the walk back that comes next. */
export interface Place {
  iteration: number;
  isWalkedBack: boolean;
}

/** Where the walk that follows so many iterations has passed an operation, on its way forward or back. */
export interface OperationPlace {
  iteration: number;
  /** Index into a frame's `operations`. */
  operation: number;
  isBack: boolean;
}

export interface Started {
  experiment: Experiment;
  /** The experiment as a link's text. */
  link: string;
  applies: string[];
  /** Settings of the link that were left at their default. */
  problems: Problem[];
  dataset: Dataset;
  curve: ActivationCurve;
  frame: Frame;
  /** The end of the first backward walk; the simulation itself stands at its start. */
  initialFrame: Frame;
}

export interface Arrived {
  frame: Frame;
  /** Only when it changed. */
  history: History | null;
  /** Whether the worker goes on training. */
  running: boolean;
}

/** One answer for a request, before it any number of `progress` where it takes long. */
export type Reply = { id: number } & (
  | { kind: 'answer'; answer: Answer }
  | { kind: 'progress'; done: number; of: number }
  /** `isTrap`: the core broke down, and what it holds is worth nothing any more. */
  | { kind: 'failed'; message: string; isTrap: boolean }
);

/** What a worker is given before all else: a core, compiled or as it lies in a file. Half a core does
 *  for float32 and is loaded first; `whole` are the addresses of one that knows float64 too and of its loader,
 *  null where `core` is that. */
export interface InitMessage {
  core: WebAssembly.Module | ArrayBuffer;
  whole: { core: string; loader: string } | null;
}

/** A worker's first word, when it has been given the core, and its answer to `PingMessage`. */
export type ReadyMessage = {
  kind: 'here';
  /** The name of the lock that the worker holds for as long as it lives; null where there are none. */
  lock: string | null;
};

/** Asks a worker that has been silent whether it is there. */
export type PingMessage = { kind: 'ping' };
