#include "theory/spread.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/deep_network.h"
#include "core/relative.h"
#include "theory/theory.h"

using namespace ebb;

namespace {

LogSpread spreadOf(const Experiment& experiment) {
  const InputScale input = InputScale::of(normalBatch(128, 40, 1).inputs);
  const std::vector<LayerState> layers = propagate(experiment, input, 0);
  return logSpread(experiment, layers, 0, layers.size() - 1);
}

}  // namespace

TEST_CASE("the spread of finite width is Hanin's for a ReLU and for the identity") {
  Experiment relu = deep(100, 32, Activation::relu, Initialiser::kaiming_normal);
  const Matrix<double> inputs = normalBatch(128, 32, 1).inputs;
  Theory theory = theoryOf(relu, inputs);
  CHECK(*theory.low == relative(0.0017, 0.02));
  CHECK(*theory.high == relative(0.26, 0.02));
  relu.hidden.assign(100, 16);
  theory = theoryOf(relu, inputs);
  CHECK(*theory.low == relative(1.2e-5, 0.05));
  CHECK(*theory.high == relative(0.015, 0.05));
  theory = theoryOf(deep(21, 40, Activation::identity), inputs);
  const double variance = 2 * 20 / 40.0 / 4;
  CHECK(std::log(*theory.high / *theory.low) ==
        doctest::Approx(2 * 1.2815515655 * std::sqrt(variance)));
  CHECK(std::log(*theory.high * *theory.low) / 2 == doctest::Approx(-variance));
}

TEST_CASE("β is 2 and 5 times the layers between over the width, and the shift half of it down") {
  const LogSpread identity = spreadOf(deep(21, 40, Activation::identity));
  CHECK(identity.variance == doctest::Approx(2 * 20 / 40.0));
  CHECK(identity.shift == doctest::Approx(-0.5));
  const LogSpread relu = spreadOf(deep(9, 40, Activation::relu, Initialiser::kaiming_normal));
  CHECK(relu.variance == doctest::Approx(5 * 8 / 40.0));
  CHECK(relu.shift == doctest::Approx(-0.5));
}

TEST_CASE("an orthogonal matrix leaves nothing of a linear network to chance") {
  CHECK(spreadOf(deep(21, 40, Activation::identity, Initialiser::orthogonal)).variance == 0);
}
