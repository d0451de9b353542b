/** The types of the WebAssembly module `ebb.js`. Written by hand (the compiler in use cannot emit
 *  them); `tests/module/types.test.ts` holds them against what the module really returns. */

/** One flat record of plain settings; every field may be left out. DESIGN, section 2. */
export type Settings = Partial<Experiment>;

/** The whole record, defaults filled in. Field names and kinds come from the core: see `schema()`. */
export interface Experiment {
  /** Units of each hidden layer, first to last; 0 to 128 layers of 1 to 256. Settings also take the text `16*10`. */
  hidden: number[];
  activation: string;
  init: string;
  gain: number;
  biasStd: number;
  normalization: string;
  residual: string;
  dropout: number;
  /** `by_data` chooses: bce for two classes, cross_entropy for more, mse for a curve. */
  loss: string;
  optimizer: string;
  learningRate: number;
  momentum: number;
  weightDecay: number;
  clip: string;
  clipThreshold: number;
  data: string;
  samples: number;
  noise: number;
  batchSize: number;
  testFraction: number;
  precision: string;
  seed: number;
  /** Initial weights by hand: W_1 row by row (a row per unit), then W_2, …; empty: by `init`. */
  weights: number[];
  /** Initial biases by hand, layer by layer; empty: by `biasStd`. */
  biases: number[];
  /** The user's own table as text (CSV or TSV), used where `data` is `table`. Not in links. */
  table: string;
  /** What the table's last column is taken as: `classes`, `numbers`, or `auto`: what the loss needs,
   *  else classes where there are words and numbers where there are none. */
  targets: string;
  /** Whether the table's input columns (and a numeric target) are standardised: `yes` or `no`. */
  standardise: string;
}

/** What one field of an experiment takes; menus, sliders and checks are built from it. */
export interface Field {
  name: keyof Experiment;
  /** `kind`: one of `kinds`; `widths`: as `hidden`; `numbers`: a list; `text`: the table. */
  type: 'kind' | 'number' | 'integer' | 'widths' | 'numbers' | 'text';
  default: number | string | number[];
  /** Bounds, both included (numbers and integers; the length for lists and text; layers for widths). */
  min: number;
  max: number;
  /** Whether a slider over it should be logarithmic (`log` fields may still take 0 where min is 0). */
  scale: 'linear' | 'log';
  /** The words it takes, in the order to show them (type `kind`), else empty. */
  kinds: string[];
  /** `network`, `weights`, `training`, `data` or `numbers`: how people look for it. */
  group: string;
  /** Whether it travels in a link. */
  inLink: boolean;
}

/** One setting that could not be used: which field, what it got, what it takes. */
export interface Problem {
  field: string;
  got: string;
  takes: string;
  /** The three as one English sentence. */
  message: string;
}

export type Unit = 'operation' | 'layer' | 'iteration' | 'epoch';
export type Phase = 'start' | 'forward' | 'loss' | 'backward' | 'clip' | 'update';
export type Cause =
  'weights' | 'activation' | 'normalization' | 'dropout' | 'residual' | 'width' | 'loss';
export type OperationKind =
  'affine' | 'batch_norm' | 'layer_norm' | 'rms_norm' | 'activation' | 'dropout' | 'add' | 'loss';

/** Numbers of one layer, 1 to L+1 (the output); `null`: does not exist (yet) at this position. DESIGN, section 4. */
export interface LayerFrame {
  layer: number;
  units: number;
  signal: number | null;
  signalMedian: number | null;
  weightGradient: number | null;
  clippedWeightGradient: number | null;
  /** ‖ΔW‖ / ‖W‖ of this iteration's update, W as the update found it. */
  updateRatio: number | null;
  /** Its mean over about the last sixteen updates; null before the first. */
  meanUpdateRatio: number | null;
  weightNorm: number;
  activationMean: number | null;
  activationStd: number | null;
  saturated: number | null;
  dead: number | null;
}

/** One operation of the tape, in forward order; the loss is the last. */
export interface OperationFrame {
  kind: OperationKind;
  layer: number;
  /** ‖gradient out‖ / ‖gradient in‖ of its backward; null until the walk back has passed it.
   *  For an add: of the whole block, both ways together. Also null where there is no such number: over
   *  0, of ∞ to ∞, of NaN. (`branch` and `skip` likewise.) */
  attenuation: number | null;
  /** Adds only (else null): ‖what came back through the branch‖ / ‖gradient in‖. */
  branch: number | null;
  /** Adds only (else null): ‖what went past the branch‖ / ‖gradient in‖. */
  skip: number | null;
  /** Size of the gradient that arrived, on the walk back: the root mean square over samples of the norm
   *  of one sample's gradient (√B · Frobenius norm of the mean loss's gradient). null until the walk
   *  back has passed the operation, and for the loss. `sizeOut` of an operation is `sizeIn` of the next,
   *  so that factors multiply exactly at any width; a layer's `signal` is its size over √units. */
  sizeIn: number | null;
  /** Size of what went on from it. For an add: both ways together, once the walk has left the block; for a
   *  block's affine map: through the block alone. */
  sizeOut: number | null;
}

/** One factor of the product from the loss back to here. */
export interface ChainFactor {
  /** Index into `operations`; null for what belongs to none of them (cause `width`). */
  operation: number | null;
  factor: number;
  cause: Cause;
  /** The product up to and with this factor: the Frobenius norm of the gradient reached. */
  product: number;
}

export type Verdict =
  'unknown' | 'vanishing' | 'healthy' | 'exploding' | 'zero' | 'infinite' | 'nan';

export interface Diagnosis {
  verdict: Verdict;
  /** Signal at the first hidden layer over signal at the last hidden one; null until both exist. */
  ratio: number | null;
  /** The geometric mean of what one layer does: the ratio's root by the layers in between. */
  perLayer: number | null;
  /** The layer of `operation` (else null). */
  layer: number | null;
  /** Where the gradient first becomes 0, infinite or NaN on the walk: index into `operations`, else
   *  null. What is 0 inside a residual block that the gradient goes past does not count. */
  operation: number | null;
  /** log10(ratio) split by cause; their sum is log10(ratio). null where the ratio has no logarithm.
   *  `width` is what different widths of the two layers add to the root mean square. */
  budget: {
    weights: number;
    activation: number;
    normalization: number;
    dropout: number;
    residual: number;
    width: number;
  } | null;
  /** What is found out about the network here, gravest first (DESIGN, section 4a). */
  findings: Finding[];
}

/** What can be found out, and the evidence each kind carries: every loss in the loss's own unit, counts and
 *  times in iterations, ratios and shares plain numbers, layers from 1, operations as indices into
 *  `operations`. Names in brackets are there only where they are known.
 *
 *  | kind | evidence |
 *  | --- | --- |
 *  | `not_finite` | `position` of the first stop where a number was not finite (for `seek`), `walk` (0 forward, 1 back, 2 clip or update), `isNaN` (0: infinite, 1), [`unit`, `sample`: as in `NonFinite`], [`lastFinite`: the operation before it], [`growthPerLayer`: factor by which values grew from layer to layer before], [`largestUpdateRatio`, `largestUpdateAt`], [`initialLoss`, `largestLoss`, `largestLossAt`]. A `warning` or `note` where numbers are finite again |
 *  | `diverging` | `loss` (mean over the last eighth of the iterations), `constantLoss`, `share` (their quotient), `initialLoss`, `iterations`, `largestLoss`; `since`: above its start and the constant answer |
 *  | `not_learning` | `loss`, `constantLoss`, `share`, `initialLoss`, `iterations`, [`iterationsToHalf`: at the present pace]. `failure`: at or above what a constant answer gives; `warning`: it stands still at `share` of it |
 *  | `linear` | `unexplained` (share of the targets' variance that the best affine map of the inputs leaves), `inputs` |
 *  | `symmetric` | `spread` (0: exact copies), `copiedLayers`, `weightNorm` of the layer named (0: its weights are zero, nothing gets back past them) |
 *  | `step_too_long` | `largestUpdateRatio` so far (before the first update: expected), `largestUpdateAt`, `medianUpdateRatio` (over layers, now), `totalUpdateRatio` (their sum), `isLongTogether` (1: the sum is too long), `initialLoss`, `largestLoss`, `largestLossAt`, `learningRate`, [`stableRate`: the largest that can settle along the output layer], [`predictedDecrease`: what the step would take from `loss` if the loss were a plane] |
 *  | `dead` | `dead` (share of the layer's units), `blocks` (1: nothing goes past it), `deadLayers`; `since`: its weights stand still |
 *  | `saturated` | `saturated` (share of units × samples), `saturatedLayers` |
 *  | `vanishing`, `exploding` | [`ratio`, `medianRatio`: of the median sample], `extreme` (the least or largest signal of a hidden layer over the last one's), [`lastStep`: signal of the last hidden layer over the output's], [`initialRatio`: in the first walk back], [`weights`, `activation`, `normalization`, `dropout`, `residual`: the budget, in powers of ten; of dropout what it does on average where there is no budget]; `operation`: whose doing it is. `exploding` as a `note`: it was so at the start |
 *  | `collapsed` | `cosine`, `distance` (1 − cosine) |
 *  | `slow_layers` | `updateRatio` of the slowest, `largestUpdateRatio` of the fastest, `slowLayers` |
 *  | `step_too_short` | `largestUpdateRatio`, `medianUpdateRatio` over layers, `loss`, `constantLoss`, `iterations`, [`iterationsToHalf`], [`predictedDecrease` of one step] |
 *  | `initial_loss` | `initialLoss`, `zeroLoss` (the loss if all outputs were 0), `constantLoss` |
 *  | `data_scale` | `inputScale`, `largestInputScale` (root mean square of all inputs, of the largest column), [`targetScale`] |
 *  | `underflow` | `signal` of the layer, `smallestNormal` number of the precision, `layers` (how many are reached by 0 or less than that) |
 *  | `clipping` | `clippedShare`, `clipped`, `iterations` |
 *  | `running_statistics` | `testLoss`, `loss`, `iterations` |
 *  | `learning`, `fitted` | as `not_learning`; `learning` as a `note`: it falls, but half is far off | */
export type FindingKind =
  | 'not_finite'
  | 'diverging'
  | 'not_learning'
  | 'linear'
  | 'step_too_long'
  | 'dead'
  | 'symmetric'
  | 'saturated'
  | 'collapsed'
  | 'vanishing'
  | 'exploding'
  | 'initial_loss'
  | 'data_scale'
  | 'slow_layers'
  | 'step_too_short'
  | 'underflow'
  | 'clipping'
  | 'running_statistics'
  | 'learning'
  | 'fitted';

export type Severity = 'failure' | 'warning' | 'note' | 'good';

/** One thing found out about a network at a position, with the figures it was judged from. */
export interface Finding {
  kind: FindingKind;
  severity: Severity;
  /** The layer concerned, from 1; null: none. */
  layer: number | null;
  /** Index into `operations`; null: none. */
  operation: number | null;
  /** The iteration since when it is so (completed iterations); null where it has no meaning. */
  since: number | null;
  /** Figures by name; which a kind carries is written at `FindingKind`. */
  evidence: Record<string, number>;
}

/** A matrix, row by row: rows are units (outputs for weights), columns are samples (inputs for weights). */
export interface Matrix {
  rows: number;
  cols: number;
  values: Float64Array;
}

/** Everything about one operation, for an inspector; what does not exist (yet) is null. */
export interface OperationDetail {
  operation: number;
  kind: OperationKind;
  layer: number;
  input: Matrix;
  output: Matrix | null;
  /** add only: what came past the branch. */
  skip: Matrix | null;
  /** ∂loss/∂output and ∂loss/∂input (the batch's mean loss). For an add the latter is ∂loss/∂branch. */
  gradientOutput: Matrix | null;
  gradientInput: Matrix | null;
  /** affine: W and ∂loss/∂W; norms: gamma as a column. As the walk used them, also after the update;
   *  gradients as they are now, after clipping once that was done. */
  weight: Matrix | null;
  weightGradient: Matrix | null;
  /** After the update: what it took from the weight (W ← W − ΔW), and what is left. */
  weightChange: Matrix | null;
  weightAfter: Matrix | null;
  /** affine: b; batch and layer norm: beta. */
  bias: Matrix | null;
  biasGradient: Matrix | null;
  /** activation: φ′ at the input; dropout: the mask times 1/(1-p). norms: the normalised values before gamma. loss: targets. */
  local: Matrix | null;
  /** norms: mean (0 for rms) and 1/√(variance + ε), per unit (batch) or per sample (layer, rms); length of that axis. */
  mean: Float64Array | null;
  inverseStd: Float64Array | null;
  /** norms: the means of g = γ ∂n and of g x̂ that their backward takes out, over the same axis. */
  gradientMean: Float64Array | null;
  gradientAlong: Float64Array | null;
  /** Mean of |φ′| for an activation, else null. */
  meanSlope: number | null;
}

export interface Histogram {
  layer: number;
  /** Bins of equal width over [from, to] of what enters the activation; counts outside are in below, above. */
  from: number;
  to: number;
  counts: Float64Array;
  below: number;
  above: number;
  notFinite: number;
}

/** φ and φ′ sampled over the histograms' axis. */
export interface ActivationCurve {
  x: Float64Array;
  value: Float64Array;
  slope: Float64Array;
}

/** What the network answers over the plane (two inputs) or the line (one input), in evaluation mode. */
export interface Landscape {
  /** Inputs: 1 (a curve) or 2 (regions). */
  inputs: number;
  columns: number;
  rows: number;
  xFrom: number;
  xTo: number;
  yFrom: number;
  yTo: number;
  /** outputs × (rows·columns), output by output, row by row from yFrom: probabilities (bce, cross_entropy) or values (mse). */
  outputs: number;
  values: Float64Array;
}

/** A cut through the network for one drawing: per layer what each unit holds, for one sample or as root mean square. */
export interface UnitColumn {
  layer: number;
  /** length = units; null: not computed yet at this position. */
  values: Float64Array | null;
  gradients: Float64Array | null;
}

/** What a frame carries beside its numbers; ask only for what is seen. */
export interface FrameRequest {
  /** Index into `operations`. */
  detail?: number;
  histograms?: boolean;
  landscape?: boolean;
  /** −1: root mean square over samples; else the sample's column in the batch. */
  units?: number;
  /** Weights of all affine operations (small networks only; see Frame.weights). */
  weights?: boolean;
}

/** Which of a run's numbers. */
export type TensorRole =
  | 'value'
  | 'running_statistic'
  | 'gradient'
  | 'parameter_gradient'
  | 'moving_average'
  | 'parameter';

/** A stop of a run at which a number that was computed is infinite or NaN. Numbers may be finite again later. */
export interface NonFinite {
  position: number;
  /** Iterations completed there, as a frame counts them. */
  iteration: number;
  phase: Phase;
  /** Index into `operations`: that of the stop; at clip and update, the one that the parameter belongs to. */
  operation: number;
  layer: number;
  tensor: TensorRole;
  /** Of the first entry that is not finite: unit and sample of a value or its gradient, row and column of
   *  parameters and averages; null for the loss. From 0. */
  unit: number | null;
  sample: number | null;
  verdict: 'infinite' | 'nan';
}

/** All that a view may draw at one position: a plain object. */
export interface Frame {
  /** Iterations completed. */
  iteration: number;
  /** Epochs completed, as a fraction. */
  epoch: number;
  phase: Phase;
  /** The operation stood on (index into `operations`); null at start, clip and update. */
  operation: number | null;
  /** The position as one number: operations walked since the start. */
  position: number;
  /** Stops (positions) an iteration has. */
  stops: number;
  /** The batch's loss; null until the walk has reached it in this iteration. */
  loss: number | null;
  /** The loss over the test samples, in evaluation mode; null without any. `loss`, `testLoss`, both
   *  accuracies, signals and gradients are all of the parameters that this iteration walked with:
   *  after its update those that the update replaced. (`parameters()`, `weightNorm`, `weights` and
   *  `landscape` are of the parameters now.) */
  testLoss: number | null;
  /** Shares of right answers, 0 to 1; null for a curve or without test samples. */
  /** The loss of the best answer that is the same for all training samples: the entropy of the classes, the
   *  variance of the targets; null where the loss has none. */
  constantLoss: number | null;
  /** The loss of the first batch, once computed. */
  initialLoss: number | null;
  /** 1 − mean cosine between the batch's samples at the last hidden layer: 0 where it tells none apart. */
  cosineDistance: number | null;
  /** Steps so far of which the gradient was clipped. */
  clippedSteps: number;
  trainAccuracy: number | null;
  testAccuracy: number | null;
  layers: LayerFrame[];
  operations: OperationFrame[];
  /** From the loss back to the operation stood on (or to the first layer after the walk). */
  chain: ChainFactor[];
  /** From the last hidden layer's affine output back to the first's: the product is the ratio. At an
   *  add: both ways together over the branch alone, or the whole block where nothing comes back through
   *  its branch. Empty where there is nothing between, or a
   *  factor is not known (yet). */
  ratioChain: ChainFactor[];
  diagnosis: Diagnosis;
  /** The first stop up to this position at which anything was not finite; null: everything was. */
  firstNonFinite: NonFinite | null;
  /** Whether all is finite that this iteration has computed so far and that training goes on from. */
  finite: boolean;
  /** Hash of the whole state, 16 hexadecimal digits: two people who see the same stand at the same place. */
  digest: string;
  detail: OperationDetail | null;
  histograms: Histogram[] | null;
  landscape: Landscape | null;
  units: UnitColumn[] | null;
  /** Per affine, layer 1 to L+1. */
  weights: Matrix[] | null;
}

/** What was at the iterations passed so far, thinned so that it never grows: every `stride`th one. */
export interface History {
  stride: number;
  /** Iterations, ascending; also ones past the present position, when it was stepped back. */
  iterations: Float64Array;
  /** Of the parameters that the iteration walked with, before its update, as `testLoss` and `signal`. */
  loss: Float64Array;
  /** NaN where there are no test samples. */
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

/** What a remedy is to do. */
export type Reason =
  | 'shorter_steps'
  | 'longer_steps'
  | 'adaptive_steps'
  | 'plain_steps'
  | 'less_momentum'
  | 'no_decay'
  | 'bounded_steps'
  | 'unbounded_steps'
  | 'unscaled_weights'
  | 'fitting_weights'
  | 'orthogonal_weights'
  | 'larger_weights'
  | 'no_biases'
  | 'another_activation'
  | 'leaky_activation'
  | 'skip_connection'
  | 'batch_statistics'
  | 'layer_statistics'
  | 'no_normalization'
  | 'no_dropout'
  | 'whole_batch'
  | 'fewer_layers'
  | 'more_layers'
  | 'wider_layers'
  | 'fitting_loss'
  | 'standardised_data'
  | 'wider_range';

/** A few changes of settings that belong together. */
export interface Remedy {
  /** One, or two where two remedies are tried together. */
  reasons: Reason[];
  changes: Settings;
}

/** What an experiment's training has come to. */
export interface RunOutcome {
  /** Updates made. */
  iterations: number;
  /** Mean loss of the last twentieth of the history; Infinity where the loss is not finite any more. */
  loss: number;
  /** The least loss that one answer for all training samples gets; null for a loss without a least. */
  constantLoss: number | null;
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
  /** Whether the loss is under half of a constant answer's, for most of the seeds. */
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
