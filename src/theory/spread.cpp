#include "theory/spread.h"

#include <algorithm>

#include "functions/activations.h"

namespace ebb {
namespace {

/// In the chaotic phase samples part, and so do their fluctuations: what chance does to the root
/// mean square over samples comes out even in part. Up to the first that share is small; beyond it
/// so much of β is left. Measured: tanh, gain 4, 16 units, 20 layers: β of one sample 16, of the
/// root mean square 6.
constexpr double kBeforeSamplesPart = 4;
constexpr double kLeftWhereSamplesPart = 0.36;

/// Of β as shown: what is of the first order in 1/width then says little. Measured, as shares of
/// networks within the band: tanh of 16 units and 50 layers, gain 2: 62 % (β 7), gain 4: none (β
/// 15).
constexpr double kLargestSpread = 12;

/// Of the last layer's mean φ′² u², which all others are measured by. Measured: sigmoid along
/// residual paths, 8 to 16 units, 50 layers: half of the networks, and not eight in ten, were
/// within the band, and those outside far above it.
constexpr double kLargestNoise = 2;

struct Noise {
  /// Relative variances, times the width, of a layer's mean φ′² u² (u: normal) and mean φ², and
  /// their covariance. Of the first only what φ′ does: u's own is `length`.
  double slope = 0;
  double square = 0;
  double both = 0;
};

/// `isLengthKept`: the sum of squares of what enters φ does not fluctuate. `isMeanKept`: nor does
/// its mean.
Noise noiseOf(const LayerState& layer, bool isLengthKept, bool isMeanKept) {
  const ActivationMoments& m = layer.moments;
  Noise noise{3 * (m.slopeSpread - 1), m.squareSpread - 1, m.joint - 1};
  if (isLengthKept) {
    noise.square -= 2 * m.squareGrowth * m.squareGrowth;
    noise.slope -= 2 * m.slopeGrowth * m.slopeGrowth;
    noise.both -= 2 * m.squareGrowth * m.slopeGrowth;
  }
  if (isMeanKept) {
    noise.square -= m.squareTilt * m.squareTilt;
    noise.slope -= m.slopeTilt * m.slopeTilt;
    noise.both -= m.squareTilt * m.slopeTilt;
  }
  return noise;
}

/// The share of a squared gradient, times the width, that layer and rms normalization take from it
/// beyond what an infinitely wide layer's would. What leaves them has no part along their input n,
/// nor, with layer normalization, along 1; then what the weights make of it has none along the h
/// that they were given, which is φ(n) of the layer before. Of both directions, once φ′ has
/// weighted them, only what that left is taken. (D of n counts n's length as n, and layer
/// normalization's variance of n units has n - 1 degrees of freedom.)
double takenByNormalization(const LayerState& layer, Normalization kind) {
  const bool isOfUnits = kind == Normalization::layer || kind == Normalization::rms;
  const ActivationMoments& m = layer.moments;
  if (!isOfUnits || !(m.slope > 0) || !(layer.entering > 0)) return 0;
  const double squarePerSlope = m.square / (m.slope * layer.entering);
  const double alongInput =
      1 + 2 * m.slopeGrowth - m.squareGrowth * m.squareGrowth * squarePerSlope;
  const double alongOnes = 1 - m.squareTilt * m.squareTilt * squarePerSlope / 4;
  const double freedom = 1;
  return m.joint + alongInput + (kind == Normalization::layer ? alongOnes - freedom : 0);
}

/// Those of a homogeneous activation all fare alike. Between normalized layers those of a one-sided
/// one stay so near that they do, too (GELU: χ₁ 1.07 and less).
bool doSamplesPart(const Experiment& experiment, const LayerState& end) {
  const bool isNearlySo = experiment.normalization != Normalization::none &&
                          flatSide(experiment.activation) == FlatSide::negative;
  return !end.hasSkip && end.throughWeights * end.throughActivation > 1 && !isNearlySo &&
         !isHomogeneous(experiment.activation);
}

}  // namespace

LogSpread logSpread(const Experiment& experiment, const std::vector<LayerState>& layers,
                    std::size_t first, std::size_t last) {
  const bool isNormalized = experiment.normalization != Normalization::none;
  // An orthogonal matrix keeps the length of what goes through it, either way.
  const bool isOrthogonal = experiment.init == Initialiser::orthogonal;
  const double length = isOrthogonal ? 0 : 2;
  const bool isMeanTaken = experiment.normalization == Normalization::layer;
  double variance = 0;
  // A factor X of mean 1 that enters to the power w moves the mean of the logarithm by -w/2 of its
  // variance, one that is divided by by +w/2.
  double shift = 0;
  // What ln (s_first² / s_last²) changes by with ln q of the layer after.
  double sensitivity = 0;
  for (std::size_t l = last + 1; l-- > 0;) {
    const LayerState& layer = layers[l];
    const double units = layer.units;
    const double past = layer.hasSkip ? 1 : 0;
    const double block = layer.throughWeights * layer.throughActivation;
    // Of the layers before the first, no gradient passes: they move the q of those after them.
    const double share = l < first ? 0 : l == first ? 1 : block / (past + block);
    const double end = l == last ? 1 : 0;
    const double weight = share - end;
    if (l > first) {
      const double passing = (4 * block * past + length * block * block) /
                             ((past + block) * (past + block) * layer.inputs);
      variance += passing;
      shift -= passing / 2;
    }
    const Noise noise = noiseOf(layer, isNormalized || isOrthogonal, isMeanTaken);
    // A sum with what came before hardly feels this layer's own fluctuation.
    const double forward = experiment.residual == Residual::add ? 0 : sensitivity;
    variance += (weight * weight * noise.slope + 2 * weight * forward * noise.both) / units;
    shift -= (share * share - end) * noise.slope / units / 2;
    variance += forward * forward * noise.square / units;
    shift -= forward * noise.square / units / 2;
    if (isNormalized) {
      variance += weight * weight * length / units;
      shift += weight * length / units / 2;
      if (l >= first && l < last) {
        shift -= share * takenByNormalization(layer, experiment.normalization) / units;
      }
      sensitivity = -weight;
    } else {
      sensitivity = weight * layer.moments.slopeGrowth + forward * layer.moments.squareGrowth;
    }
    // Of ln q of this layer, the share that is the layer's before.
    if (l > 0) sensitivity *= 1 - layer.biasShare;
  }
  const double left =
      std::max(std::min(variance, kBeforeSamplesPart), kLeftWhereSamplesPart * variance);
  const double shown = doSamplesPart(experiment, layers[last]) ? left : variance;
  if (!(variance > 0)) return {};
  return {shift * (shown / variance), shown};
}

bool isLastTooSaturated(const std::vector<LayerState>& layers) {
  const LayerState& last = layers.back();
  // Samples that differ even such chance out.
  const bool areAlike = last.mean * last.mean > last.square / 2;
  return last.hasSkip && areAlike && noiseOf(last, false, false).slope > kLargestNoise * last.units;
}

bool isTooDeepForWidth(const Experiment& experiment, const std::vector<LayerState>& layers) {
  return doSamplesPart(experiment, layers.back()) &&
         logSpread(experiment, layers, 0, layers.size() - 1).variance > kLargestSpread;
}

}  // namespace ebb
