import type { FindingKind, Severity } from './kinds.js';

/** One thing found out about a network at a position, with the figures it was judged from. */
export interface Finding {
  kind: FindingKind;
  severity: Severity;
  /** The layer concerned, from 1; null: none. */
  layer: number | null;
  /** Index into `operations`: whose doing it is; null: none. */
  operation: number | null;
  /** The iteration since when it is so (completed iterations); null where it has no meaning. */
  since: number | null;
  /** Figures by name: those of `FindingEvidence[kind]`. */
  evidence: Record<string, number>;
}

/** How the loss stands to the one of the best answer that is the same for all samples. */
interface LossEvidence {
  /** Mean over the last eighth of the iterations, at least an epoch; within the first epoch, over all. */
  loss: number;
  constantLoss: number;
  /** What is left of what can be learnt: 1 at constantLoss, 0 at the least that any function of the inputs gets; none
   *  where no answer is better than a constant one. */
  share?: number;
  /** The least that any function of the inputs gets, where that is over 0: equal inputs have different targets. */
  leastLoss?: number;
  initialLoss: number;
  iterations: number;
}

/** How low the loss had been, where what was learnt is lost again in part at least. */
interface Low {
  /** Its mean over an epoch at least, and around which iteration. */
  lowestLoss?: number;
  lowestLossAt?: number;
}

/** How long a walk half-way down from a constant answer's loss would be at the present pace. */
interface Pace {
  iterationsToHalf?: number;
}

/** Sizes of signals; a layer's signal is its gradient's root mean square. */
interface SignalEvidence {
  /** Signal of the first hidden layer over that of the last one; of the median sample. */
  ratio?: number;
  medianRatio?: number;
  /** Of the layer named: its signal over that of the last hidden layer. */
  extreme?: number;
  /** Signal of the last hidden layer over the output's. */
  lastStep?: number;
  /** The ratio of the first walk back. */
  initialRatio?: number;
  /** The budget, in powers of ten; of dropout what it does on average where there is no budget. */
  weights?: number;
  activation?: number;
  normalization?: number;
  dropout?: number;
  residual?: number;
}

/** The figures that each kind of finding was judged from: losses in the loss's own unit, counts and times in
 *  iterations, ratios and shares plain numbers, layers from 1, operations as indices into `operations`. */
export interface FindingEvidence {
  /** A `warning` or `note` where numbers are finite again. */
  not_finite: {
    /** The first stop where a number was not finite (for `seek`). */
    position: number;
    /** 0: forward, 1: back, 2: clip or update. */
    walk: number;
    /** 0: infinite, 1: NaN. */
    isNaN: number;
    /** As in `NonFinite`. */
    unit?: number;
    sample?: number;
    /** The operation before it. */
    lastFinite?: number;
    /** Factor by which values grew from layer to layer before; in that iteration alone. */
    growthPerLayer?: number;
    /** The longest step, where it came before. */
    largestUpdateRatio?: number;
    largestUpdateAt?: number;
    initialLoss?: number;
    largestLoss?: number;
    largestLossAt?: number;
  };
  /** `since`: above its start and the constant answer. */
  diverging: LossEvidence & Low & { largestLoss: number };
  /** `failure`: it stands at what a constant answer gives, or above; `warning`: `share` of the way down is left, or it still
   *  falls. */
  not_learning: LossEvidence &
    Low &
    Pace & {
      /** 1: the loss surely falls, with half of the way down from a constant answer's in sight; it has not learnt yet. */
      stillFalls: number;
    };
  /** All layers together are one affine map of the inputs. */
  linear: {
    /** Share of the targets' variance that the best affine map of the training inputs leaves. */
    unexplained: number;
    /** Columns of the inputs. */
    inputs: number;
  };
  symmetric: {
    /** 0: exact copies. */
    spread: number;
    copiedLayers: number;
    /** Of the layer named; 0: its weights are zero, nothing gets back past them. */
    weightNorm: number;
  };
  /** Batch normalization over a batch of one sample, whose normalized values are all 0. As a `note`: the last batch
   *  of an epoch alone. */
  single_samples: {
    /** 1: every batch. */
    isAll: number;
    /** Batches of an epoch. */
    batches: number;
    /** Where it is far above the training loss. */
    testLoss?: number;
    loss?: number;
  };
  weight_decay: {
    weightDecay: number;
    /** Norms over all layers: weight decay · weights, and the loss's gradient, or what clipping has left of it. */
    decayPull?: number;
    gradientPull?: number;
    /** 1 where clipping has made it smaller. */
    isClipped?: 0 | 1;
    /** AdamW: what decay leaves of a weight at most, and the size that keeps signals theirs. */
    largestWeight?: number;
    fittingWeight?: number;
    /** Learning rate · weight decay, and over what decay alone makes the weights larger. */
    stepDecay?: number;
    stableDecay?: number;
  };
  dropout: {
    dropoutRate: number;
    /** (1 − rate)^layers: the share of paths through all layers that none is dropped from. */
    pathsLeft: number;
    /** Without a connection around them. */
    dropoutLayers: number;
  };
  step_too_long: Low & {
    /** So far; before the first update: expected. The first 16 steps of weights that were 0 are not measured. */
    largestUpdateRatio?: number;
    largestUpdateAt?: number;
    /** Over layers, now. */
    medianUpdateRatio: number;
    /** Their sum over the layers; 1: that is too long. */
    totalUpdateRatio: number;
    isLongTogether: number;
    /** 1: a step is, or before the first will be, as large as the weights that it changes. */
    isLong: number;
    initialLoss: number;
    largestLoss: number;
    largestLossAt: number;
    learningRate: number;
    /** The largest rate that can settle along the output layer. */
    stableRate?: number;
    /** 1: the rate is over it, by what clipping leaves of the gradient. */
    isUnstable: number;
    /** The learning rate times the share of the output layer's gradient that clipping leaves, where it takes some. */
    effectiveRate?: number;
    /** What the step would take from `loss` if the loss were a plane. */
    predictedDecrease?: number;
    loss?: number;
    /** Beside `lowestLoss`: what the last losses average. */
    recentLoss?: number;
  };
  /** `since`: its weights stand still. */
  dead: {
    /** Share of the layer's units. */
    dead: number;
    /** 1: nothing goes past it. */
    blocks: number;
    deadLayers: number;
  };
  saturated: {
    /** Share of units × samples. */
    saturated: number;
    saturatedLayers: number;
  };
  vanishing: SignalEvidence;
  /** As a `note`: it was so at the start. */
  exploding: SignalEvidence;
  /** Without a figure: all values are 0. */
  collapsed: {
    cosine?: number;
    /** 1 − cosine. */
    distance?: number;
  };
  slow_layers: {
    /** Of the slowest layer. */
    updateRatio: number;
    /** Of the fastest layer. */
    largestUpdateRatio: number;
    slowLayers: number;
  };
  step_too_short: Pace & {
    largestUpdateRatio: number;
    /** Over layers. */
    medianUpdateRatio: number;
    loss: number;
    constantLoss: number;
    iterations: number;
    /** Of one step. */
    predictedDecrease?: number;
    leastLoss?: number;
  };
  initial_loss: {
    initialLoss: number;
    /** The loss of the same batch if all outputs were 0. */
    zeroLoss: number;
    constantLoss: number;
    /** Where strong dropout has scaled up what comes out. */
    dropoutRate?: number;
  };
  data_scale: {
    /** Root mean square of all inputs, and of the largest column. */
    inputScale: number;
    largestInputScale: number;
    /** The largest absolute value of the column where that is smallest. */
    smallestInputReach: number;
    /** 1: that column is what is furthest from unit scale. */
    isColumn: number;
    targetScale?: number;
  };
  underflow: {
    /** Of the layer named. */
    signal: number;
    /** Smallest normal number of the precision. */
    smallestNormal: number;
    /** How many layers, this one and those before it, are reached by 0 or less than that. */
    layers: number;
  };
  clipping: {
    clippedShare: number;
    clipped: number;
    iterations: number;
  };
  running_statistics: {
    testLoss: number;
    loss: number;
    iterations: number;
  };
  /** As a `note`: it falls, but half of the way down from a constant answer's loss is far off. */
  learning: LossEvidence & Pace;
  fitted: LossEvidence & Pace;
}
