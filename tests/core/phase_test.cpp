#include "theory/phase.h"

#include <doctest/doctest.h>

#include <cmath>

#include "theory/moments.h"
#include "theory/phase_plane.h"
#include "theory/theory.h"

using namespace ebb;

TEST_CASE("the edge of chaos is where it is known to be, to nine digits") {
  const auto edge = [](Activation activation, double biases) {
    return *edgeOfChaos(activation, biases);
  };
  CHECK(edge(Activation::tanh, 0) == doctest::Approx(1).epsilon(1e-12));
  CHECK(std::abs(edge(Activation::sigmoid, 0) - 10.149263710) < 5e-9);
  CHECK(std::abs(edge(Activation::tanh, 0.3) - 1.39558398) < 5e-9);
  CHECK(edge(Activation::tanh, 0.05) == doctest::Approx(1.1225).epsilon(1e-4));
  CHECK(edge(Activation::relu, 0) == doctest::Approx(std::sqrt(2)).epsilon(1e-12));
}

TEST_CASE("at the edge of chaos a small change of an input is neither lost nor blown up") {
  for (const double biases : {0.05, 0.3, 1.0}) {
    const double weights = *edgeOfChaos(Activation::tanh, biases);
    const WideLayer layer{Activation::tanh, weights * weights, biases * biases};
    const double q = *fixedPoint(layer, 1);
    CHECK(layer.weights * momentsOf(Activation::tanh, q).slope == doctest::Approx(1).epsilon(1e-9));
  }
}

TEST_CASE("a fixed point is one, from wherever it is looked for") {
  const WideLayer layer{Activation::tanh, 4, 0.09};
  const double q = *fixedPoint(layer, 1);
  CHECK(layer.weights * momentsOf(Activation::tanh, q).square + layer.biases ==
        doctest::Approx(q).epsilon(1e-13));
  CHECK(*fixedPoint(layer, 1e-9) == doctest::Approx(q).epsilon(1e-12));
  CHECK(*fixedPoint(layer, 1e9) == doctest::Approx(q).epsilon(1e-12));
  CHECK(*fixedPoint({Activation::tanh, 1, 0}, 1) < 1e-12);
  CHECK(*fixedPoint({Activation::relu, 1, 0}, 1) == 0);
  // Every q is one, and none.
  CHECK_FALSE(fixedPoint({Activation::relu, 2, 0}, 1));
  CHECK_FALSE(fixedPoint({Activation::relu, 3, 0}, 1));
}

TEST_CASE("samples come to agree in the ordered phase and stay apart in the chaotic one") {
  const auto correlation = [](Activation activation, double weights, double biases) {
    const WideLayer layer{activation, weights, biases};
    return *fixedCorrelation(layer, *fixedPoint(layer, 1));
  };
  const Correlation ordered = correlation(Activation::tanh, 1, 0.09);
  CHECK(ordered.value == 1);
  CHECK(ordered.slope < 1);
  // Without biases tanh's samples become orthogonal.
  CHECK(correlation(Activation::tanh, 4, 0).value == doctest::Approx(0));
  const Correlation chaotic = correlation(Activation::tanh, 4, 0.09);
  CHECK(chaotic.value > 0.05);
  CHECK(chaotic.value < 0.95);
  CHECK(chaotic.slope < 1);
  // c* is a fixed point of C.
  const WideLayer layer{Activation::tanh, 4, 0.09};
  const double q = *fixedPoint(layer, 1);
  const PairMoments pair = pairMomentsOf(Activation::tanh, q, chaotic.value);
  CHECK((4 * pair.product + 0.09) / q == doctest::Approx(chaotic.value).epsilon(1e-9));
}

TEST_CASE("a pair's moments are the single ones at correlation 1, and products at 0") {
  for (const Activation activation : {Activation::tanh, Activation::relu, Activation::gelu}) {
    const ActivationMoments one = momentsOf(activation, 2);
    CHECK(pairMomentsOf(activation, 2, 0).product ==
          doctest::Approx(one.mean * one.mean).epsilon(1e-9));
    CHECK(pairMomentsOf(activation, 2, 1 - 1e-12).product ==
          doctest::Approx(one.square).epsilon(1e-6));
  }
  // Cho & Saul 2009: (sin θ + (π - θ) cos θ) / 2π.
  const double angle = std::acos(0.5);
  const double pi = std::acos(-1);
  CHECK(pairMomentsOf(Activation::relu, 1, 0.5).product ==
        doctest::Approx((std::sin(angle) + (pi - angle) * 0.5) / (2 * pi)).epsilon(1e-9));
}

TEST_CASE(
    "the deep limits of an experiment are those of one layer, and null where there are none") {
  Experiment experiment;
  experiment.activation = Activation::tanh;
  experiment.gain = 2;
  Theory theory = theoryOf(experiment);
  CHECK(*theory.chi1 > 1);
  CHECK(*theory.xi == doctest::Approx(1 / std::log(*theory.chi1)));
  CHECK(*theory.cStar == doctest::Approx(0));
  experiment.gain = 1;
  theory = theoryOf(experiment);
  CHECK(*theory.chi1 == doctest::Approx(1));
  CHECK_FALSE(theory.xi);
  CHECK_FALSE(theory.cStar);
  experiment.activation = Activation::relu;
  theory = theoryOf(experiment);
  CHECK(*theory.chi1 == doctest::Approx(0.5));
  CHECK(*theory.xi == doctest::Approx(1 / std::log(2)));
  experiment.activation = Activation::tanh;
  experiment.residual = Residual::add;
  CHECK_FALSE(theoryOf(experiment).chi1);
}

TEST_CASE("every point of a line over the plane has the line's own χ₁") {
  for (const double chi1 : {0.5, 1.0, 1.5}) {
    const PhaseLine line = phaseLine(Activation::tanh, chi1, 4, 2);
    REQUIRE(line.weightStd.size() > 20);
    // From the axis, where the biases are 0.
    CHECK(line.biasStd.front() < 1e-3);
    for (std::size_t i = 0; i < line.weightStd.size(); i += 10) {
      const double biases = line.biasStd[i] * line.biasStd[i];
      const WideLayer layer{Activation::tanh, line.weightStd[i] * line.weightStd[i], biases};
      const double q = fixedPoint(layer, 10).value_or(0);
      CHECK(layer.weights * momentsOf(Activation::tanh, q).slope ==
            doctest::Approx(chi1).epsilon(1e-6));
    }
  }
}

TEST_CASE("the plane knows the experiment's own point, and is there only where it counts") {
  Experiment experiment;
  experiment.activation = Activation::tanh;
  experiment.init = Initialiser::kaiming_normal;
  experiment.gain = 1.5;
  experiment.biasStd = 0.25;
  const auto plane = phasePlaneOf(experiment);
  CHECK(plane->weightStd == doctest::Approx(1.5 * std::sqrt(2)));
  CHECK(plane->biasStd == 0.25);
  CHECK(plane->weightStdPerGain == doctest::Approx(std::sqrt(2)));
  CHECK(plane->lines.size() == 9);
  experiment.normalization = Normalization::layer;
  CHECK_FALSE(phasePlaneOf(experiment));
}

TEST_CASE("a gain has the depth that theory lets be trained, none at the edge") {
  Experiment experiment;
  experiment.activation = Activation::tanh;
  const auto depths = trainableDepths(experiment, {0, 0.5, 1, 2});
  REQUIRE(depths.size() == 4);
  CHECK_FALSE(depths[0].depth);
  CHECK(*depths[1].chi1 == doctest::Approx(0.25));
  CHECK(*depths[1].depth == doctest::Approx(6 / std::log(4)));
  CHECK_FALSE(depths[2].depth);
  experiment.gain = 2;
  CHECK(*depths[3].xi == doctest::Approx(*theoryOf(experiment).xi));
}
