#include <doctest/doctest.h>

#include <cmath>

#include "core/runs.h"
#include "core/sound_frame.h"

using namespace ebb;

TEST_CASE("the profile's findings begin at a thousandth and at a thousand times") {
  checkEdge(
      FindingKind::vanishing, [](Frame& f) { f.layers[0].signal = 1.01e-3; },
      [](Frame& f) { f.layers[0].signal = 0.99e-3; });
  checkEdge(
      FindingKind::vanishing, [](Frame& f) { f.layers[1].signal = 1.01e-3; },
      [](Frame& f) { f.layers[1].signal = 0.99e-3; });
  checkEdge(
      FindingKind::vanishing, [](Frame& f) { f.layers[0].signalMedian = 1.01e-3; },
      [](Frame& f) { f.layers[0].signalMedian = 0.99e-3; });
  checkEdge(
      FindingKind::vanishing, [](Frame& f) { f.layers[3].signal = 990; },
      [](Frame& f) { f.layers[3].signal = 1010; });
  checkEdge(
      FindingKind::exploding, [](Frame& f) { f.layers[0].signal = 990; },
      [](Frame& f) { f.layers[0].signal = 1010; });
  checkEdge(
      FindingKind::exploding, [](Frame& f) { f.layers[1].signal = 990; },
      [](Frame& f) { f.layers[1].signal = 1010; });
}

TEST_CASE("a gradient that has vanished by far is a failure, unless the rule divides by its size") {
  Frame frame = soundFrame(1);
  frame.layers[0].signal = 1.01e-6;
  CHECK(severityOf(FindingKind::vanishing, frame) == Severity::warning);
  frame.layers[0].signal = 1e-8;
  CHECK(severityOf(FindingKind::vanishing, frame) == Severity::failure);
  Experiment adam = tanhNetwork();
  adam.optimizer = Optimizer::adam;
  CHECK(severityOf(FindingKind::vanishing, frame, adam) == Severity::warning);
  // What learns all the same is not ill.
  frame = soundFrame(300);
  frame.layers[0].signal = 1e-8;
  CHECK(severityOf(FindingKind::vanishing, frame) == Severity::note);
}

TEST_CASE("what is said of a layer is that layer's own figure") {
  // Another layer has less than the last one, but it is the last one that is spoken of.
  Frame frame = soundFrame(1);
  frame.layers[1].signal = 0.5;
  frame.layers[3].signal = 2000;
  const Diagnosis step = diagnose(frame, tanhNetwork());
  const Finding* found = find(step, FindingKind::vanishing);
  REQUIRE(found != nullptr);
  CHECK(found->layer == 3);
  CHECK(evidenceOf(*found, "extreme") == 1.0);
  // The median sample is judged at the first layer alone.
  frame = soundFrame(1);
  frame.layers[1].signal = 0.5;
  frame.layers[0].signal = 20;
  frame.layers[0].signalMedian = 1e-4;
  const Diagnosis median = diagnose(frame, tanhNetwork());
  found = find(median, FindingKind::vanishing);
  REQUIRE(found != nullptr);
  CHECK(found->layer == 1);
  CHECK(evidenceOf(*found, "extreme") == 20.0);
  // One that was 1/10,000 in the last walk that was finite.
  frame = soundFrame(1);
  for (LayerFrame& layer : frame.layers) layer.signal = layer.signalMedian = std::nullopt;
  frame.training.record.firstSignal = 1e-4;
  frame.training.record.lastSignal = 1;
  const Diagnosis before = diagnose(frame, tanhNetwork());
  found = find(before, FindingKind::vanishing);
  REQUIRE(found != nullptr);
  CHECK(found->layer == 1);
  CHECK(evidenceOf(*found, "extreme") == 1e-4);
}

TEST_CASE("vectors that are all 0 have no direction to be told of") {
  Frame frame = soundFrame(1);
  frame.training.cosineDistance = frame.training.lengthSpread = 0;
  const Diagnosis alike = diagnose(frame, tanhNetwork());
  REQUIRE(find(alike, FindingKind::collapsed) != nullptr);
  CHECK(evidenceOf(*find(alike, FindingKind::collapsed), "cosine") == 1.0);
  frame.layers[2].activationMean = frame.layers[2].activationStd = 0;
  const Diagnosis zero = diagnose(frame, tanhNetwork());
  REQUIRE(find(zero, FindingKind::collapsed) != nullptr);
  CHECK(find(zero, FindingKind::collapsed)->evidence.empty());
}

TEST_CASE("units are judged at the edges of their thresholds") {
  checkEdge(
      FindingKind::saturated, [](Frame& f) { f.layers[1].saturated = 0.49; },
      [](Frame& f) { f.layers[1].saturated = 0.51; });
  checkEdge(
      FindingKind::dead, [](Frame& f) { f.layers[1].dead = 0.49; },
      [](Frame& f) { f.layers[1].dead = 0.51; });
  const auto alike = [](Frame& f, double distance, double lengths) {
    f.training.cosineDistance = distance;
    f.training.lengthSpread = lengths;
  };
  checkEdge(
      FindingKind::collapsed, [&](Frame& f) { alike(f, 1.1e-6, 0); },
      [&](Frame& f) { alike(f, 0.9e-6, 0.9e-6); });
  // Of one direction, and told apart by their lengths.
  Frame ray = soundFrame(1);
  alike(ray, 0, 1.1e-6);
  CHECK(!severityOf(FindingKind::collapsed, ray));
  checkEdge(
      FindingKind::symmetric, [](Frame& f) { f.layers[1].unitSpread = 1.1e-3; },
      [](Frame& f) { f.layers[1].unitSpread = 0.9e-3; });
}

TEST_CASE("half of a ReLU's inputs lie where it is flat: that is no saturation") {
  Frame frame = soundFrame(1);
  frame.layers[1].saturated = 0.95;
  Experiment relu = tanhNetwork();
  CHECK(severityOf(FindingKind::saturated, frame, relu) == Severity::warning);
  frame.layers[1].saturated = 0.89;
  CHECK(severityOf(FindingKind::saturated, frame, relu) == Severity::note);
  frame.layers[1].saturated = 0.95;
  relu.activation = Activation::relu;
  CHECK(!severityOf(FindingKind::saturated, frame, relu));
}

TEST_CASE("a dead layer blocks the way where nothing goes past it") {
  Frame frame = soundFrame(1);
  frame.layers[1].dead = 1;
  frame.layers[1].signal = frame.layers[1].signalMedian = 0;
  const Diagnosis blocked = diagnose(frame, tanhNetwork());
  REQUIRE(find(blocked, FindingKind::dead) != nullptr);
  CHECK(find(blocked, FindingKind::dead)->severity == Severity::failure);
  CHECK(find(blocked, FindingKind::dead)->layer == 2);
  CHECK(find(blocked, FindingKind::dead)->operation == 3);
  OperationFrame add;
  add.kind = OperationKind::add;
  add.layer = 2;
  frame.operations.insert(frame.operations.begin() + 4, add);
  const Diagnosis passed = diagnose(frame, tanhNetwork());
  CHECK(find(passed, FindingKind::dead)->severity == Severity::note);
  CHECK(evidenceOf(*find(passed, FindingKind::dead), "blocks") == 0.0);
  CHECK(find(passed, FindingKind::vanishing) == nullptr);
  // Of two that are as dead the one that blocks is named, also where it comes later.
  frame.layers[2].dead = 1;
  const Diagnosis both = diagnose(frame, tanhNetwork());
  CHECK(find(both, FindingKind::dead)->severity == Severity::failure);
  CHECK(find(both, FindingKind::dead)->layer == 3);
}

TEST_CASE("an explosion that is over is noted, but not where numbers broke down of it") {
  Frame frame = soundFrame(1);
  frame.training.record.initialFirstSignal = 2000;
  frame.training.record.initialLastSignal = 1;
  CHECK(severityOf(FindingKind::exploding, frame) == Severity::note);
  frame.firstNonFinite = NonFinite{};
  CHECK(severityOf(FindingKind::exploding, frame) == Severity::warning);
}

TEST_CASE("an explosion is laid to what makes the ratio grow") {
  const auto blamed = [](const Experiment& experiment) {
    Simulation run(experiment);
    const Frame frame = firstWalk(run);
    const Diagnosis diagnosis = diagnose(frame, experiment);
    const Finding* found = find(diagnosis, FindingKind::exploding);
    REQUIRE(found != nullptr);
    return frame.operations[static_cast<std::size_t>(found->operation)].kind;
  };
  Experiment experiment = chain(10, 16, Activation::identity);
  experiment.init = Initialiser::orthogonal;
  experiment.gain = 3;
  CHECK(blamed(experiment) == OperationKind::affine);
  experiment.gain = 1;
  experiment.hidden.assign(30, 16);
  experiment.dropout = 0.5;
  CHECK(blamed(experiment) == OperationKind::dropout);
}

TEST_CASE(
    "dropout's part of a ratio is half a mask's mean square a layer, where none is measured") {
  Frame frame = soundFrame(1);
  frame.layers[0].signal = 1e-4;
  Experiment experiment = tanhNetwork();
  experiment.dropout = 0.5;
  const Diagnosis diagnosis = diagnose(frame, experiment);
  // Two masks lie between the first and the last hidden layer, each of mean square 2.
  CHECK(*evidenceOf(*find(diagnosis, FindingKind::vanishing), "dropout") ==
        doctest::Approx(std::log10(2)));
}

TEST_CASE("where weights are zero, the ones nearest the loss are named") {
  Frame frame = soundFrame(1);
  frame.layers[0].unitSpread = 0;
  frame.layers[3].weightNorm = 0;
  const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
  REQUIRE(find(diagnosis, FindingKind::symmetric) != nullptr);
  CHECK(find(diagnosis, FindingKind::symmetric)->layer == 4);
  CHECK(find(diagnosis, FindingKind::symmetric)->operation == 6);
}

TEST_CASE(
    "a rule that divides by the gradient's size spares no layer whose gradient is under its ε") {
  Frame frame = soundFrame(1);
  frame.layers[0].signal = frame.layers[0].signalMedian = 1e-9;
  frame.training.inputs = 8;
  const auto severity = [&](Optimizer optimizer, double rootMeanSquare) {
    Experiment experiment = tanhNetwork();
    experiment.optimizer = optimizer;
    // 8 × 8 weights.
    frame.layers[0].weightGradient = 8 * rootMeanSquare;
    return severityOf(FindingKind::vanishing, frame, experiment);
  };
  CHECK(severity(Optimizer::sgd, 1e-3) == Severity::failure);
  CHECK(severity(Optimizer::adam, 1.01e-8) == Severity::warning);
  CHECK(severity(Optimizer::adam, 0.99e-8) == Severity::failure);
  CHECK(severity(Optimizer::adagrad, 1.01e-10) == Severity::warning);
  CHECK(severity(Optimizer::adagrad, 0.99e-10) == Severity::failure);
}
