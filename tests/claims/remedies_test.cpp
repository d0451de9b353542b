#include <doctest/doctest.h>

#include <cmath>

#include "core/runs.h"

using namespace ebb;

namespace {

/// Median ratio at the start over 20 seeds in the note's setting.
template <class Change>
double noteRatio(int depth, Activation activation, Initialiser init, Change change) {
  return medianOverSeeds(20, [&](std::uint32_t seed) {
    Experiment experiment = chain(depth, 32, activation);
    experiment.precision = Precision::float64;
    experiment.init = init;
    experiment.testFraction = 0;
    experiment.seed = seed;
    change(experiment);
    return ratioAtStart(experiment, normalBatch(64, 2, seed));
  });
}

double withGain(double gain) {
  return noteRatio(20, Activation::tanh, Initialiser::xavier_normal,
                   [gain](Experiment& e) { e.gain = gain; });
}

/// Within a factor of the note's median.
bool isNear(double ratio, double figure, double factor) {
  return ratio > figure / factor && ratio < figure * factor;
}

}  // namespace

TEST_CASE("tanh weights: too small vanish, a little too large explode") {
  CHECK(isNear(withGain(0.25), 2.4e-12, 4));
  CHECK(isNear(withGain(0.5), 1.2e-6, 4));
  CHECK(isNear(withGain(1), 0.37, 3));
  CHECK(isNear(withGain(2), 51, 4));
  CHECK(isNear(withGain(4), 6.5e3, 4));
}

TEST_CASE("batch normalization rescues a sigmoid chain, layer normalization does not") {
  const auto with = [](Normalization kind) {
    return noteRatio(20, Activation::sigmoid, Initialiser::xavier_normal,
                     [kind](Experiment& e) { e.normalization = kind; });
  };
  CHECK(isNear(with(Normalization::batch), 1.8e2, 4));
  CHECK(isNear(with(Normalization::layer), 1e-8, 10));
}

TEST_CASE("dropout makes the gradient larger towards the input") {
  const auto with = [](double probability) {
    return noteRatio(20, Activation::tanh, Initialiser::xavier_normal,
                     [probability](Experiment& e) { e.dropout = probability; });
  };
  CHECK(isNear(with(0.1), 0.99, 3));
  CHECK(isNear(with(0.5), 10, 4));
}

TEST_CASE("residual connections carry the gradient through fifty sigmoid layers") {
  const double without =
      noteRatio(50, Activation::sigmoid, Initialiser::xavier_normal, [](auto&) {});
  const double with = noteRatio(50, Activation::sigmoid, Initialiser::xavier_normal,
                                [](Experiment& e) { e.residual = Residual::add; });
  CHECK(without < 1e-30);
  CHECK(isNear(with, 7.5, 4));
}

TEST_CASE("ReLU under batch normalization: the gradient grows by about 1.21 a layer") {
  const int depth = 12;
  const double ratio = medianOverSeeds(3, [&](std::uint32_t seed) {
    Experiment experiment = chain(depth, 256, Activation::relu);
    experiment.init = Initialiser::kaiming_normal;
    experiment.normalization = Normalization::batch;
    experiment.testFraction = 0;
    experiment.seed = seed;
    Simulation run(experiment, normalBatch(256, 256, seed));
    const Frame frame = firstWalk(run);
    return *frame.layers[1].signal / *frame.layers[static_cast<std::size_t>(depth - 2)].signal;
  });
  CHECK(std::pow(ratio, 1.0 / (depth - 3)) == doctest::Approx(1.21).epsilon(0.03 / 1.21));
}

TEST_CASE("clipping by norm rescues a run that explodes") {
  int lost = 0;
  int rescued = 0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    Experiment experiment = chain(10, 16, Activation::relu);
    experiment.init = Initialiser::kaiming_normal;
    experiment.gain = 2;
    experiment.seed = seed;
    lost += !std::isfinite(lossAfter(experiment, 1000));
    experiment.clip = Clip::norm;
    rescued += lossAfter(experiment, 1000) < 0.01;
  }
  CHECK(lost >= 4);
  CHECK(rescued >= 4);
}

TEST_CASE("clipping leaves the ratio as it is") {
  Experiment experiment = chain(10, 16, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.gain = 4;
  const double before = ratioAtStart(experiment);
  experiment.clip = Clip::norm;
  CHECK(ratioAtStart(experiment) == before);
}
