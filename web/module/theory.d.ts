import type { TheoryLimit } from './kinds.js';

/** What mean-field theory expects of one hidden layer before any training; null where it does not hold. */
export interface TheoryLayer {
  /** From 1; the output layer is not among them. */
  layer: number;
  /** Variance of a unit's z over random weights, the mean over samples. */
  q: number | null;
  /** As a frame's `signal`, over that of the last hidden layer; the 10 and the 90 percent quantile of that
   *  over random networks of these widths. */
  signal: number | null;
  low: number | null;
  high: number | null;
  /** What turns these three, ratios of signals, into ratios of sizes (a size is a signal times √units). */
  sizePerSignal: number | null;
  /** Signal over that of the next hidden layer, with the same quantiles; null for the last. */
  factor: number | null;
  factorLow: number | null;
  factorHigh: number | null;
  /** As in a frame. */
  saturated: number | null;
  activationStd: number | null;
}

/** What is to be expected of random networks with an experiment's settings at iteration 0, from the theory
 *  of wide networks: no network is drawn. */
export interface Theory {
  layers: TheoryLayer[];
  /** Signal at the first hidden layer over that at the last, in an infinitely wide network. */
  ratio: number | null;
  /** The 10 and the 90 percent quantile of the ratio over random networks of these widths. */
  low: number | null;
  high: number | null;
  /** What q comes to in ever deeper layers like these; null where there is no such number, and where
   *  widths differ or a residual path is added. */
  qStar: number | null;
  /** The factor by which a squared gradient changes per layer there: under 1 ordered, over 1 chaotic. */
  chi1: number | null;
  /** 1 / |ln χ₁|: layers over which a gradient's size changes by √e; null at the edge of chaos. */
  xi: number | null;
  /** What the correlation of two samples comes to, and over how many layers. */
  cStar: number | null;
  xiC: number | null;
  /** Why the theory does not hold here; null: it does. */
  limit: TheoryLimit | null;
}

/** Where χ₁ has one value: pairs of `weightStd` and `biasStd`. */
export interface PhaseLine {
  chi1: number;
  /** null on the edge of chaos. */
  xi: number | null;
  weightStd: Float64Array;
  biasStd: Float64Array;
}

/** The plane of σ_w (the standard deviation of an entry of W times √units) and σ_b for an experiment's
 *  activation and dropout. */
export interface PhasePlane {
  /** The part that is shown, from 0. */
  mostWeightStd: number;
  mostBiasStd: number;
  /** The experiment's own point. */
  weightStd: number;
  biasStd: number;
  /** σ_w at gain 1. */
  weightStdPerGain: number;
  lines: PhaseLine[];
}

export interface GainDepth {
  gain: number;
  chi1: number | null;
  xi: number | null;
  /** 6 ξ, the depth up to which such networks could be trained (Schoenholz et al. 2017); null where ξ is. */
  depth: number | null;
}
