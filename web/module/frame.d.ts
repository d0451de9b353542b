import type { Finding } from './findings.js';
import type { Cause, LayerQuantities, OperationKind, Phase, TensorRole, Verdict } from './kinds.js';

/** Numbers of one layer, 1 to L+1 (the output). */
export interface LayerFrame extends LayerQuantities {
  layer: number;
  units: number;
  weightNorm: number;
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
  /** Size of the values that it read, on the walk forward: their root mean square over units and samples.
   *  null until the walk forward has passed the operation. `valueSizeOut` of an operation is `valueSizeIn`
   *  of the next. */
  valueSizeIn: number | null;
  /** Size of the values that it computed; null for the loss, which is `Frame.loss`. */
  valueSizeOut: number | null;
}

/** One factor of the product from the loss back to here. */
export interface ChainFactor {
  /** Index into `operations`; null for what belongs to none of them (cause `width`). */
  operation: number | null;
  factor: number;
  cause: Cause;
  /** The product up to and with this factor: from the loss on, the size of the gradient
   *  reached (`sizeOut` of the operation, `sizeIn` of an add that the walk is still inside of). */
  product: number;
  /** The way from the gradient of the last hidden layer, the measure of all, back to here: the product of all its
   *  factors, of those of this cause, and how many these are. Where the measure lies inside a residual block that was
   *  left, the first factor is from there to the block's beginning, and not that of the whole block. Null where it has
   *  not begun, where nothing arrived at the measure, and in `ratioChain`. */
  way: { product: number; ofCause: number; count: number } | null;
}

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
  /** log10(ratio) split by cause. null where the ratio has no logarithm. `width` is what different widths of the
   *  two layers add to the root mean square. `total`, the sum of all, is log10(ratio); `blocks`, of all but
   *  `residual`, is what the blocks alone would have made of it. */
  budget: {
    weights: number;
    activation: number;
    normalization: number;
    dropout: number;
    residual: number;
    width: number;
    total: number;
    blocks: number;
  } | null;
  /** Of a ratio that has vanished or exploded: the cause that took or added most, and its factor from one hidden
   *  layer to the next. */
  mainCause: { cause: Cause; perLayer: number } | null;
  /** What is found out about the network here, gravest first; good news comes before mere notes. */
  findings: Finding[];
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
  /** activation: φ′ at the input; dropout: the mask times 1/(1-p). norms: the normalized values before gamma. loss: targets. */
  local: Matrix | null;
  /** norms: mean (0 for rms) and 1/√(variance + ε), per unit (batch) or per sample (layer, rms); length of that axis. */
  mean: Float64Array | null;
  inverseStd: Float64Array | null;
  /** norms: the means of g = γ ∂n and of g x̂ that their backward takes out, over the same axis. */
  gradientMean: Float64Array | null;
  gradientAlong: Float64Array | null;
  /** Mean of |φ′| for an activation, else null. */
  meanSlope: number | null;
  /** Root mean square of φ′ for an activation, else null: what the size of a gradient gets that does not depend on φ′. */
  slopeRms: number | null;
  /** affine: the root mean square of the entries of W. */
  weightRms: number | null;
  /** affine, once the walk back has left it: what Wᵀ multiplies a gradient's size by, as root mean square over all
   *  directions that it can have, ‖W‖/√outputs = √inputs · weightRms; null where the precision cuts off what goes on. */
  isotropicFactor: number | null;
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
  /** |φ′| under which a unit is saturated. */
  flatSlope: number;
}

/** What the network answers over the plane (two inputs) or the line (one input), in evaluation mode. */
export interface Predictions {
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
  /** −1: of the operation that the frame stands on, if any; else an index into `operations`. */
  detail?: number;
  histograms?: boolean;
  predictions?: boolean;
  /** −1: root mean square over samples; else the sample's column in the batch. */
  units?: number;
  /** Weights of all affine operations (small networks only; see Frame.weights). */
  weights?: boolean;
}

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
  /** Of these, done in the iteration under way, its update included; 0 before the first. */
  stopsDone: number;
  /** The batch's loss; null until the walk has reached it in this iteration. */
  loss: number | null;
  /** The loss over the test samples, in evaluation mode; null without any. `loss`, `testLoss`, both
   *  accuracies, signals and gradients are all of the parameters that this iteration walked with:
   *  after its update those that the update replaced. (`parameters()`, `weightNorm`, `weights` and
   *  `predictions` are of the parameters now.) */
  testLoss: number | null;
  /** The loss of the best answer that is the same for all training samples: the entropy of the classes, the
   *  variance of the targets; null where the loss has none. */
  constantLoss: number | null;
  /** The loss under which a network counts as having learnt: half-way from there to the least that any function of the
   *  inputs gets (over 0 where equal inputs have different targets). */
  learntLoss: number | null;
  /** The loss of the first batch, once computed. */
  initialLoss: number | null;
  /** 1 − mean cosine between the batch's samples at the last hidden layer: 0 where it tells none apart. */
  cosineDistance: number | null;
  /** Steps so far of which the gradient was clipped. */
  clippedSteps: number;
  /** Shares of right answers, 0 to 1; null for a curve or without test samples. */
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
  predictions: Predictions | null;
  units: UnitColumn[] | null;
  /** Per affine, layer 1 to L+1. */
  weights: Matrix[] | null;
}
