#include "theory/moments.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "core/relative.h"
#include "functions/activations.h"
#include "theory/gaussian.h"

using namespace ebb;

namespace {

constexpr auto kActivations = kindNames<Activation>().size();

/// Gauss's rule of two points over a million steps from -10 to 10 deviations; kinks of all
/// activations but hard_tanh lie between two steps.
struct LongSums {
  double mean = 0;
  double square = 0;
  double slope = 0;
};

LongSums longSums(Activation activation, double sigma) {
  constexpr Eigen::Index kSteps = 1 << 20;
  constexpr double kReach = 10.0;
  const double step = 2 * kReach / kSteps;
  LongSums sums;
  constexpr Eigen::Index kBlock = 1 << 12;
  Eigen::ArrayXd x(kBlock), y(kBlock), slope(kBlock);
  for (Eigen::Index begin = 0; begin < kSteps; begin += kBlock) {
    for (const double side : {-1.0, 1.0}) {
      const double within = 0.5 + side / (2 * std::sqrt(3.0));
      const Eigen::ArrayXd z = -kReach + step * (Eigen::ArrayXd::LinSpaced(kBlock, 0, kBlock - 1) +
                                                 double(begin) + within);
      x = sigma * z;
      activate(activation, ConstArrayView<double>(x.data(), kBlock),
               ArrayView<double>(y.data(), kBlock));
      activationSlope(activation, ConstArrayView<double>(x.data(), kBlock),
                      ConstArrayView<double>(y.data(), kBlock),
                      ArrayView<double>(slope.data(), kBlock));
      const Eigen::ArrayXd weights =
          step / 2 * (-z.square() / 2).exp() / std::sqrt(2 * std::acos(-1.0));
      sums.mean += (weights * y).sum();
      sums.square += (weights * y.square()).sum();
      sums.slope += (weights * slope.square()).sum();
    }
  }
  return sums;
}

}  // namespace

TEST_CASE("every activation's moments agree with a long quadrature to 1e-10") {
  for (std::size_t i = 0; i < kActivations; ++i) {
    const auto activation = static_cast<Activation>(i);
    CAPTURE(nameOf(activation));
    for (const double sigma : {0.125, 1.0, 2.0, 8.0, 32.0}) {
      CAPTURE(sigma);
      const LongSums expected = longSums(activation, sigma);
      const ActivationMoments moments = momentsOf(activation, sigma * sigma);
      // hard_tanh's kinks do not lie on the long rule's borders: half a step each is its error
      // there.
      const bool isStepped = activation == Activation::hard_tanh;
      CHECK(moments.mean == doctest::Approx(expected.mean).scale(1).epsilon(1e-10));
      CHECK(moments.square ==
            doctest::Approx(expected.square).scale(1).epsilon(isStepped ? 1e-8 : 1e-10));
      CHECK(moments.slope ==
            doctest::Approx(expected.slope).scale(1).epsilon(isStepped ? 1e-5 : 1e-10));
    }
  }
}

TEST_CASE("a hard tanh's moments are those of a normal number cut off at its kinks") {
  for (const double sigma : {0.3, 1.0, 7.0, 40.0}) {
    const double within = std::erf(1 / sigma / std::sqrt(2.0));
    const double density = std::exp(-1 / (2 * sigma * sigma)) / std::sqrt(2 * std::acos(-1.0));
    const ActivationMoments moments = momentsOf(Activation::hard_tanh, sigma * sigma);
    CHECK(moments.slope == doctest::Approx(within).epsilon(1e-10));
    // Within the kinks σ² Z², beyond them 1.
    const double square = sigma * sigma * (within - 2 / sigma * density) + 1 - within;
    CHECK(moments.square == doctest::Approx(square).epsilon(1e-10));
  }
}

TEST_CASE("moments have their closed forms where there are some") {
  const double pi = std::acos(-1.0);
  const ActivationMoments relu = momentsOf(Activation::relu, 3);
  CHECK(relu.mean == doctest::Approx(std::sqrt(3 / (2 * pi))).epsilon(1e-12));
  CHECK(relu.square == doctest::Approx(1.5).epsilon(1e-12));
  CHECK(relu.slope == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(relu.slopeSpread == doctest::Approx(2).epsilon(1e-12));
  CHECK(relu.squareSpread == doctest::Approx(6).epsilon(1e-12));
  CHECK(relu.squareGrowth == doctest::Approx(1).epsilon(1e-12));
  // E Z³ and E Z of the upper half, over V and D.
  CHECK(relu.squareTilt == doctest::Approx(4 / std::sqrt(2 * pi)).epsilon(1e-12));
  CHECK(relu.slopeTilt == doctest::Approx(2 / std::sqrt(2 * pi)).epsilon(1e-12));
  const ActivationMoments sigmoid = momentsOf(Activation::sigmoid, 1);
  CHECK(sigmoid.slopeTilt == doctest::Approx(0).scale(1).epsilon(1e-12));
  // By parts, E Z φ² = 2 E φ φ′, and of φ φ′ the odd part is φ′ (φ - 1/2): E φ′ is left.
  CHECK(sigmoid.squareTilt * sigmoid.square == doctest::Approx(0.206621).epsilon(1e-5));
  CHECK(relu.slopeGrowth == doctest::Approx(0).scale(1).epsilon(1e-12));
}

TEST_CASE("growths are the slopes of the moments' logarithms") {
  for (std::size_t i = 0; i < kActivations; ++i) {
    const auto activation = static_cast<Activation>(i);
    CAPTURE(nameOf(activation));
    const double step = 1e-5;
    const ActivationMoments at = momentsOf(activation, 2);
    const ActivationMoments above = momentsOf(activation, 2 * std::exp(step));
    const ActivationMoments below = momentsOf(activation, 2 * std::exp(-step));
    CHECK(at.squareGrowth ==
          doctest::Approx(std::log(above.square / below.square) / (2 * step)).epsilon(1e-6));
    CHECK(at.slopeGrowth ==
          doctest::Approx(std::log(above.slope / below.slope) / (2 * step)).scale(1).epsilon(1e-6));
  }
}

TEST_CASE("at q = 0 the moments are the limits from above") {
  CHECK(momentsOf(Activation::relu, 0).slope == doctest::Approx(0.5));
  CHECK(momentsOf(Activation::tanh, 0).slope == doctest::Approx(1));
  CHECK(momentsOf(Activation::tanh, 0).square == 0);
  CHECK(momentsOf(Activation::sigmoid, 0).square == doctest::Approx(0.25));
  CHECK(momentsOf(Activation::tanh, 1e-80).square == relative(1e-80));
}

TEST_CASE("saturation is the share of normal numbers beyond where the slope is a tenth") {
  // 1 - tanh² = 1/10.
  const double end = std::atanh(std::sqrt(0.9));
  CHECK(Saturation(Activation::tanh).share(4) ==
        doctest::Approx(std::erfc(end / 2 / std::sqrt(2.0))).epsilon(1e-9));
  CHECK(Saturation(Activation::relu).share(4) == doctest::Approx(0.5));
  CHECK(Saturation(Activation::identity).share(4) == 0);
  CHECK(gaussianShare(2, -2, 2) == doctest::Approx(std::erf(1 / std::sqrt(2.0))));
}
