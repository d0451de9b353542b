// Written by the build out of the core (tools/print_names.cpp); not to be edited.

/** φ, element by element. */
export type Activation =
  | 'identity'
  | 'sigmoid'
  | 'tanh'
  | 'hard_tanh'
  | 'relu'
  | 'leaky_relu'
  | 'elu'
  | 'selu'
  | 'gelu'
  | 'silu'
  | 'softplus'
  | 'softsign'
  | 'mish';

/** How a gradient becomes an update. */
export type Optimizer =
  | 'sgd'
  | 'momentum'
  | 'nesterov'
  | 'rmsprop'
  | 'adagrad'
  | 'adam'
  | 'adamw';

/** How far a step of the walk goes. */
export type Unit =
  | 'operation'
  | 'layer'
  | 'iteration'
  | 'epoch';

/** Where within an iteration a position lies. */
export type Phase =
  | 'start'
  | 'forward'
  | 'loss'
  | 'backward'
  | 'clip'
  | 'update';

/** What an operation of the tape computes. */
export type OperationKind =
  | 'affine'
  | 'batch_norm'
  | 'layer_norm'
  | 'rms_norm'
  | 'activation'
  | 'dropout'
  | 'add'
  | 'loss';

/** Whose doing a factor of the gradient is. */
export type Cause =
  | 'weights'
  | 'activation'
  | 'normalization'
  | 'dropout'
  | 'residual'
  | 'width'
  | 'loss';

/** What the ratio of the first hidden layer's signal to the last one's says. */
export type Verdict =
  | 'unknown'
  | 'vanishing'
  | 'healthy'
  | 'exploding'
  | 'zero'
  | 'infinite'
  | 'nan';

/** Which of a run's numbers. */
export type TensorRole =
  | 'value'
  | 'running_statistic'
  | 'gradient'
  | 'parameter_gradient'
  | 'moving_average'
  | 'parameter';

/** What can be found out about a network. */
export type FindingKind =
  | 'not_finite'
  | 'diverging'
  | 'not_learning'
  | 'linear'
  | 'symmetric'
  | 'single_samples'
  | 'weight_decay'
  | 'dropout'
  | 'step_too_long'
  | 'dead'
  | 'saturated'
  | 'vanishing'
  | 'exploding'
  | 'collapsed'
  | 'slow_layers'
  | 'step_too_short'
  | 'initial_loss'
  | 'data_scale'
  | 'underflow'
  | 'clipping'
  | 'running_statistics'
  | 'learning'
  | 'fitted';

/** How grave a finding is, gravest first. */
export type Severity =
  | 'failure'
  | 'warning'
  | 'note'
  | 'good';

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

/** Why the theory of wide networks does not hold. */
export type TheoryLimit =
  | 'no_hidden_layers'
  | 'own_weights'
  | 'weights_not_random'
  | 'gain_too_large'
  | 'layer_too_narrow'
  | 'inputs_of_low_rank'
  | 'batch_too_small'
  | 'no_stable_q'
  | 'one_sided_residual'
  | 'values_too_large'
  | 'too_deep_for_width'
  | 'last_layer_saturated'
  | 'uneven_samples';

/** The fields of an experiment. */
export interface ExperimentFields {
  hidden: number[];
  activation: string;
  normalization: string;
  residual: string;
  dropout: number;
  init: string;
  gain: number;
  biasStd: number;
  weights: number[];
  biases: number[];
  loss: string;
  optimizer: string;
  learningRate: number;
  momentum: number;
  weightDecay: number;
  batchSize: number;
  clip: string;
  clipThreshold: number;
  data: string;
  samples: number;
  noise: number;
  table: string;
  targets: string;
  standardise: string;
  testFraction: number;
  precision: string;
  seed: number;
}

/** Numbers of one layer; `null`: does not exist (yet) at this position. */
export interface LayerQuantities {
  /** Root mean square over units and samples of B · ∂loss/∂z. */
  signal: number | null;
  /** The same with the median over samples. */
  signalMedian: number | null;
  /** ‖∂loss/∂W‖, before clipping. */
  weightGradient: number | null;
  /** The same after clipping. */
  clippedWeightGradient: number | null;
  /** ‖ΔW‖ / ‖W‖ of this iteration's update, W as the update found it. */
  updateRatio: number | null;
  /** Its mean over about the last sixteen updates; null before the first. */
  meanUpdateRatio: number | null;
  /** Mean of h over units and samples. */
  activationMean: number | null;
  /** Standard deviation of h over units and samples. */
  activationStd: number | null;
  /** Share of units × samples whose φ′ is under a tenth of its largest value. */
  saturated: number | null;
  /** Share of units whose φ′ is 0 for every sample of the batch. */
  dead: number | null;
}
