#include "theory/phase.h"

#include <cmath>

#include "theory/moments.h"

namespace ebb {
namespace {

/// Under it, q* is 0; over it, there is none.
constexpr double kLeast = 1e-14;
constexpr double kMost = 1e30;
/// A drift by less than this a layer is rounding: q stays where it is.
constexpr double kRounding = 1e-13;
/// Of q, what a root is off by at most.
constexpr double kSmall = 1e-9;

/// Between a and b, where `f` has different signs.
template <class Function>
double root(Function f, double a, double b) {
  const bool sign = f(a) > 0;
  for (int halving = 0; halving < 200; ++halving) {
    const double middle = (a + b) / 2;
    if (middle == a || middle == b) break;
    ((f(middle) > 0) == sign ? a : b) = middle;
  }
  return (a + b) / 2;
}

}  // namespace

std::optional<double> fixedPoint(const WideLayer& layer, double start) {
  const auto drift = [&](double q) {
    return layer.weights * momentsOf(layer.activation, q).square / layer.keep + layer.biases - q;
  };
  double q = std::max(start, kLeast);
  const double first = drift(q);
  if (std::abs(first) < kRounding * q) return std::nullopt;
  const double factor = first > 0 ? 2 : 0.5;
  for (double before = q; q < kMost; before = q) {
    if (q < kLeast) return 0.0;
    q *= factor;
    if ((drift(q) > 0) != (first > 0)) return root(drift, before, q);
  }
  return std::nullopt;
}

std::optional<Correlation> fixedCorrelation(const WideLayer& layer, double qStar) {
  if (qStar <= 0) return std::nullopt;
  const double chi1 = layer.weights * momentsOf(layer.activation, qStar).slope;
  if (chi1 <= 1 && layer.keep == 1) return Correlation{1, chi1};
  // C is convex, and C(1) = 1 (less with dropout): from the left Newton's method comes to the other
  // root of C(c) = c and never past it.
  Correlation at{0, 0};
  for (int step = 0; step < 50; ++step) {
    const PairMoments pair = pairMomentsOf(layer.activation, qStar, at.value);
    const double image = (layer.weights * pair.product + layer.biases) / qStar;
    at.slope = layer.weights * pair.slopeProduct;
    const double move = (image - at.value) / (1 - at.slope);
    if (!(move > 1e-12) || at.slope >= 1) break;
    at.value += move;
  }
  return at;
}

std::optional<double> depthScale(double chi) {
  const double scale = 1 / std::abs(std::log(chi));
  if (!(scale > 0) || scale > 1 / kRounding) return std::nullopt;
  return scale;
}

std::optional<double> edgeOfChaos(Activation activation, double biasStd) {
  const double biases = biasStd * biasStd;
  // With σ_w² = 1 / D(q), q is fixed where this is 0.
  const auto excess = [&](double q) {
    const ActivationMoments m = momentsOf(activation, q);
    return q - m.square / m.slope - biases;
  };
  const double slopeAt0 = momentsOf(activation, 0).slope;
  if (isHomogeneous(activation)) return 1 / std::sqrt(slopeAt0);
  const bool isStillAt0 = momentsOf(activation, 0).square == 0;
  if (isStillAt0 && biases == 0) return 1 / std::sqrt(slopeAt0);
  double before = kLeast;
  const bool sign = excess(before) > 0;
  for (double q = before; q < 1e6; before = q) {
    q *= 1.25;
    if ((excess(q) > 0) == sign) continue;
    return 1 / std::sqrt(momentsOf(activation, root(excess, before, q)).slope);
  }
  return std::nullopt;
}

PhaseLine phaseLine(Activation activation, double chi1, double mostWeights, double mostBiases,
                    double keep) {
  PhaseLine line;
  line.chi1 = chi1;
  line.xi = depthScale(chi1);
  const auto add = [&](double q, const ActivationMoments& m) {
    const double weights = chi1 * keep / m.slope;
    const double biases = q - weights * m.square / keep;
    // Rounding where σ_b is 0.
    if (biases < -kSmall * q || weights > mostWeights * mostWeights) return;
    if (biases > mostBiases * mostBiases) return;
    line.weightStd.push_back(std::sqrt(weights));
    line.biasStd.push_back(std::sqrt(std::max(0.0, biases)));
  };
  if (isHomogeneous(activation)) {
    // χ₁ is the same at every q, also where q grows without end.
    const double weights = std::sqrt(chi1 * keep / momentsOf(activation, 1).slope);
    if (weights <= mostWeights) {
      line.weightStd = {weights, weights};
      line.biasStd = {0, mostBiases};
    }
    return line;
  }
  const auto biasesAt = [&](double q) {
    const ActivationMoments m = momentsOf(activation, q);
    return q - chi1 / m.slope * m.square;
  };
  // q* is at most what the widest weights and biases allow; far past both, nothing is added.
  double before = 1e-6;
  for (double q = before; q < 1e6; before = q, q *= 1.05) {
    // A line that leaves, or meets, σ_b = 0 does so between two of these.
    if ((biasesAt(before) < 0) != (biasesAt(q) < 0)) {
      const double at = root(biasesAt, before, q);
      add(at, momentsOf(activation, at));
    }
    add(q, momentsOf(activation, q));
  }
  return line;
}

}  // namespace ebb
