import type {
  ActivationCurve,
  Dataset,
  Experiment,
  Field,
  Frame,
  FrameRequest,
  History,
  Problem,
  Settings,
  Unit,
} from '../module/ebb';
import type { InitialState } from './initial_state';
import type { CellOutcome, CellsRequest } from './map_cells';
import type { Measured, Measurement } from './measure';
import type { SearchRequest, SearchState, TrialOutcome, TrialRun } from './remedy_search';
import type { Expectation, TheoryRequest } from './theory';

/** What the page asks of the worker. Every intent is answered by one report with the same id, long
 *  ones after any number of `progress`. */
export type Intent =
  /** Loads the core: `loaded`. */
  | { kind: 'load' }
  /** A new simulation from a link's text, with these settings on top: `started`. */
  | { kind: 'start'; link: string; settings: Settings; request: FrameRequest }
  /** Another experiment, for its figures alone; what is held stays as it is: `measured`. */
  | ({ kind: 'measure' } & Measurement)
  /** Which runs a search for remedies makes next, and how its list stands: `searched`. */
  | { kind: 'search'; search: SearchRequest }
  /** One of those runs; what is held stays as it is: `tried`. */
  | ({ kind: 'try' } & TrialRun)
  /** Cells of a map; what is held stays as it is: `mapped`. */
  | ({ kind: 'map' } & CellsRequest)
  /** What theory expects of an experiment, or how far over a range of gains: `expected`. */
  | ({ kind: 'theory' } & TheoryRequest)
  /** `count` units on, back where it is negative: `arrived`. */
  | { kind: 'step'; unit: Unit; count: number }
  /** To a position; replaces a walk under way: `arrived`. */
  | { kind: 'seek'; position: number }
  /** Train without pause between messages, until the next intent that moves: `arrived`, at once. */
  | { kind: 'run' }
  /** Ends whatever moves, where it is: `arrived`. */
  | { kind: 'stop' }
  /** The frame of the present position, while running or not: `arrived`. */
  | { kind: 'look' }
  /** What frames carry from now on beside their numbers: `arrived`. */
  | { kind: 'want'; request: FrameRequest }
  /** What the run started from, wherever it stands now: `initialState`. */
  | { kind: 'begin' };

export type Request = Intent & { id: number };

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

export type Report =
  | { kind: 'loaded'; fields: Field[]; version: string }
  | ({ kind: 'started' } & Started)
  | ({ kind: 'arrived' } & Arrived)
  | ({ kind: 'measured' } & Measured)
  | ({ kind: 'searched' } & SearchState)
  | ({ kind: 'tried' } & TrialOutcome)
  | { kind: 'mapped'; outcomes: (CellOutcome | null)[] }
  | ({ kind: 'expected' } & Expectation)
  | ({ kind: 'initial_state' } & InitialState)
  | { kind: 'progress'; done: number; of: number }
  /** `isTrap`: the core broke down, and what it holds is worth nothing any more. */
  | { kind: 'failed'; message: string; isTrap: boolean };

export type Reply = Report & { id: number };

/** What a worker is given before all else: a core, compiled or as it lies in a file. Half a core does
 *  for float32 and is loaded first; `whole` is the address of one that knows float64 too, null where
 *  `core` is that. */
export interface InitMessage {
  core: WebAssembly.Module | ArrayBuffer;
  whole: string | null;
}

/** A worker's first word, when it has been given the core, and its answer to `PingMessage`. */
export type ReadyMessage = {
  kind: 'here';
  /** The name of the lock that the worker holds for as long as it lives; null where there are none. */
  lock: string | null;
};

/** Asks a worker that has been silent whether it is there. */
export type PingMessage = { kind: 'ping' };
