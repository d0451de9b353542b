#include <doctest/doctest.h>

#include "core/runs.h"

using namespace ebb;

namespace {

double medianRatio(Activation activation, Initialiser init) {
  return medianOverSeeds(20, [&](std::uint32_t seed) {
    Experiment experiment = chain(20, 32, activation);
    experiment.init = init;
    experiment.seed = seed;
    return ratioAtStart(experiment);
  });
}

}  // namespace

TEST_CASE("twenty sigmoid layers leave less than a hundred-billionth of the gradient") {
  const double ratio = medianRatio(Activation::sigmoid, Initialiser::xavier_normal);
  CHECK(ratio > 1e-13);
  CHECK(ratio < 1e-11);
}

TEST_CASE("twenty tanh layers with Xavier weights keep the gradient") {
  const double ratio = medianRatio(Activation::tanh, Initialiser::xavier_normal);
  CHECK(ratio > 0.05);
  CHECK(ratio < 3);
}

TEST_CASE("twenty ReLU layers with Kaiming weights keep the gradient") {
  const double ratio = medianRatio(Activation::relu, Initialiser::kaiming_normal);
  CHECK(ratio > 0.1);
  CHECK(ratio < 5);
}

TEST_CASE("ten sigmoid layers learn nothing in a thousand iterations, ten tanh layers do") {
  CHECK(lossAfter(chain(10, 16, Activation::sigmoid), 1000) ==
        doctest::Approx(0.693).epsilon(0.002));
  CHECK(lossAfter(chain(10, 16, Activation::tanh), 1000) < 0.01);
}

TEST_CASE(
    "a sigmoid's first layer gets exactly nothing in float32 at depth 80, and something at 60") {
  Experiment experiment = chain(80, 32, Activation::sigmoid);
  Simulation deep(experiment);
  const Frame frame = firstWalk(deep);
  CHECK(*frame.layers.front().signal == 0);
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(diagnosis.verdict == Verdict::zero);
  CHECK(diagnosis.layer > 1);
  CHECK(diagnosis.layer < 20);
  experiment = chain(60, 32, Activation::sigmoid);
  Simulation shallower(experiment);
  CHECK(*firstWalk(shallower).layers.front().signal > 0);
}

TEST_CASE("a run that blows up is named so, with layer and operation") {
  Experiment experiment = chain(10, 16, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.gain = 2;
  Simulation run(experiment);
  run.seek(run.schedule().boundary(200), 200);
  const Diagnosis diagnosis = diagnose(run.frame());
  const bool isNamed = diagnosis.verdict == Verdict::nan || diagnosis.verdict == Verdict::infinite;
  CHECK(isNamed);
  CHECK(diagnosis.layer >= 1);
  CHECK(diagnosis.operation >= 0);
}
