#include "diagnosis/diagnosis.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/relative.h"
#include "core/runs.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

std::vector<Experiment> manyKinds() {
  std::vector<Experiment> list;
  for (const auto norm :
       {Normalization::none, Normalization::batch, Normalization::layer, Normalization::rms}) {
    for (const auto residual : {Residual::none, Residual::add}) {
      for (const double dropout : {0.0, 0.3}) {
        Experiment experiment = chain(4, 5, Activation::tanh);
        experiment.hidden = {2, 5, 5, 7, 7};
        experiment.normalization = norm;
        experiment.residual = residual;
        experiment.dropout = dropout;
        experiment.precision = Precision::float64;
        list.push_back(experiment);
      }
    }
  }
  return list;
}

}  // namespace

TEST_CASE("the chain's factors multiply to the gradient that is there, at every stop of the walk") {
  for (const Experiment& experiment : manyKinds()) {
    Simulation run(experiment);
    const int operations = static_cast<int>(run.frame().operations.size());
    for (int stop = operations + 1; stop <= 2 * operations; ++stop) {
      run.seek(static_cast<std::uint64_t>(stop), 1);
      const Frame frame = run.frame();
      double product = 1;
      for (const ChainFactor& factor : chainOf(frame)) {
        product *= factor.factor;
        CHECK(product == doctest::Approx(factor.product).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("the factor per layer, multiplied up over the layers in between, is the ratio") {
  Simulation run(chain(6, 5, Activation::sigmoid));
  const Diagnosis diagnosis = diagnose(firstWalk(run));
  CHECK(std::pow(*diagnosis.perLayer, 5) == relative(*diagnosis.ratio, 1e-12));
}

TEST_CASE("the budget's parts sum to the logarithm of the ratio, also past residual blocks") {
  for (const Experiment& experiment : manyKinds()) {
    Simulation run(experiment);
    const Diagnosis diagnosis = diagnose(firstWalk(run));
    REQUIRE(diagnosis.budget.has_value());
    const Budget& b = *diagnosis.budget;
    const double sum =
        b.weights + b.activation + b.normalization + b.dropout + b.residual + b.width;
    CHECK(sum == doctest::Approx(std::log10(*diagnosis.ratio)).epsilon(1e-10));
    CHECK((b.residual != 0) == (experiment.residual == Residual::add));
    CHECK((b.normalization != 0) == (experiment.normalization != Normalization::none));
    CHECK((b.dropout != 0) == (experiment.dropout > 0));
  }
}

TEST_CASE("ratios under a thousandth vanish, over a thousand explode") {
  Experiment experiment = chain(10, 16, Activation::sigmoid);
  Simulation vanishing(experiment);
  CHECK(diagnose(firstWalk(vanishing)).verdict == Verdict::vanishing);
  experiment.activation = Activation::identity;
  experiment.gain = 4;
  Simulation exploding(experiment);
  CHECK(diagnose(firstWalk(exploding)).verdict == Verdict::exploding);
  experiment.gain = 1;
  Simulation healthy(experiment);
  CHECK(diagnose(firstWalk(healthy)).verdict == Verdict::healthy);
}

TEST_CASE("a ratio that has vanished or exploded has a cause that took or added most") {
  Experiment experiment = chain(10, 16, Activation::sigmoid);
  Simulation vanishing(experiment);
  const Diagnosis small = diagnose(firstWalk(vanishing));
  REQUIRE(small.mainCause);
  CHECK(small.mainCause->cause == Cause::activation);
  // Nine steps from layer 10 to layer 1, each of at most a quarter.
  CHECK(small.mainCause->perLayer < 0.25);
  CHECK(9 * std::log10(small.mainCause->perLayer) == relative(small.budget->activation, 1e-12));
  experiment.activation = Activation::identity;
  experiment.gain = 4;
  Simulation exploding(experiment);
  const Diagnosis large = diagnose(firstWalk(exploding));
  REQUIRE(large.mainCause);
  CHECK(large.mainCause->cause == Cause::weights);
  CHECK(large.mainCause->perLayer > 1);
  experiment.gain = 1;
  Simulation healthy(experiment);
  CHECK(!diagnose(firstWalk(healthy)).mainCause);
}

TEST_CASE("weights of zero stop the gradient, and the layer is named") {
  Experiment experiment = chain(3, 4, Activation::tanh);
  experiment.init = Initialiser::zeros;
  Simulation run(experiment);
  const Diagnosis diagnosis = diagnose(firstWalk(run));
  CHECK(diagnosis.verdict == Verdict::zero);
  CHECK(diagnosis.layer == 4);
}

TEST_CASE("a network without hidden layers runs and has no ratio") {
  Experiment experiment;
  experiment.hidden.clear();
  Simulation run(experiment);
  const Diagnosis diagnosis = diagnose(firstWalk(run));
  CHECK(diagnosis.verdict == Verdict::unknown);
  CHECK(!diagnosis.ratio);
}

TEST_CASE("a batch of one under batch normalization lets no gradient through, and says so") {
  Experiment experiment = chain(3, 4, Activation::tanh);
  experiment.normalization = Normalization::batch;
  experiment.batchSize = 1;
  Simulation run(experiment);
  CHECK(diagnose(firstWalk(run)).verdict == Verdict::zero);
}

TEST_CASE("once numbers have broken there is a budget only where the ratio has a logarithm") {
  int without = 0;
  for (const char* link :
       {"hidden=4*100&activation=identity&init=normal&data=gaussians&learningRate=0.01",
        "hidden=16*20&activation=identity&gain=1000",
        "hidden=16*10&activation=relu&init=kaiming_normal&gain=2&learningRate=1",
        "hidden=16*6&activation=relu&init=kaiming_normal&residual=add&learningRate=10"}) {
    CAPTURE(link);
    const Experiment experiment = readLink(link).experiment;
    Simulation run(experiment);
    for (std::uint64_t iteration = 1; iteration <= 30; ++iteration) {
      run.seek(run.schedule().boundary(iteration), 30);
      const Frame frame = run.frame();
      const Diagnosis diagnosis = diagnose(frame, experiment);
      const bool hasLogarithm =
          diagnosis.ratio && *diagnosis.ratio > 0 && std::isfinite(*diagnosis.ratio);
      CHECK(diagnosis.budget.has_value() <= hasLogarithm);
      if (!diagnosis.budget) {
        ++without;
        CHECK(!diagnosis.mainCause);
        continue;
      }
      const Budget& b = *diagnosis.budget;
      const double sum =
          b.weights + b.activation + b.normalization + b.dropout + b.residual + b.width;
      CHECK(sum == doctest::Approx(std::log10(*diagnosis.ratio)).epsilon(1e-6));
    }
    REQUIRE(run.firstNonFinite());
  }
  CHECK(without > 40);
}
