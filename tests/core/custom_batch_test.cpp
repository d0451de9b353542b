#include "stepper/custom_batch.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "base/error.h"
#include "core/runs.h"

using namespace ebb;

namespace {

CustomBatch batchOf(int inputs, int outputs, int samples) {
  CustomBatch given;
  given.inputs = Matrix<double>::Constant(inputs, samples, 0.5);
  given.targets = Matrix<double>::Constant(outputs, samples, 0.25);
  return given;
}

std::string refusal(const CustomBatch& given, Precision precision = Precision::float32) {
  Experiment experiment = chain(1, 3, Activation::tanh);
  experiment.precision = precision;
  experiment.batchSize = 100;
  try {
    Simulation run(experiment, given);
    run.seek(run.schedule().boundary(1), 1);
    CHECK(run.frame().finite);
  } catch (const FieldError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a batch of one's own is taken up to its bounds, and refused by name beyond them") {
  CHECK(refusal(batchOf(1, 1, 1)).empty());
  CHECK(refusal(batchOf(2, 3, 100'000)).empty());
  CHECK(refusal(batchOf(2, 3, 100'001)) == "inputs: got 100001 rows, takes 1 to 100000 rows");
  CHECK(refusal(batchOf(1024, 1024, 2)).empty());
  CHECK(refusal(batchOf(1025, 1, 2)) ==
        "inputs: got 1025 numbers in a row, takes 1 to 1024 numbers in a row");
  CHECK(refusal(batchOf(1, 1025, 2)).find("targets: got 1025 numbers in a row") == 0);
  CHECK(refusal(batchOf(100, 1, 100'000)) ==
        "inputs: got 10000000 numbers, takes up to 4194304 numbers");
}

TEST_CASE("a batch whose sides do not fit each other, or are empty, is refused") {
  CustomBatch given = batchOf(2, 1, 5);
  given.targets = Matrix<double>::Zero(1, 4);
  CHECK(refusal(given) == "targets: got 4 rows, takes 5 rows, as inputs have");
  given.targets.resize(0, 5);
  CHECK(refusal(given).find("targets: got 0 numbers in a row") == 0);
  given.targets.resize(0, 0);
  CHECK(refusal(given).find("targets: got 0 rows") == 0);
  CustomBatch noInputs = batchOf(2, 1, 5);
  noInputs.inputs.resize(0, 5);
  CHECK(refusal(noInputs).find("inputs: got 0 numbers in a row") == 0);
}

TEST_CASE("numbers of one's own have to be finite, in the precision they are trained in") {
  for (const double number : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    CustomBatch given = batchOf(2, 1, 5);
    given.targets(0, 4) = number;
    CHECK(refusal(given) == "targets: got infinity or NaN, takes finite numbers");
    given = batchOf(2, 1, 5);
    given.parameters["1.bias"] = Matrix<double>::Constant(3, 1, number);
    CHECK(refusal(given) == "1.bias: got infinity or NaN, takes finite numbers");
  }
  CustomBatch given = batchOf(2, 1, 5);
  given.inputs(1, 1) = 1e39;
  CHECK(refusal(given).find("inputs: got a number that float32 does not reach") == 0);
  CHECK(refusal(given, Precision::float64).empty());
  given = batchOf(2, 1, 5);
  given.parameters["2.weight"] = Matrix<double>::Constant(1, 3, 1e39);
  CHECK(refusal(given).find("2.weight: got a number that float32 does not reach") == 0);
}

TEST_CASE(
    "parameters of one's own are refused where the network has none such, or of another shape") {
  CustomBatch given;
  given.parameters["1.weight"] = Matrix<double>::Zero(3, 2);
  CHECK(refusal(given).empty());
  given.parameters["1.weight"] = Matrix<double>::Zero(2, 3);
  CHECK(refusal(given) == "1.weight: got 2 x 3, takes 3 x 2 numbers");
  given.parameters.clear();
  given.parameters["9.weight"] = Matrix<double>::Zero(3, 2);
  CHECK(refusal(given) == "parameters: got \"9.weight\", takes names of this network's parameters");
  given.parameters.clear();
  given.parameters["1.gamma"] = Matrix<double>::Zero(0, 0);
  CHECK(refusal(given).find("1.gamma: got 0 rows") == 0);
}

TEST_CASE("every row of a large batch is trained on, the last as the first") {
  // One target differs, in the last row: the loss has to know it.
  CustomBatch given = batchOf(1, 1, 99'999);
  Experiment experiment = chain(0, 1, Activation::tanh);
  experiment.testFraction = 0;
  experiment.precision = Precision::float64;
  const auto lossOfFirst = [&] {
    Simulation run(experiment, given);
    run.seek(run.schedule().boundary(1), 1);
    return *run.frame().loss;
  };
  const double before = lossOfFirst();
  given.targets(0, 99'998) += 1000;
  CHECK(lossOfFirst() > before + 5);
}
