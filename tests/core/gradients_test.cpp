#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/runs.h"
#include "functions/activations.h"

using namespace ebb;

namespace {

double lossAt(const Experiment& experiment, const CustomBatch& given) {
  Simulation run(experiment, given);
  run.seek(run.frame().operations.size(), 1);
  return *run.frame().loss;
}

/// Whether an activation bends within `reach` of any number that enters it.
bool isNearKink(const Experiment& experiment, const Simulation& run, double reach) {
  const std::vector<double> kinks = kinksOf(experiment.activation);
  const char symbol = experiment.normalization == Normalization::none ? 'z' : 'n';
  for (const auto& [name, values] : run.values()) {
    if (name.back() != symbol) continue;
    for (const double kink : kinks) {
      if ((values.array() - kink).abs().minCoeff() < reach) return true;
    }
  }
  return false;
}

/// Largest difference between the gradients and central differences, relative to the largest
/// gradient of the same parameter (or of all, where those are only rounding). Seeds at which a
/// number stands near a kink are passed over.
double gradientError(Experiment experiment, int outputs = 1) {
  experiment.precision = Precision::float64;
  experiment.testFraction = 0;
  for (std::uint32_t seed = 1;; ++seed) {
    experiment.seed = seed;
    CustomBatch given = normalBatch(5, 2, seed);
    given.targets.resize(outputs, 5);
    for (int i = 0; i < 5; ++i) {
      for (int o = 0; o < outputs; ++o) given.targets(o, i) = (i + o) % outputs == 0;
    }
    Simulation run(experiment, given);
    firstWalk(run);
    if (isNearKink(experiment, run, 1e-3)) continue;
    given.parameters = run.parameters();
    const auto gradients = run.gradients();
    double scale = 0;
    for (const auto& entry : gradients) scale = std::max(scale, entry.second.cwiseAbs().maxCoeff());
    double worst = 0;
    for (auto& [name, numbers] : given.parameters) {
      for (Eigen::Index i = 0; i < numbers.size(); ++i) {
        const double kept = numbers(i);
        const double step = 1e-5;
        numbers(i) = kept + step;
        const double above = lossAt(experiment, given);
        numbers(i) = kept - step;
        const double below = lossAt(experiment, given);
        numbers(i) = kept;
        const double difference = (above - below) / (2 * step);
        worst = std::max(worst, std::abs(difference - gradients.at(name)(i)) / scale);
      }
    }
    return worst;
  }
}

}  // namespace

TEST_CASE(
    "every activation under every normalization, with and without residual, has its gradient") {
  for (std::size_t a = 0; a < kindNames<Activation>().size(); ++a) {
    for (const auto norm :
         {Normalization::none, Normalization::batch, Normalization::layer, Normalization::rms}) {
      for (const auto residual : {Residual::none, Residual::add}) {
        Experiment experiment = chain(3, 4, static_cast<Activation>(a));
        experiment.normalization = norm;
        experiment.residual = residual;
        experiment.biasStd = 0.3;
        CAPTURE(nameOf(experiment.activation));
        CAPTURE(nameOf(norm));
        CAPTURE(nameOf(residual));
        CHECK(gradientError(experiment) < 1e-6);
      }
    }
  }
}

TEST_CASE("every loss has its gradient, for one output and for several") {
  for (const auto loss : {Loss::mse, Loss::bce, Loss::cross_entropy, Loss::linear}) {
    for (const int outputs : {1, 3}) {
      Experiment experiment = chain(2, 4, Activation::tanh);
      experiment.loss = loss;
      CAPTURE(nameOf(loss));
      CHECK(gradientError(experiment, outputs) < 1e-6);
    }
  }
}

TEST_CASE("dropout passes its gradient through the same mask") {
  Experiment experiment = chain(2, 6, Activation::tanh);
  experiment.dropout = 0.4;
  CHECK(gradientError(experiment) < 1e-6);
}
