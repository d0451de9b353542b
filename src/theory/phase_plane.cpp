#include "theory/phase_plane.h"

#include <algorithm>
#include <cmath>

#include "functions/weight_scale.h"
#include "theory/moments.h"

namespace ebb {
namespace {

/// Depth scales that have a line of their own, on both sides of the edge.
constexpr double kDepthScales[] = {1, 2, 5, 20};
constexpr double kTrainable = 6;
constexpr double kBeyond = 1.1;
constexpr double kLargestShown = 40;

bool hasPlane(const Experiment& experiment) {
  const auto& hidden = experiment.hidden;
  const bool isUniform =
      !hidden.empty() &&
      std::all_of(hidden.begin(), hidden.end(), [&](int units) { return units == hidden.front(); });
  return isUniform && experiment.weights.empty() && experiment.biases.empty() &&
         experiment.normalization == Normalization::none && experiment.residual == Residual::none &&
         experiment.init != Initialiser::zeros && experiment.init != Initialiser::constant &&
         experiment.init != Initialiser::pytorch_linear;
}

double weightStdOf(const Experiment& experiment) {
  const int units = experiment.hidden.front();
  return std::sqrt(units * weightVariance(experiment, units, units));
}

}  // namespace

std::optional<PhasePlane> phasePlaneOf(const Experiment& experiment) {
  if (!hasPlane(experiment)) return std::nullopt;
  const double keep = 1 - experiment.dropout;
  Experiment unscaled = experiment;
  unscaled.gain = 1;
  PhasePlane plane;
  plane.weightStdPerGain = weightStdOf(unscaled);
  plane.weightStd = weightStdOf(experiment);
  plane.biasStd = experiment.biasStd;
  const double edge = edgeOfChaos(experiment.activation, 0).value_or(0);
  // A point far out is not shown rather than all others crowded.
  const auto reach = [](double least, double wanted) {
    return std::max(least, std::min(kLargestShown, wanted));
  };
  plane.mostWeightStd = reach(std::max(4.0, 1.6 * edge), 1.2 * plane.weightStd);
  plane.mostBiasStd = reach(2, 1.2 * plane.biasStd);
  const auto add = [&](double chi1) {
    // A little further, so that no line ends before the edge of what is shown.
    plane.lines.push_back(phaseLine(experiment.activation, chi1, kBeyond * plane.mostWeightStd,
                                    kBeyond * plane.mostBiasStd, keep));
  };
  for (const double xi : kDepthScales) add(std::exp(-1 / xi));
  add(1);
  for (std::size_t i = std::size(kDepthScales); i-- > 0;) add(std::exp(1 / kDepthScales[i]));
  return plane;
}

std::vector<GainDepth> trainableDepths(const Experiment& experiment,
                                       const std::vector<double>& gains) {
  std::vector<GainDepth> depths;
  const bool isKnown = hasPlane(experiment);
  for (const double gain : gains) {
    GainDepth& one = depths.emplace_back();
    one.gain = gain;
    if (!isKnown || gain <= 0) continue;
    Experiment scaled = experiment;
    scaled.gain = gain;
    const double weights = weightStdOf(scaled) * weightStdOf(scaled);
    const double keep = 1 - experiment.dropout;
    const WideLayer layer{experiment.activation, weights, experiment.biasStd * experiment.biasStd,
                          keep};
    const auto q = fixedPoint(layer, 1);
    if (!q && !isHomogeneous(layer.activation)) continue;
    one.chi1 = weights * momentsOf(layer.activation, q.value_or(1)).slope / keep;
    one.xi = depthScale(*one.chi1);
    if (one.xi) one.depth = kTrainable * *one.xi;
  }
  return depths;
}

}  // namespace ebb
