#include "theory/limits.h"

#include <algorithm>
#include <cmath>

#include "functions/activations.h"
#include "functions/weight_scale.h"
#include "theory/spread.h"

namespace ebb {
namespace {

/// σ_w over which units are so saturated that few of them carry the whole gradient: its root mean
/// square over samples then says nothing of one sample (at gain 30 the median is a millionth of
/// it).
constexpr double kLargestGain = 30;
/// Layers so narrow say nothing of wide ones; those of ReLU, half of whose units are off, lose all
/// of them to chance up to twice that width.
constexpr int kTooNarrow = 4;
constexpr int kTooNarrowForRelu = 8;
/// Directions that a batch must fill for its normalized units to be normal variables;
/// two-dimensional inputs turn a factor of 24 into 95.
constexpr double kFewDirections = 32;
/// Under batch normalization; the formula for the identity holds for any.
constexpr int kSmallBatch = 32;
/// A value whose square float32 cannot hold.
constexpr double kLargestSquare = 1e75;

/// The samples that carry the first layer's gradient, as a share of all: (Σ w)² / (n Σ w²) of their
/// squared signals. Along residual paths outputs grow, and errors with them come near to 0 or 1:
/// where few samples carry it, which of them has an error is left to chance. 64 to 128 units, 10 to
/// 30 layers, layer normalization, 20 seeds, within the band: inputs of one length 17 of 20 (14 to
/// 20; all activations), of two lengths (a share of 0.73) 17 with tanh and 2 to 10 with one-sided
/// activations, moons 1 to 14.
constexpr double kEvenShare = 0.8;

/// By how much ln q may spread: a q that is repelled, and neither stays nor falls to 0 at once,
/// takes every network of finite width somewhere else.
constexpr double kUnstable = 1.5;
bool isRandom(Initialiser init) {
  return init != Initialiser::zeros && init != Initialiser::constant;
}

/// How many times as large as at gain 1; for kinds whose gain is their scale, in units of 1/√n.
double gainOf(const Experiment& experiment) {
  if (experiment.init != Initialiser::normal && experiment.init != Initialiser::uniform) {
    return experiment.gain;
  }
  double largest = 0;
  for (const int units : experiment.hidden) {
    largest = std::max(largest, units * weightVariance(experiment, units, units));
  }
  return std::sqrt(largest);
}

}  // namespace

std::optional<TheoryLimit> limitOf(const Experiment& experiment, const InputScale& input) {
  const auto& hidden = experiment.hidden;
  if (hidden.empty()) return TheoryLimit::no_hidden_layers;
  if (!experiment.weights.empty() || !experiment.biases.empty()) return TheoryLimit::own_weights;
  if (!isRandom(experiment.init) || experiment.gain == 0) return TheoryLimit::weights_not_random;
  if (gainOf(experiment) > kLargestGain) return TheoryLimit::gain_too_large;
  const bool isRelu =
      experiment.activation == Activation::relu || experiment.activation == Activation::leaky_relu;
  const int narrowest = *std::min_element(hidden.begin(), hidden.end());
  if (narrowest <= (isRelu ? kTooNarrowForRelu : kTooNarrow)) {
    return TheoryLimit::layer_too_narrow;
  }
  const bool isBare = experiment.normalization == Normalization::none;
  // Along a residual path the mean of what they add then grows with depth, and what enters a layer
  // points the same way for all its units.
  const bool isOneSided = flatSide(experiment.activation) == FlatSide::negative;
  if (experiment.residual == Residual::add && isBare && isOneSided) {
    return TheoryLimit::one_sided_residual;
  }
  if (experiment.normalization == Normalization::batch) {
    if (input.directions < kFewDirections) return TheoryLimit::inputs_of_low_rank;
    if (input.samples < kSmallBatch) return TheoryLimit::batch_too_small;
  }
  return std::nullopt;
}

std::optional<TheoryLimit> limitOf(const Experiment& experiment,
                                   const std::vector<LayerState>& layers) {
  // What a small change of the logarithm of an early layer's q has become, at most.
  double growth = 1;
  double change = 1;
  for (const LayerState& layer : layers) {
    // Not so where it is not a number either.
    if (!(layer.q < kLargestSquare)) return TheoryLimit::values_too_large;
    change *= (1 - layer.biasShare) * layer.moments.squareGrowth;
    change = std::max(1.0, change);
    growth = std::max(growth, change);
  }
  const bool isPlain =
      experiment.normalization == Normalization::none && experiment.residual == Residual::none;
  if (isPlain && growth > kUnstable) return TheoryLimit::no_stable_q;
  if (experiment.normalization == Normalization::none && isLastTooSaturated(layers)) {
    return TheoryLimit::last_layer_saturated;
  }
  if (isTooDeepForWidth(experiment, layers)) return TheoryLimit::too_deep_for_width;
  return std::nullopt;
}

std::optional<TheoryLimit> limitOf(const Experiment& experiment,
                                   const std::vector<std::vector<LayerState>>& samples) {
  const bool isOfUnits = experiment.normalization == Normalization::layer ||
                         experiment.normalization == Normalization::rms;
  const auto hasSkip = [](const LayerState& layer) { return layer.hasSkip; };
  const auto& typical = samples.front();
  if (!isOfUnits || std::none_of(typical.begin(), typical.end(), hasSkip)) return std::nullopt;
  std::vector<double> logs;
  for (const auto& layers : samples) {
    const std::vector<double> signals = logSquaredSignals(layers);
    logs.push_back(signals.front() - signals.back());
  }
  const double largest = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  double squares = 0;
  for (const double log : logs) {
    const double carried = std::exp(log - largest);
    sum += carried;
    squares += carried * carried;
  }
  const double share = sum * sum / (static_cast<double>(logs.size()) * squares);
  if (share < kEvenShare) return TheoryLimit::uneven_samples;
  return std::nullopt;
}

}  // namespace ebb
