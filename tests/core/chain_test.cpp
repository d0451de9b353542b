#include "diagnosis/chain.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/error.h"
#include "core/relative.h"
#include "core/runs.h"
#include "experiment/link.h"
#include "fuzz/generator.h"

using namespace ebb;

namespace {

double sumOf(const Budget& b) {
  return b.weights + b.activation + b.normalization + b.dropout + b.residual + b.width;
}

Experiment residualRelu(std::vector<double> biases) {
  Experiment experiment = chain(5, 4, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.residual = Residual::add;
  experiment.biases = std::move(biases);
  return experiment;
}

/// Biases that kill one layer of residualRelu.
std::vector<double> killed(int layer) {
  std::vector<double> biases(21, 0.0);
  for (int unit = 0; unit < 4; ++unit) {
    biases[static_cast<std::size_t>(4 * (layer - 1) + unit)] = -1000;
  }
  return biases;
}

}  // namespace

TEST_CASE("a dead branch does not stop the gradient, and the budget says who let it past") {
  Simulation run(residualRelu(killed(3)));
  const Frame frame = firstWalk(run);
  CHECK(*frame.layers[2].dead == 1);
  CHECK(*frame.layers[2].signal == 0);
  CHECK(*frame.layers[0].signal > 0);
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(diagnosis.verdict == Verdict::healthy);
  CHECK(*diagnosis.ratio > 0.1);
  REQUIRE(diagnosis.budget.has_value());
  CHECK(sumOf(*diagnosis.budget) == doctest::Approx(std::log10(*diagnosis.ratio)).epsilon(1e-10));
  double product = 1;
  for (const ChainFactor& factor : ratioChainOf(frame)) product *= factor.factor;
  CHECK(product == relative(*diagnosis.ratio, 1e-10));
  for (const OperationFrame& op : frame.operations) {
    if (op.kind != OperationKind::add || op.layer != 3) continue;
    CHECK(*op.branch == 0);
    CHECK(*op.skip == 1);
    CHECK(*op.attenuation == 1);
  }
}

TEST_CASE("weights of 0 in the last block leave the way past it, and the budget exists") {
  Experiment experiment = residualRelu({});
  experiment.activation = Activation::tanh;
  CustomBatch given = normalBatch(16, 2, 1);
  given.parameters["5.weight"] = Matrix<double>::Zero(4, 4);
  // z_5 is 1 everywhere, where tanh has a slope of its own: what arrives at z_5 is not what came to
  // the join.
  given.parameters["5.bias"] = Matrix<double>::Ones(4, 1);
  Simulation run(experiment, given);
  const Frame frame = firstWalk(run);
  const Diagnosis diagnosis = diagnose(frame);
  REQUIRE(diagnosis.ratio.has_value());
  CHECK(*diagnosis.ratio > 0);
  REQUIRE(diagnosis.budget.has_value());
  CHECK(sumOf(*diagnosis.budget) == doctest::Approx(std::log10(*diagnosis.ratio)).epsilon(1e-6));
}

TEST_CASE("a first layer that is dead gets nothing, also where it has a way past it") {
  Experiment experiment = residualRelu({});
  experiment.hidden = {2, 2, 2};
  experiment.biases = {-1000, -1000, 0, 0, 0, 0, 0};
  Simulation run(experiment);
  const Frame frame = firstWalk(run);
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(diagnosis.verdict == Verdict::zero);
  CHECK(diagnosis.layer == 1);
  REQUIRE(diagnosis.operation >= 0);
  const OperationFrame& op = frame.operations[static_cast<std::size_t>(diagnosis.operation)];
  CHECK(op.kind == OperationKind::activation);
  CHECK(op.layer == 1);
}

TEST_CASE("the operation that stops the gradient and the layer named are one") {
  Experiment experiment = chain(5, 16, Activation::relu);
  experiment.init = Initialiser::zeros;
  Simulation run(experiment);
  const Frame frame = firstWalk(run);
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(diagnosis.verdict == Verdict::zero);
  CHECK(diagnosis.layer == 6);
  REQUIRE(diagnosis.operation >= 0);
  const OperationFrame& op = frame.operations[static_cast<std::size_t>(diagnosis.operation)];
  CHECK(op.kind == OperationKind::affine);
  CHECK(op.layer == 6);
}

TEST_CASE("zero weights of the first layer alone stop nothing: only the data lie behind it") {
  CustomBatch given = normalBatch(16, 2, 1);
  given.parameters["1.weight"] = Matrix<double>::Zero(4, 2);
  Simulation run(chain(3, 4, Activation::tanh), given);
  const Frame frame = firstWalk(run);
  CHECK(*frame.operations.front().gradientOut == 0);
  CHECK(diagnose(frame).verdict == Verdict::healthy);
}

TEST_CASE("wherever the ratio has a logarithm the budget exists and sums to it; no figure is NaN") {
  Random random(Key(11));
  int split = 0;
  for (int i = 0; i < 600; ++i) {
    Experiment experiment = validExperiment(random);
    CAPTURE(writeLink(experiment));
    try {
      Simulation run(experiment);
      run.seek(run.schedule().boundary(1 + random.below(3)), 100);
      const Frame frame = run.frame();
      for (const OperationFrame& op : frame.operations) {
        for (const Maybe& number : {op.attenuation, op.branch, op.skip}) {
          CHECK(!(number && std::isnan(*number)));
        }
        if (op.skip) CHECK(*op.skip == 1);
      }
      const Diagnosis diagnosis = diagnose(frame);
      if (!diagnosis.ratio || !(*diagnosis.ratio > 0) || !std::isfinite(*diagnosis.ratio)) continue;
      REQUIRE(diagnosis.budget.has_value());
      const double decades = std::log10(*diagnosis.ratio);
      CHECK(std::abs(sumOf(*diagnosis.budget) - decades) < 1e-6 * (1 + std::abs(decades)));
      ++split;
    } catch (const FieldError&) {
    }
  }
  CHECK(split > 200);
}

TEST_CASE("the way back from the last hidden layer is counted by cause, and goes to its size") {
  for (const Residual residual : {Residual::none, Residual::add}) {
    Experiment experiment = chain(5, 4, Activation::tanh);
    experiment.normalization = Normalization::layer;
    experiment.residual = residual;
    experiment.precision = Precision::float64;
    Simulation run(experiment);
    run.seek(run.schedule().walkedBack(0), 1);
    const Frame frame = run.frame();
    // The measure: what arrives at the last hidden affine map, whether or not its block is one
    // factor.
    double start = 0;
    for (const OperationFrame& op : frame.operations) {
      if (op.kind == OperationKind::affine && op.layer == 5) start = *op.sizeIn;
    }
    bool hasBegun = false;
    double causes[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    int counts[8] = {};
    for (const ChainFactor& one : chainOf(frame)) {
      CHECK((one.way.has_value() || !hasBegun));
      if (!one.way) continue;
      const OperationFrame& op = frame.operations[static_cast<std::size_t>(one.operation)];
      const OperationKind first =
          residual == Residual::add ? OperationKind::add : OperationKind::affine;
      CHECK((op.layer < 5 || (op.layer == 5 && op.kind == first)));
      const double factor = hasBegun ? one.factor : one.product / start;
      hasBegun = true;
      const auto cause = static_cast<std::size_t>(one.cause);
      causes[cause] *= factor;
      CHECK(one.way->product == doctest::Approx(one.product / start).epsilon(1e-12));
      CHECK(one.way->ofCause == doctest::Approx(causes[cause]).epsilon(1e-12));
      CHECK(one.way->count == ++counts[cause]);
    }
    CHECK(hasBegun);
    // Layers of one width: what is left before layer 1's weights is the ratio.
    for (const ChainFactor& one : chainOf(frame)) {
      if (one.operation == 1) CHECK(one.way->product == relative(*diagnose(frame).ratio, 1e-9));
    }
  }
}

TEST_CASE("what is left is not told where nothing arrived at the measure") {
  Simulation run(residualRelu(killed(5)));
  for (const ChainFactor& one : chainOf(firstWalk(run))) CHECK(!one.way);
}
