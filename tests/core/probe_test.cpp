#include "probe/probe.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/scalars.h"

using namespace ebb;

using doctest::Approx;

TEST_CASE("every figure of a frame, worked by hand") {
  Experiment experiment = scalars();
  experiment.clip = Clip::value;
  experiment.clipThreshold = 0.6;
  experiment.learningRate = 0.1;
  const Frame frame = scalarsAt(experiment, 14);
  CHECK(frame.phase == Phase::update);
  CHECK(frame.iteration == 1);
  CHECK(frame.epoch == 1);
  CHECK(frame.stops == 14);
  CHECK(*frame.loss == Approx(-1.5));
  CHECK(!frame.trainAccuracy);
  const auto layer = [&](std::size_t l, double signal, double mean, double deviation,
                         double gradient, double clipped, double ratio, double norm) {
    const LayerFrame& one = frame.layers[l - 1];
    CAPTURE(l);
    CHECK(one.layer == static_cast<int>(l));
    CHECK(one.units == 1);
    CHECK(*one.signal == Approx(signal));
    CHECK(*one.signalMedian == Approx(signal));
    CHECK(*one.activationMean == Approx(mean));
    CHECK(*one.activationStd == Approx(deviation));
    CHECK(*one.weightGradient == Approx(gradient));
    CHECK(*one.clippedWeightGradient == Approx(clipped));
    CHECK(*one.updateRatio == Approx(ratio));
    CHECK(one.weightNorm == Approx(norm));
    CHECK(one.dead.has_value() == (l < 3));
    CHECK(one.saturated.has_value() == (l < 3));
  };
  layer(1, 1.5, 3, 1, 0.75, 0.6, 0.06 / 2, 2.06);
  layer(2, 0.5, 9, 3, 0.5, 0.5, 0.05 / 3, 3.05);
  layer(3, 1, 4.5, 1.5, 3, 0.6, 0.06 / 0.5, 0.56);
  const std::vector<double> attenuations = {2, 1, 3, 1, 0.5, std::sqrt(0.5)};
  for (std::size_t i = 0; i < attenuations.size(); ++i) {
    CHECK(*frame.operations[i].attenuation == Approx(attenuations[i]));
    CHECK(!frame.operations[i].branch);
    CHECK(!frame.operations[i].skip);
  }
  const std::vector<double> sizes = {3, 1.5, 1.5, 0.5, 0.5, 1};  // of what goes on from each
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    CHECK(*frame.operations[i].sizeOut == Approx(sizes[i]));
    if (i + 1 < sizes.size()) CHECK(*frame.operations[i].sizeIn == Approx(sizes[i + 1]));
  }
  CHECK(!frame.operations.back().sizeIn);
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(*diagnosis.ratio == Approx(3));
  CHECK(*diagnosis.perLayer == Approx(3));
  CHECK(diagnosis.budget->weights == Approx(std::log10(3.0)));
  CHECK(diagnosis.budget->activation == Approx(0));
}

TEST_CASE("the size of the values at every operation, as far as the walk forward has come") {
  // x 1 and 2, h_1 2 and 4, h_2 6 and 12, y 3 and 6.
  const std::vector<double> squares = {2.5, 10, 10, 90, 90, 22.5};
  for (std::uint64_t position = 0; position <= 13; ++position) {
    const Frame frame = scalarsAt(scalars(), position);
    for (std::size_t i = 0; i < frame.operations.size(); ++i) {
      CAPTURE(position);
      CAPTURE(i);
      const OperationFrame& one = frame.operations[i];
      const bool isPassed = i < position;
      REQUIRE(one.valueSizeIn.has_value() == isPassed);
      CHECK(one.valueSizeOut.has_value() == (isPassed && one.kind != OperationKind::loss));
      if (one.valueSizeIn) CHECK(*one.valueSizeIn == Approx(std::sqrt(squares[i])));
      if (one.valueSizeOut) CHECK(*one.valueSizeOut == Approx(std::sqrt(squares[i + 1])));
    }
  }
  // With a way past block 2: h_2 is 6 + 2 and 12 + 4, and that is what W_3 reads.
  Experiment experiment = scalars();
  experiment.residual = Residual::add;
  const Frame past = scalarsAt(experiment, 17);
  REQUIRE(past.operations[5].kind == OperationKind::add);
  CHECK(*past.operations[5].valueSizeIn > *past.operations[2].valueSizeIn);
  CHECK(*past.operations[6].valueSizeIn == *past.operations[5].valueSizeOut);
}

TEST_CASE("a figure is there as soon as the walk has made it, and not before") {
  struct Seen {
    std::uint64_t position;
    int means, signals, gradients, clipped, updates, attenuations;
    bool loss;
  };
  const std::vector<Seen> walk = {
      {0, 0, 0, 0, 0, 0, 0, false}, {1, 0, 0, 0, 0, 0, 0, false},  {2, 1, 0, 0, 0, 0, 0, false},
      {4, 2, 0, 0, 0, 0, 0, false}, {5, 3, 0, 0, 0, 0, 0, false},  {6, 3, 0, 0, 0, 0, 0, true},
      {7, 3, 1, 0, 0, 0, 1, true},  {8, 3, 1, 1, 0, 0, 2, true},   {9, 3, 2, 1, 0, 0, 3, true},
      {11, 3, 3, 2, 0, 0, 5, true}, {12, 3, 3, 3, 0, 0, 6, true},  {13, 3, 3, 3, 3, 0, 6, true},
      {14, 3, 3, 3, 3, 3, 6, true}, {15, 0, 0, 0, 0, 0, 0, false},
  };
  Experiment experiment = scalars();
  experiment.clip = Clip::norm;
  for (const Seen& seen : walk) {
    const Frame frame = scalarsAt(experiment, seen.position);
    CAPTURE(seen.position);
    const auto count = [&](Maybe LayerFrame::*member) {
      int known = 0;
      for (const LayerFrame& layer : frame.layers) known += (layer.*member).has_value();
      return known;
    };
    int attenuations = 0;
    for (const auto& op : frame.operations) attenuations += op.attenuation.has_value();
    CHECK(count(&LayerFrame::activationMean) == seen.means);
    CHECK(count(&LayerFrame::signal) == seen.signals);
    CHECK(count(&LayerFrame::weightGradient) == seen.gradients);
    CHECK(count(&LayerFrame::clippedWeightGradient) == seen.clipped);
    CHECK(count(&LayerFrame::updateRatio) == seen.updates);
    CHECK(count(&LayerFrame::saturated) == std::min(seen.means, 2));
    CHECK(attenuations == seen.attenuations);
    CHECK(frame.loss.has_value() == seen.loss);
  }
}

TEST_CASE("a residual block: what came through it, what went past, and both together") {
  Experiment experiment = scalars();
  experiment.residual = Residual::add;
  const Frame frame = scalarsAt(experiment, 17);
  CHECK(frame.operations.size() == 8);
  // Block 2: 3 through the branch, 1 past it, 4 together.
  const OperationFrame& add = frame.operations[5];
  CHECK(add.kind == OperationKind::add);
  CHECK(*add.branch == Approx(3));
  CHECK(*add.skip == 1);
  CHECK(*add.attenuation == Approx(4));
  CHECK(*frame.operations[3].attenuation == Approx(3));
  const Diagnosis diagnosis = diagnose(frame);
  CHECK(*diagnosis.ratio == Approx(4));
  CHECK(diagnosis.budget->weights == Approx(std::log10(3.0)));
  CHECK(diagnosis.budget->residual == Approx(std::log10(4.0 / 3)));
  const auto chain = chainOf(frame);
  REQUIRE(chain.size() == 5);
  // The size that it begins with at the loss, 1 (½ and -½, times √B twice); W_3 ½, block 2 as one,
  // then block 1 down to z_1.
  CHECK(chain[0].factor == Approx(1));
  CHECK(chain[1].factor == Approx(0.5));
  CHECK(chain[2].factor == Approx(4));
  CHECK(chain[2].cause == Cause::residual);
  CHECK(chain.back().product == Approx(2));
  CHECK(chain.back().product == Approx(*frame.operations[0].sizeIn));
}

TEST_CASE("means are those of what leaves a layer, and not of what enters its activation") {
  Experiment experiment = scalars();
  experiment.activation = Activation::relu;
  CustomBatch given = scalarBatch();
  given.inputs = Matrix<double>{{1, -2}};
  Simulation run(experiment, given);
  run.seek(6, 1);
  // z_1 2 and -4, h_1 2 and 0; z_2 and h_2 6 and 0; y 3 and 0.
  const Frame frame = run.frame();
  for (const auto& [layer, mean] : {std::pair(0u, 1.0), std::pair(1u, 3.0), std::pair(2u, 1.5)}) {
    CHECK(*frame.layers[layer].activationMean == Approx(mean));
    CHECK(*frame.layers[layer].activationStd == Approx(mean));
  }
}

TEST_CASE("an epoch is over when every sample has been trained on") {
  Experiment experiment = scalars();
  experiment.batchSize = 1;
  const std::uint64_t stops = scalarsAt(experiment, 0).stops;
  CHECK(scalarsAt(experiment, stops).epoch == 0.5);
  CHECK(scalarsAt(experiment, 2 * stops).epoch == 1);
}

TEST_CASE("of infinity to infinity there is no attenuation, and none over 0") {
  CustomBatch given = scalarBatch();
  for (const auto* name : {"1.weight", "2.weight", "3.weight"}) {
    given.parameters[name] = Matrix<double>::Constant(1, 1, 1e200);
  }
  Simulation run(scalars(), given);
  run.seek(12, 1);
  // ∂z_3 is ½, ∂z_2 ½ · 1e200, ∂z_1 over all numbers, and ∂x too.
  Frame frame = run.frame();
  CHECK(*frame.operations[4].attenuation == Approx(1e200));
  CHECK(std::isinf(*frame.operations[2].attenuation));
  CHECK(!frame.operations[0].attenuation);

  given.parameters["3.weight"](0, 0) = 0;
  Simulation zero(scalars(), given);
  zero.seek(12, 1);
  frame = zero.frame();
  CHECK(*frame.operations[4].attenuation == 0);
  CHECK(!frame.operations[2].attenuation);
}

TEST_CASE("accuracy counts sides at ½ for values and at 0 for logits") {
  Experiment experiment;
  experiment.hidden.clear();
  experiment.data = Data::table;
  experiment.standardise = Standardise::no;
  experiment.testFraction = 0;
  experiment.table = "0.3,a\n0.2,a\n0.9,b\n0.4,b\n";
  experiment.weights = {1};
  experiment.biases = {0};
  for (const auto& [loss, share] : {std::pair(Loss::mse, 0.75), std::pair(Loss::bce, 0.5)}) {
    experiment.loss = loss;
    Simulation run(experiment);
    run.seek(2, 1);
    CHECK(*run.frame().trainAccuracy == share);
  }
}
