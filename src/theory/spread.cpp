#include "theory/spread.h"

#include <algorithm>

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

struct Noise {
  /// Relative variances, times the width, of a layer's mean φ′² u² (u: normal) and mean φ², and
  /// their covariance. Of the first only what φ′ does: u's own is `length`.
  double slope = 0;
  double square = 0;
  double both = 0;
};

/// `isLengthKept`: the sum of squares of what enters φ does not fluctuate.
Noise noiseOf(const LayerState& layer, bool isLengthKept) {
  const ActivationMoments& m = layer.moments;
  Noise noise{3 * (m.slopeSpread - 1), m.squareSpread - 1, m.joint - 1};
  if (!isLengthKept) return noise;
  noise.square -= 2 * m.squareGrowth * m.squareGrowth;
  noise.slope -= 2 * m.slopeGrowth * m.slopeGrowth;
  noise.both -= 2 * m.squareGrowth * m.slopeGrowth;
  return noise;
}

/// Those of a homogeneous activation all fare alike.
bool doSamplesPart(const Experiment& experiment, const LayerState& end) {
  return !end.hasSkip && end.throughWeights * end.throughActivation > 1 &&
         !isHomogeneous(experiment.activation);
}

}  // namespace

LogSpread logSpread(const Experiment& experiment, const std::vector<LayerState>& layers,
                    std::size_t first, std::size_t last) {
  const bool isNormalized = experiment.normalization != Normalization::none;
  // An orthogonal matrix keeps the length of what goes through it, either way.
  const bool isOrthogonal = experiment.init == Initialiser::orthogonal;
  const double length = isOrthogonal ? 0 : 2;
  // Variance that comes from factors whose mean stays, and from those that are divided by.
  double factors = 0;
  double divisors = 0;
  // What ln (s_first² / s_last²) changes by with ln q of the layer after.
  double sensitivity = 0;
  for (std::size_t l = last + 1; l-- > 0;) {
    const LayerState& layer = layers[l];
    const double units = layer.units;
    const double past = layer.hasSkip ? 1 : 0;
    const double block = layer.throughWeights * layer.throughActivation;
    // Of the layers before the first, no gradient passes: they move the q of those after them.
    const double share = l < first ? 0 : l == first ? 1 : block / (past + block);
    const double weight = share - (l == last ? 1 : 0);
    if (l > first) {
      factors += (4 * block * past + length * block * block) /
                 ((past + block) * (past + block) * layer.inputs);
    }
    const Noise noise = noiseOf(layer, isNormalized || isOrthogonal);
    // A sum with what came before hardly feels this layer's own fluctuation.
    const double forward = experiment.residual == Residual::add ? 0 : sensitivity;
    factors += (weight * weight * noise.slope + 2 * weight * forward * noise.both) / units;
    const double square = forward * forward * noise.square / units;
    if (isNormalized) {
      divisors += square + weight * weight * length / units;
      sensitivity = -weight;
    } else {
      factors += square;
      sensitivity = weight * layer.moments.slopeGrowth + forward * layer.moments.squareGrowth;
    }
    // Of ln q of this layer, the share that is the layer's before.
    if (l > 0) sensitivity *= 1 - layer.biasShare;
  }
  const double variance = factors + divisors;
  const double left =
      std::max(std::min(variance, kBeforeSamplesPart), kLeftWhereSamplesPart * variance);
  const double shown = doSamplesPart(experiment, layers[last]) ? left : variance;
  if (!(variance > 0)) return {};
  return {(divisors - factors) / 2 * (shown / variance), shown};
}

bool isTooDeepForWidth(const Experiment& experiment, const std::vector<LayerState>& layers) {
  return doSamplesPart(experiment, layers.back()) &&
         logSpread(experiment, layers, 0, layers.size() - 1).variance > kLargestSpread;
}

}  // namespace ebb
