#include "theory/moments.h"

#include <cmath>
#include <limits>

#include "functions/activations.h"
#include "theory/gaussian.h"

namespace ebb {
namespace {

/// Under it φ is its tangent at 0 (one on each side of a kink) to every digit.
constexpr double kTangentBelow = 1e-60;
/// Further out no activation's slope changes by more than a rounding.
constexpr double kFlatBeyond = 40;

struct Curve {
  Eigen::ArrayXd value;
  Eigen::ArrayXd slope;
};

Curve curveAt(Activation activation, const Eigen::ArrayXd& x) {
  Curve curve{Eigen::ArrayXd(x.size()), Eigen::ArrayXd(x.size())};
  const ConstArrayView<double> input(x.data(), x.size());
  activate(activation, input, ArrayView<double>(curve.value.data(), x.size()));
  const ConstArrayView<double> output(curve.value.data(), x.size());
  activationSlope(activation, input, output, ArrayView<double>(curve.slope.data(), x.size()));
  return curve;
}

Curve curveAt(Activation activation, double x) {
  return curveAt(activation, Eigen::ArrayXd::Constant(1, x));
}

/// The moments of a smooth enough q; see momentsOf for the rest.
ActivationMoments integrate(Activation activation, double q) {
  const double sigma = std::sqrt(q);
  const GaussianRule rule = gaussianRule(sigma, kinksOf(activation));
  const Curve curve = curveAt(activation, rule.x);
  const Eigen::ArrayXd square = curve.value.square();
  const Eigen::ArrayXd slope = curve.slope.square();
  // d/dq E f(√q Z) = E (Z² - 1) f(√q Z) / 2q: integration by parts, for kinks too.
  const Eigen::ArrayXd growth = rule.weights * ((rule.x / sigma).square() - 1) / 2;
  const Eigen::ArrayXd tilt = rule.weights * rule.x / sigma;
  ActivationMoments moments;
  moments.mean = (rule.weights * curve.value).sum();
  moments.square = (rule.weights * square).sum();
  moments.slope = (rule.weights * slope).sum();
  const double v = moments.square;
  const double d = moments.slope;
  if (v > 0) {
    moments.squareSpread = (rule.weights * (square / v).square()).sum();
    moments.squareGrowth = (growth * square).sum() / v;
    moments.squareTilt = (tilt * square).sum() / v;
  }
  if (d > 0) {
    moments.slopeSpread = (rule.weights * (slope / d).square()).sum();
    moments.slopeGrowth = (growth * slope).sum() / d;
    moments.slopeTilt = (tilt * slope).sum() / d;
  }
  if (v > 0 && d > 0) moments.joint = (rule.weights * (square / v) * (slope / d)).sum();
  return moments;
}

}  // namespace

ActivationMoments momentsOf(Activation activation, double q) {
  if (q >= kTangentBelow) return integrate(activation, q);
  ActivationMoments moments = integrate(activation, kTangentBelow);
  if (curveAt(activation, 0.0).value[0] == 0) {
    moments.square *= q / kTangentBelow;
    moments.mean *= std::sqrt(q / kTangentBelow);
  }
  return moments;
}

PairMoments pairMomentsOf(Activation activation, double q, double c) {
  const double sigma = std::sqrt(q);
  const double apart = sigma * std::sqrt((1 - c) * (1 + c));
  const std::vector<double> kinks = kinksOf(activation);
  const GaussianRule outer = gaussianRule(sigma, kinks);
  const Curve first = curveAt(activation, outer.x);
  PairMoments pair;
  std::vector<double> moved(kinks.size());
  for (Eigen::Index i = 0; i < outer.x.size(); ++i) {
    // What v is made of beside its share of u; the bends then lie elsewhere.
    const double shift = c * outer.x[i];
    for (std::size_t k = 0; k < kinks.size(); ++k) moved[k] = kinks[k] - shift;
    const GaussianRule inner = gaussianRule(apart, moved, -shift);
    const Curve second = curveAt(activation, inner.x + shift);
    pair.product += outer.weights[i] * first.value[i] * (inner.weights * second.value).sum();
    pair.slopeProduct += outer.weights[i] * first.slope[i] * (inner.weights * second.slope).sum();
  }
  return pair;
}

bool isHomogeneous(Activation activation) {
  return activation == Activation::identity || activation == Activation::relu ||
         activation == Activation::leaky_relu;
}

Saturation::Saturation(Activation activation) {
  const double limit = flatSlope(activation);
  const auto isUnder = [&](double x) { return std::abs(curveAt(activation, x).slope[0]) < limit; };
  constexpr double kStep = 1.0 / 64;
  const auto points = static_cast<Eigen::Index>(2 * kFlatBeyond / kStep);
  // Half a step beside 0, where a slope at a kink belongs to neither side.
  const Eigen::ArrayXd x =
      Eigen::ArrayXd::LinSpaced(points, -kFlatBeyond + kStep / 2, kFlatBeyond - kStep / 2);
  const Eigen::ArrayXd slopes = curveAt(activation, x).slope.abs();
  double low = -std::numeric_limits<double>::infinity();
  for (Eigen::Index i = 0; i < points; ++i) {
    const bool under = slopes[i] < limit;
    const bool next = i + 1 < points ? slopes[i + 1] < limit : under;
    if (under == next) continue;
    double left = x[i];
    double right = x[i + 1];
    for (int halving = 0; halving < 60; ++halving) {
      const double middle = (left + right) / 2;
      (isUnder(middle) == under ? left : right) = middle;
    }
    if (under) intervals_.push_back({low, left});
    low = left;
  }
  if (slopes[points - 1] < limit) {
    intervals_.push_back({low, std::numeric_limits<double>::infinity()});
  }
}

double Saturation::share(double q) const {
  double share = 0;
  const double sigma = std::sqrt(std::max(q, kTangentBelow));
  for (const Interval& one : intervals_) share += gaussianShare(sigma, one.low, one.high);
  return share;
}

}  // namespace ebb
