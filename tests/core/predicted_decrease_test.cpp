#include "probe/predicted_decrease.h"

#include <doctest/doctest.h>

#include "core/relative.h"
#include "core/scalars.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

/// Of the first step of rate 1/10 down the gradient -3/4, -1/2, -3 of scalars.h (the biases' is 0),
/// whose square is 9/16 + 1/4 + 9 = 157/16.
std::optional<double> promised(Clip kind, double threshold,
                               const CustomBatch& given = scalarBatch()) {
  Experiment experiment = scalars();
  experiment.optimizer = Optimizer::sgd;
  experiment.learningRate = 0.1;
  experiment.clip = kind;
  experiment.clipThreshold = threshold;
  Stepper<double> stepper(experiment, given);
  stepper.seek(stepper.schedule().boundary(1), 1);
  return predictedDecrease(stepper);
}

}  // namespace

TEST_CASE("what a step promises is its change times the gradient, by hand") {
  CHECK(*promised(Clip::none, 1) == relative(0.1 * 157 / 16, 1e-12));
}

TEST_CASE("of a clipped step: what is left of the change times all of the gradient, by hand") {
  // A whole gradient of norm √157/4 brought to 1; a threshold above it leaves it as it is.
  const double norm = std::sqrt(157.0) / 4;
  CHECK(*promised(Clip::norm, 1) == relative(0.1 * norm));
  CHECK(*promised(Clip::norm, 4) == relative(0.1 * 157 / 16, 1e-12));
  // Layer by layer only the last is over 1, and 1 is left of its 3.
  CHECK(*promised(Clip::layer, 1) == relative(0.1 * (9.0 / 16 + 1.0 / 4 + 3)));
}

TEST_CASE("of numbers that are clipped one by one nothing is promised once one is at its bound") {
  CHECK(*promised(Clip::value, 3.01) == relative(0.1 * 157 / 16, 1e-12));
  CHECK(!promised(Clip::value, 2.99));
  CHECK(!promised(Clip::value, 0.01));
}

TEST_CASE("where clipping leaves nothing of a layer's gradient, nothing is known of its part") {
  // Gradients of 5e299 in the last layer and 5e-51 in the others: of these the factor that brings
  // the whole to 1 leaves 0.
  CustomBatch given = scalarBatch();
  given.parameters["1.weight"](0, 0) = 1e150;
  given.parameters["2.weight"](0, 0) = 1e150;
  given.parameters["3.weight"](0, 0) = 1e-200;
  CHECK(!promised(Clip::norm, 1, given));
}

TEST_CASE("what a step promises is of the loss's own gradient, whatever clipping leaves of it") {
  const auto promised = [](Clip kind, double threshold) {
    Experiment experiment = readLink("hidden=16*2&activation=tanh&precision=float64").experiment;
    experiment.learningRate = 1e-3;
    experiment.clip = kind;
    experiment.clipThreshold = threshold;
    Simulation run(experiment);
    run.seek(run.schedule().boundary(1), 1);
    const Frame after = run.frame();
    run.seek(run.schedule().boundary(2), 1);
    const double decrease = *after.loss - *run.frame().loss;
    const Maybe said = after.training.predictedDecrease;
    if (said) CHECK(*said / decrease == doctest::Approx(1).epsilon(0.02));
    return said.has_value();
  };
  CHECK(promised(Clip::none, 1));
  for (const double threshold : {10.0, 0.04, 1e-3}) {
    CAPTURE(threshold);
    CHECK(promised(Clip::norm, threshold));
    CHECK(promised(Clip::layer, threshold));
  }
  CHECK(promised(Clip::value, 10));
  // A weight gradient that is 0 takes no figure away: only biases move.
  const Experiment zeros =
      readLink("hidden=4*2&activation=relu&init=zeros&clip=layer&clipThreshold=10").experiment;
  Simulation still(zeros);
  still.seek(still.schedule().boundary(1), 1);
  CHECK(still.frame().training.predictedDecrease);
  // What single numbers were is not known any more.
  CHECK(!promised(Clip::value, 1e-3));
}
