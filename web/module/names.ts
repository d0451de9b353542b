// Written by the build out of the core (tools/print_names.cpp); not to be edited.
import type { Cause, LayerQuantities, OperationKind } from './kinds';

/** Whose doing an operation's factor of the gradient is. */
export const causeOf: Record<OperationKind, Cause> = {
  affine: 'weights',
  batch_norm: 'normalization',
  layer_norm: 'normalization',
  rms_norm: 'normalization',
  activation: 'activation',
  dropout: 'dropout',
  add: 'residual',
  loss: 'loss',
};

/** What is measured of a layer. */
export const layerQuantities: (keyof LayerQuantities)[] = [
  'signal',
  'signalMedian',
  'weightGradient',
  'clippedWeightGradient',
  'updateRatio',
  'meanUpdateRatio',
  'activationMean',
  'activationStd',
  'saturated',
  'dead',
];

/** What a frame carries only where it is asked for. */
export const frameParts = [
  'detail',
  'histograms',
  'predictions',
  'units',
  'weights',
] as const;

/** How many times smaller or larger than at the last hidden layer a gradient has vanished or
 *  exploded. */
export const vanishingLimit = 1000;

/** What ‖ΔW‖ / ‖W‖ usually is in a network that learns. */
export const usualUpdateRatio = 0.001;

/** Hidden layers at the most. */
export const maxLayers = 128;

/** The largest seed; the least is 0. */
export const maxSeed = 4294967295;

/** The smallest positive number with all its digits (IEEE 754, section 3.4). */
export const smallestNormal = { float32: 1.1754943508222875e-38, float64: 2.2250738585072014e-308 } as const;
