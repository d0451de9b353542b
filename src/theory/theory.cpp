#include "theory/theory.h"

#include <algorithm>
#include <cmath>

#include "data/dataset.h"
#include "functions/weight_scale.h"
#include "theory/limits.h"
#include "theory/phase.h"
#include "theory/propagation.h"
#include "theory/spread.h"

namespace ebb {
namespace {

/// The 90 percent quantile of a normal variable, in standard deviations.
constexpr double kQuantile = 1.2815515655446004;

using Samples = std::vector<std::vector<LayerState>>;

/// Mean over samples of a figure of one layer.
template <class Of>
double meanOver(const Samples& samples, std::size_t layer, Of of) {
  double sum = 0;
  for (const auto& layers : samples) sum += of(layers[layer]);
  return sum / static_cast<double>(samples.size());
}

/// ln of the root mean square over samples of the signals, relative to the last hidden layer's.
std::vector<double> logSignalsOf(const Samples& samples) {
  std::vector<std::vector<double>> logs;
  for (const auto& layers : samples) logs.push_back(logSquaredSignals(layers));
  const auto logSum = [&](std::size_t layer) {
    double largest = logs.front()[layer];
    for (const auto& one : logs) largest = std::max(largest, one[layer]);
    double sum = 0;
    for (const auto& one : logs) sum += std::exp(one[layer] - largest);
    return largest + std::log(sum);
  };
  const std::size_t layers = logs.front().size();
  const double last = logSum(layers - 1);
  std::vector<double> signals(layers);
  for (std::size_t l = 0; l + 1 < layers; ++l) signals[l] = (logSum(l) - last) / 2;
  return signals;
}

void describeLayers(Theory& theory, const Samples& samples, const Experiment& experiment) {
  const Saturation saturation(experiment.activation);
  for (std::size_t l = 0; l < theory.layers.size(); ++l) {
    TheoryLayer& layer = theory.layers[l];
    layer.q = meanOver(samples, l, [](const LayerState& one) { return one.q; });
    layer.saturated =
        meanOver(samples, l, [&](const LayerState& one) { return saturation.share(one.entering); });
    const double square = meanOver(samples, l, [](const LayerState& one) { return one.square; });
    const double mean = meanOver(samples, l, [](const LayerState& one) { return one.mean; });
    layer.activationStd = std::sqrt(std::max(0.0, square - mean * mean));
  }
}

bool isUniform(const Experiment& experiment) {
  const auto& hidden = experiment.hidden;
  return hidden.size() > 1 && std::all_of(hidden.begin(), hidden.end(),
                                          [&](int units) { return units == hidden.front(); });
}

/// What the network comes to with ever more layers like those it has.
void describeDeepLimit(Theory& theory, const std::vector<LayerState>& layers,
                       const Experiment& experiment) {
  if (!isUniform(experiment) || experiment.residual != Residual::none) return;
  const int units = experiment.hidden.front();
  const LayerState& last = layers.back();
  if (experiment.normalization != Normalization::none) {
    theory.qStar = last.q;
    theory.chi1 = last.throughWeights * last.throughActivation;
    theory.xi = depthScale(*theory.chi1);
    return;
  }
  const WideLayer layer{experiment.activation, units * weightVariance(experiment, units, units),
                        biasVariance(experiment, units), 1 - experiment.dropout};
  theory.qStar = fixedPoint(layer, layers.front().q);
  if (theory.qStar || isHomogeneous(layer.activation)) {
    const double q = theory.qStar.value_or(1);
    theory.chi1 = layer.weights * momentsOf(layer.activation, q).slope / layer.keep;
    theory.xi = depthScale(*theory.chi1);
  }
  if (!theory.qStar) return;
  if (const auto correlation = fixedCorrelation(layer, *theory.qStar)) {
    theory.cStar = correlation->value;
    theory.xiC = depthScale(correlation->slope);
  }
}

struct Quantiles {
  double low;
  double high;
};

/// Of a ratio of signals, whose logarithm is half of that of its square.
Quantiles quantilesOf(double logRatio, const LogSpread& spread) {
  const double middle = logRatio + spread.shift / 2;
  const double reach = kQuantile * std::sqrt(spread.variance) / 2;
  return {std::exp(middle - reach), std::exp(middle + reach)};
}

/// How the gradient fares on its way back, and how far random networks differ in that.
void describeSignals(Theory& theory, const Samples& samples, const std::vector<LayerState>& typical,
                     const Experiment& experiment) {
  const std::vector<double> logs = logSignalsOf(samples);
  const std::size_t last = logs.size() - 1;
  for (std::size_t l = 0; l <= last; ++l) {
    TheoryLayer& layer = theory.layers[l];
    layer.signal = std::exp(logs[l]);
    const auto [low, high] = quantilesOf(logs[l], logSpread(experiment, typical, l, last));
    layer.low = low;
    layer.high = high;
    layer.sizePerSignal =
        std::sqrt(static_cast<double>(experiment.hidden[l]) / experiment.hidden[last]);
    if (l == last) continue;
    const double logFactor = logs[l] - logs[l + 1];
    layer.factor = std::exp(logFactor);
    const auto [least, most] = quantilesOf(logFactor, logSpread(experiment, typical, l, l + 1));
    layer.factorLow = least;
    layer.factorHigh = most;
  }
  const TheoryLayer& first = theory.layers.front();
  theory.ratio = first.signal;
  theory.low = first.low;
  theory.high = first.high;
}

}  // namespace

Theory theoryOf(const Experiment& experiment, const Matrix<double>& inputs) {
  Theory theory;
  for (std::size_t l = 0; l < experiment.hidden.size(); ++l) {
    theory.layers.emplace_back().layer = static_cast<int>(l) + 1;
  }
  const InputScale input = InputScale::of(inputs);
  theory.limit = limitOf(experiment, input);
  if (theory.limit) return theory;
  Samples samples;
  for (std::size_t sample = 0; sample < input.lengths.size(); ++sample) {
    samples.push_back(propagate(experiment, input, sample));
  }
  const std::vector<LayerState>& typical = samples[samples.size() / 2];
  theory.limit = limitOf(experiment, typical);
  if (!theory.limit) theory.limit = limitOf(experiment, samples);
  if (theory.limit) return theory;
  describeLayers(theory, samples, experiment);
  describeSignals(theory, samples, typical, experiment);
  describeDeepLimit(theory, typical, experiment);
  return theory;
}

Theory theoryOf(const Experiment& experiment) {
  const Dataset data = makeDataset(experiment);
  return theoryOf(experiment, data.inputs.leftCols(data.trainSamples));
}

}  // namespace ebb
