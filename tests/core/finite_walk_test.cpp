#include "stepper/finite_walk.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/scalars.h"

using namespace ebb;

namespace {

/// y = w_3 φ(w_2 φ(w_1 x)), at x and 2x, walked forward and back once.
struct Walked {
  Walked(const Experiment& experiment, double w1, double w2, double w3, double x, double b2 = 0)
      : stepper(experiment, batchOf(w1, w2, w3, x, b2)) {
    stepper.seek(stepper.schedule().boundary(1) - 1, 1);
  }

  static CustomBatch batchOf(double w1, double w2, double w3, double x, double b2) {
    CustomBatch given = scalarBatch();
    given.inputs = Matrix<double>{{x, 2 * x}};
    given.parameters["1.weight"](0, 0) = w1;
    given.parameters["2.weight"](0, 0) = w2;
    given.parameters["3.weight"](0, 0) = w3;
    given.parameters["2.bias"] = Matrix<double>::Constant(1, 1, b2);
    return given;
  }

  double loss() const { return stepper.tape().loss().value(); }
  bool isFinite(bool bounded = false) const { return isWalkFinite(stepper.tape(), 2, bounded); }
  bool areParametersFinite() const { return areGradientsFinite(stepper.tape()); }
  bool isNamed() const { return stepper.firstNonFinite().has_value(); }

  Stepper<double> stepper;
};

Experiment with(Activation activation, Loss loss = Loss::linear) {
  Experiment experiment = scalars();
  experiment.activation = activation;
  experiment.loss = loss;
  return experiment;
}

}  // namespace

TEST_CASE("a walk of finite numbers is finite, however large they are") {
  const Walked walked(scalars(), 1e100, 1e100, 1e100, 1e5);
  CHECK(std::isfinite(walked.loss()));
  CHECK(walked.isFinite());
  CHECK(walked.areParametersFinite());
  CHECK(!walked.isNamed());
}

TEST_CASE("a loss that alone overflows is found") {
  // y = 1e156, and back from it by 1e42 three times: only y² is too large.
  const Walked walked(with(Activation::identity, Loss::mse), 1e42, 1e42, 1e42, 1e30);
  CHECK(std::isinf(walked.loss()));
  CHECK(walked.areParametersFinite());
  CHECK(!walked.isFinite());
  CHECK(walked.isNamed());
}

TEST_CASE("a gradient that overflows only on its way to the inputs is found") {
  // Back from ½ by 1, by 1e155 and by 1e155; times x = 1e-160 no weight's gradient is large.
  const Walked walked(scalars(), 1e155, 1e155, 1, 1e-160);
  CHECK(std::isfinite(walked.loss()));
  CHECK(walked.areParametersFinite());
  CHECK(!walked.isFinite());
  CHECK(walked.isNamed());
}

TEST_CASE("an infinity that an activation hides is found, in every layer where it may be") {
  const Walked first(with(Activation::tanh), 1e300, 1, 1, 1e300);
  CHECK(std::isfinite(first.loss()));
  CHECK(first.areParametersFinite());
  CHECK(!first.isFinite());
  CHECK(!first.isFinite(true));
  CHECK(first.isNamed());
  // A weight and a bias that are each in range, and over it together.
  const Walked second(with(Activation::hard_tanh), 1, 1.5e308, 1, 1, 1.5e308);
  CHECK(std::isfinite(second.loss()));
  CHECK(second.areParametersFinite());
  CHECK(!second.isFinite());
  CHECK(second.isNamed());
  // That nothing beyond the first layer is too large was promised.
  CHECK(second.isFinite(true));
}

TEST_CASE("a weight's gradient that alone overflows is told beside the walk") {
  // 1e150 comes back to z_1 of x = 1e200.
  const Walked walked(scalars(), 1e-100, 1e150, 1, 1e200);
  CHECK(walked.isFinite());
  CHECK(!walked.areParametersFinite());
  CHECK(walked.isNamed());
}
