/** The types of the WebAssembly module `ebb.js`. Interfaces are written by hand (the compiler in use cannot
 *  emit them): `tests/module/types.test.ts` holds them against all that the module really returns. The
 *  kinds, unions of words, are printed by the core. */
import type { ClinicCase, Suspect } from './clinic.js';
import type { Experiment, Field, Problem, Settings } from './experiment.js';
import type { ActivationCurve, Frame, FrameRequest, NonFinite } from './frame.js';
import type { Unit } from './kinds.js';
import type { Remedy, RemedySearch, SearchOptions } from './remedies.js';
import type { GainDepth, PhasePlane, Theory } from './theory.js';

export type * from './clinic.js';
export type * from './experiment.js';
export type * from './findings.js';
export type * from './frame.js';
export type * from './kinds.js';
export type * from './remedies.js';
export type * from './theory.js';

/** What was at the iterations passed so far, thinned so that it never grows: every `stride`th one. */
export interface History {
  stride: number;
  /** Iterations, ascending; also ones past the present position, when it was stepped back. */
  iterations: Float64Array;
  /** Of the parameters that the iteration walked with, before its update, as `testLoss` and `signal`. */
  loss: Float64Array;
  /** NaN where there are no test samples; and where it was not computed: after the first 8 iterations it is only where at
   *  least 16 samples have been trained on for each that is tested. */
  testLoss: Float64Array;
  layers: number;
  /** layers × iterations, layer by layer (1 to L+1): `signal`. */
  signal: Float64Array;
}

/** The data set as the network gets it, in order: training samples, then test samples. */
export interface Dataset {
  inputs: number;
  /** Columns of the target as the loss takes it. */
  outputs: number;
  samples: number;
  trainSamples: number;
  /** Number of classes; 0: a curve. */
  classes: number;
  /** The loss in use: the experiment's, or what `by_data` means for these data. */
  loss: string;
  /** inputs × samples, sample by sample. */
  x: Float64Array;
  /** The class or the value, one a sample (of the first target column). */
  y: Float64Array;
  /** Columns of a table (from 0: the inputs, then the target) that were to be standardised and are one
   *  number in all training samples: they are 0 there. */
  constantColumns: Float64Array;
  /** Names of the inputs and, last, of the target; classes' labels. Empty where the data has none. */
  names: string[];
  labels: string[];
}

/** What an experiment's training has come to. */
export interface RunOutcome {
  /** Updates made. */
  iterations: number;
  /** Mean loss of the last twentieth of the history; Infinity where the loss is not finite any more. */
  loss: number;
  /** The least loss that one answer for all training samples gets; null for a loss without a least. */
  constantLoss: number | null;
  /** The least loss that any function of the training inputs gets: over 0 where equal inputs have different targets. */
  leastLoss: number;
  /** The loss under which a network counts as having learnt: half-way from the first to the second. */
  learntLoss: number | null;
}

/** A batch and parameters of the caller's own, in place of the experiment's: as in the reference vectors. */
export interface Given {
  inputs: number[][];
  targets: number[][];
  /** `"1.weight"` (rows = outputs), `"1.bias"`, `"1.gamma"`, `"1.beta"`, …; those left out are initialised as usual. */
  parameters?: Record<string, number[][] | number[]>;
}

/** An experiment being run: a function of the experiment and of how far it was advanced. */
export interface Simulation {
  readonly experiment: Experiment;
  /** The names of fields that mean something for this experiment. */
  readonly applies: string[];
  /** Numbers allocated for the run, in bytes. */
  readonly bytes: number;
  readonly position: number;
  /** Both run to the end of the call; a page uses `target` and `seek`. */
  advance(unit: Unit, count?: number): void;
  rewind(unit: Unit, count?: number): void;
  /** The position that `count` units on (or back, when negative) would reach. */
  target(unit: Unit, count: number): number;
  /** The first position of the given iteration (0: start). */
  positionOf(iteration: number): number;
  /** Where the walk back is complete that comes after so many iterations: before clipping and update. */
  walkedBack(iteration: number): number;
  /** Where that walk has passed an operation (index into `operations`), on its way forward or back. */
  passed(iteration: number, operation: number, isBack: boolean): number;
  /** Goes towards a position, forward or back, over at most `limit` iterations; true when there. */
  seek(position: number, limit: number): boolean;
  /** The first stop up to the position at which anything was not finite, however it was come to. */
  readonly firstNonFinite: NonFinite | null;
  frame(request?: FrameRequest): Frame;
  history(): History;
  outcome(): RunOutcome;
  dataset(): Dataset;
  activationCurve(): ActivationCurve;
  /** Present parameters, by the names of the reference vectors; gamma, beta where there are any. */
  parameters(): Record<string, number[][] | number[]>;
  /** z, n, a, h of each layer and their gradients by name ("1.z"), rows = samples: as in the reference vectors. */
  values(): Record<string, number[][]>;
  valueGradients(): Record<string, number[][]>;
  /** Gradients now held: after the clip stage, the clipped ones. */
  gradients(): Record<string, number[][] | number[]>;
  /** Frees the run's memory; the object must not be used after. */
  delete(): void;
}

export interface Ebb {
  schema(): Field[];
  /** Defaults filled in; throws an Error that names field, value and range. */
  complete(settings: Settings): Experiment;
  /** Of a link's text: settings that cannot be used are left at their default and named, and so are the
   *  fewest that must be for the rest to run. `settings` are those that the caller puts over the
   *  link's: they count, and are not given up. */
  readLink(text: string, settings?: Settings): { experiment: Experiment; problems: Problem[] };
  /** Only what differs from the defaults, in the schema's order; '' for the default experiment. */
  writeLink(experiment: Experiment): string;
  /** What is worth trying for an experiment of which this is a frame, in the order of trial; empty
   *  where it has fitted its data. To be run before it is believed. */
  remedies(settings: Settings, frame: Pick<Frame, 'iteration' | 'diagnosis'>): Remedy[];
  /** What theory expects of such networks at initialisation. Throws as `complete` does, and where the
   *  table cannot be read. */
  theory(settings: Settings): Theory;
  /** null where gain and biasStd alone do not say what a network does: with normalization, a residual
   *  path, layers of different widths, weights by hand or not drawn at random. */
  phasePlane(settings: Settings): PhasePlane | null;
  /** What depth each of these gains (up to 1,024) allows. */
  trainableDepths(settings: Settings, gains: readonly number[]): GainDepth[];
  /** A network with one to three faults, drawn by seed; some tenths of a second, since all that makes it a
   *  case is run. */
  clinicCase(seed: number, faults: number): ClinicCase;
  suspects(): Suspect[];
  version(): string;
  Simulation: new (settings: Settings, given?: Given) => Simulation;
  RemedySearch: new (
    settings: Settings,
    frame: Pick<Frame, 'iteration' | 'diagnosis'>,
    options: SearchOptions,
  ) => RemedySearch;
}

declare const load: (options?: {
  wasmBinary?: ArrayBuffer | Uint8Array;
  locateFile?: (path: string) => string;
}) => Promise<Ebb>;
export default load;
