#include "core/findings.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/runs.h"
#include "diagnosis/diagnosis.h"

using namespace ebb;

namespace {

/// Three hidden layers of eight units whose figures are all as they should be, after `iterations`
/// with a loss that stands at `loss` (a constant answer's being 1).
Frame soundFrame(int iterations = 0, double loss = 0.3) {
  Frame frame;
  for (int l = 1; l <= 4; ++l) {
    LayerFrame layer;
    layer.layer = l;
    layer.units = 8;
    layer.signal = layer.signalMedian = layer.weightGradient = 1;
    layer.weightNorm = 100;
    layer.updateRatio = layer.meanUpdateRatio = 5e-3;
    layer.unitSpread = 0.9;
    if (l < 4) layer.saturated = layer.dead = 0.1;
    frame.layers.push_back(layer);
    for (const auto kind : {OperationKind::affine, OperationKind::activation}) {
      if (l == 4 && kind == OperationKind::activation) continue;
      OperationFrame operation;
      operation.kind = kind;
      operation.layer = l;
      frame.operations.push_back(operation);
    }
  }
  TrainingFrame& training = frame.training;
  training.data.constantLoss = training.data.zeroLoss = 1;
  training.cosineDistance = 0.5;
  training.record.addLoss(1);
  for (int i = 1; i < iterations; ++i) training.record.addLoss(loss);
  training.record.updates = training.record.losses;
  frame.loss = loss;
  return frame;
}

Experiment tanhNetwork() {
  Experiment experiment;
  experiment.hidden = {8, 8, 8};
  experiment.activation = Activation::tanh;
  return experiment;
}

std::optional<Severity> severityOf(FindingKind kind, const Frame& frame,
                                   const Experiment& experiment = tanhNetwork()) {
  const Diagnosis diagnosis = diagnose(frame, experiment);
  const Finding* found = find(diagnosis, kind);
  if (found == nullptr) return std::nullopt;
  return found->severity;
}

using Change = std::function<void(Frame&)>;

/// A kind is found on one side of its threshold and not on the other.
void checkEdge(FindingKind kind, const Change& within, const Change& beyond,
               const Experiment& experiment = tanhNetwork(), int iterations = 1) {
  CAPTURE(nameOf(kind));
  Frame frame = soundFrame(iterations);
  CHECK(!severityOf(kind, frame, experiment));
  within(frame);
  CHECK(!severityOf(kind, frame, experiment));
  frame = soundFrame(iterations);
  beyond(frame);
  CHECK(severityOf(kind, frame, experiment));
}

}  // namespace

TEST_CASE("a sound network has no finding but that it learns") {
  CHECK(diagnose(soundFrame(1), tanhNetwork()).findings.empty());
  const Diagnosis later = diagnose(soundFrame(300), tanhNetwork());
  REQUIRE(later.findings.size() == 1);
  CHECK(later.findings.front().kind == FindingKind::learning);
  CHECK(later.findings.front().severity == Severity::good);
}

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

TEST_CASE("units are judged at the edges of their thresholds") {
  checkEdge(
      FindingKind::saturated, [](Frame& f) { f.layers[1].saturated = 0.49; },
      [](Frame& f) { f.layers[1].saturated = 0.51; });
  checkEdge(
      FindingKind::dead, [](Frame& f) { f.layers[1].dead = 0.49; },
      [](Frame& f) { f.layers[1].dead = 0.51; });
  checkEdge(
      FindingKind::collapsed, [](Frame& f) { f.training.cosineDistance = 1.1e-6; },
      [](Frame& f) { f.training.cosineDistance = 0.9e-6; });
  checkEdge(
      FindingKind::symmetric, [](Frame& f) { f.layers[1].unitSpread = 1.1e-3; },
      [](Frame& f) { f.layers[1].unitSpread = 0.9e-3; });
}

TEST_CASE("half of a ReLU's inputs lie where it is flat: that is no saturation") {
  Frame frame = soundFrame(1);
  frame.layers[1].saturated = 0.95;
  Experiment relu = tanhNetwork();
  CHECK(severityOf(FindingKind::saturated, frame, relu) == Severity::warning);
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

TEST_CASE("the course of the loss is judged beside a constant answer's") {
  const auto is = [](FindingKind kind, int iterations, double loss) {
    return severityOf(kind, soundFrame(iterations, loss));
  };
  CHECK(is(FindingKind::not_learning, 400, 0.96) == Severity::failure);
  CHECK(is(FindingKind::not_learning, 400, 0.94) == Severity::warning);
  CHECK(is(FindingKind::not_learning, 400, 0.51) == Severity::warning);
  CHECK(is(FindingKind::learning, 400, 0.49) == Severity::good);
  CHECK(!is(FindingKind::not_learning, 400, 0.49));
  CHECK(!is(FindingKind::not_learning, 199, 1));
  CHECK(is(FindingKind::not_learning, 200, 1) == Severity::failure);
  CHECK(is(FindingKind::learning, 100, 0.011) == Severity::good);
  CHECK(is(FindingKind::fitted, 100, 0.009) == Severity::good);
  // One batch may be right by chance; an epoch is not.
  Frame batches = soundFrame(9, 0.009);
  batches.training.iterationsPerEpoch = 10;
  CHECK(!severityOf(FindingKind::fitted, batches));
  batches.training.iterationsPerEpoch = 4;
  CHECK(severityOf(FindingKind::fitted, batches) == Severity::good);
  CHECK(is(FindingKind::diverging, 100, 10.1) == Severity::failure);
  CHECK(!is(FindingKind::diverging, 100, 9.9));
  CHECK(!is(FindingKind::diverging, 9, 10.1));
  // Over half as much again and growing.
  Frame grows = soundFrame(200, 1);
  for (int i = 0; i < 100; ++i) grows.training.record.addLoss(1.6 + 0.01 * i);
  CHECK(severityOf(FindingKind::diverging, grows) == Severity::failure);
}

TEST_CASE("a loss that falls is called slow, and says how far half of it is") {
  Frame frame = soundFrame(1);
  for (int i = 1; i < 400; ++i) frame.training.record.addLoss(1 - 0.0004 * i);
  const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
  CHECK(find(diagnosis, FindingKind::not_learning) == nullptr);
  REQUIRE(find(diagnosis, FindingKind::learning) != nullptr);
  CHECK(find(diagnosis, FindingKind::learning)->severity == Severity::note);
  const auto toHalf = evidenceOf(*find(diagnosis, FindingKind::learning), "iterationsToHalf");
  REQUIRE(toHalf);
  // At the middle of the last eighth it stands at 0.85, 870 iterations of 0.0004 from half.
  CHECK(*toHalf == doctest::Approx(870).epsilon(0.05));
}

TEST_CASE("at a constant answer's loss, what surely falls has not failed while half is in sight") {
  // A straight fall over 400 iterations from 0.99 of a constant answer's, which at the middle of
  // the last eighth has `rest` left to half.
  const auto falling = [](double fall, double noise = 0) {
    Frame frame = soundFrame(1);
    for (int i = 1; i < 400; ++i) {
      frame.training.record.addLoss(0.99 - fall * i / 400.0 + (i % 16 < 8 ? noise : -noise));
    }
    return frame;
  };
  // Half is 100 times the iterations so far away where (0.49 - 0.94 fall) 400 / fall is 40,000.
  CHECK(severityOf(FindingKind::not_learning, falling(0.00495)) == Severity::warning);
  const Diagnosis diagnosis = diagnose(falling(0.00495), tanhNetwork());
  CHECK(evidenceOf(*find(diagnosis, FindingKind::not_learning), "stillFalls") == 1.0);
  CHECK(severityOf(FindingKind::not_learning, falling(0.00475)) == Severity::failure);
  // The same fall within the noise of batches is none.
  CHECK(severityOf(FindingKind::not_learning, falling(0.00495, 1e-4)) == Severity::warning);
  CHECK(severityOf(FindingKind::not_learning, falling(0.00495, 0.01)) == Severity::failure);
}

TEST_CASE("what falls faster and faster is on its way out of a plateau, not at rest on it") {
  // Out of a saddle the loss falls as e^(i / time): `fall` is what 400 iterations bring.
  const auto leaving = [](double time, double fall, double noise = 0) {
    Frame frame = soundFrame(1);
    for (int i = 1; i < 400; ++i) {
      const double fallen = fall * std::exp((i - 400) / time);
      frame.training.record.addLoss(0.99 - fallen + (i % 16 < 8 ? noise : -noise));
    }
    return frame;
  };
  // From 1e-6 to half takes 100 ln(0.49 / 1e-6) = 1,310 iterations at a time of 100, and 13 times
  // as many at 1,300: 10 times 400 are between them.
  CHECK(severityOf(FindingKind::not_learning, leaving(100, 1e-6)) == Severity::warning);
  CHECK(severityOf(FindingKind::not_learning, leaving(295, 1e-6)) == Severity::warning);
  CHECK(severityOf(FindingKind::not_learning, leaving(315, 1e-6)) == Severity::failure);
  CHECK(severityOf(FindingKind::not_learning, leaving(100, 1e-6, 1e-6)) == Severity::failure);
  // From above down to a constant answer's, only that answer was learnt.
  Frame lands = soundFrame(1);
  for (int i = 1; i < 400; ++i) lands.training.record.addLoss(1.005 + 0.5 * std::exp(-i / 130.0));
  CHECK(severityOf(FindingKind::not_learning, lands) == Severity::failure);
}

TEST_CASE("a slow fall is laid to short steps where half of it is further than it has come") {
  const auto falling = [](double fall) {
    Frame frame = soundFrame(1);
    for (int i = 1; i < 400; ++i) frame.training.record.addLoss(1 - fall * i / 400.0);
    return frame;
  };
  // (0.5 - 0.94 fall) 400 / fall is 400.
  CHECK(severityOf(FindingKind::step_too_short, falling(0.25)) == Severity::warning);
  CHECK(!severityOf(FindingKind::step_too_short, falling(0.265)));
}

TEST_CASE("steps are judged by the update ratios") {
  checkEdge(
      FindingKind::step_too_long, [](Frame& f) { f.training.record.addStep(0, 2, 0.99); },
      [](Frame& f) { f.training.record.addStep(0, 2, 1.01); });
  checkEdge(
      FindingKind::step_too_long, [](Frame& f) { f.training.predictedDecrease = 9.9 * *f.loss; },
      [](Frame& f) { f.training.predictedDecrease = 10.1 * *f.loss; });
  Frame unbounded = soundFrame(1);
  unbounded.training.data.constantLoss = std::nullopt;
  unbounded.training.predictedDecrease = 100;
  CHECK(!severityOf(FindingKind::step_too_long, unbounded));
  checkEdge(
      FindingKind::step_too_long, [](Frame& f) { f.training.outputCurvature = 19.9; },
      [](Frame& f) { f.training.outputCurvature = 20.1; });
  const auto all = [](double ratio) {
    return [ratio](Frame& f) {
      for (LayerFrame& layer : f.layers) layer.meanUpdateRatio = ratio;
    };
  };
  checkEdge(FindingKind::step_too_short, all(1.01e-3), all(0.99e-3));
  // Four layers together.
  checkEdge(FindingKind::step_too_long, all(0.49), all(0.51));
  checkEdge(
      FindingKind::step_too_short, [](Frame& f) { f.training.predictedDecrease = 3.01e-4; },
      [](Frame& f) { f.training.predictedDecrease = 2.99e-4; });
  checkEdge(
      FindingKind::slow_layers, [](Frame& f) { f.layers[1].meanUpdateRatio = 1.01e-5; },
      [](Frame& f) { f.layers[1].meanUpdateRatio = 0.99e-5; });
  Experiment clips = tanhNetwork();
  clips.clip = Clip::norm;
  checkEdge(
      FindingKind::clipping, [](Frame& f) { f.training.record.clipped = 50; },
      [](Frame& f) { f.training.record.clipped = 51; }, clips, 100);
}

TEST_CASE("before the first step, its length is judged by what clipping will leave") {
  const auto with = [](Clip kind, double threshold) {
    Experiment experiment = tanhNetwork();
    experiment.clip = kind;
    experiment.clipThreshold = threshold;
    return experiment;
  };
  // A weight gradient of 2 in each of four layers, of norm 4 together; weights of norm 100.
  Frame frame = soundFrame(1);
  frame.training.record.updates = 0;
  frame.training.inputs = 8;
  for (LayerFrame& layer : frame.layers) layer.weightGradient = 2;
  CHECK(!severityOf(FindingKind::step_too_short, frame));
  CHECK(!severityOf(FindingKind::step_too_short, frame, with(Clip::norm, 2.01)));
  CHECK(severityOf(FindingKind::step_too_short, frame, with(Clip::norm, 1.99)));
  CHECK(!severityOf(FindingKind::step_too_short, frame, with(Clip::layer, 1.01)));
  CHECK(severityOf(FindingKind::step_too_short, frame, with(Clip::layer, 0.99)));
  CHECK(!severityOf(FindingKind::step_too_short, frame, with(Clip::value, 1.01 / 8)));
  CHECK(severityOf(FindingKind::step_too_short, frame, with(Clip::value, 0.99 / 8)));
}

TEST_CASE("AdaGrad's steps grow shorter, so that a thousand of them bring less") {
  Experiment adagrad = tanhNetwork();
  adagrad.optimizer = Optimizer::adagrad;
  // After one step the next thousand are worth 2 (√1001 - 1) = 61 of it.
  checkEdge(
      FindingKind::step_too_short, [](Frame& f) { f.training.predictedDecrease = 0.31 / 61; },
      [](Frame& f) { f.training.predictedDecrease = 0.29 / 61; }, adagrad);
}

TEST_CASE("an affine network is told what no line through its data tells apart") {
  checkEdge(
      FindingKind::linear, [](Frame& f) { f.training.data.linearRest = 0.49; },
      [](Frame& f) { f.training.data.linearRest = 0.51; });
  Frame frame = soundFrame(1);
  frame.training.data.linearRest = 0.94;
  CHECK(severityOf(FindingKind::linear, frame) == Severity::warning);
  frame.training.data.linearRest = 0.96;
  CHECK(severityOf(FindingKind::linear, frame) == Severity::failure);
  Experiment experiment = chain(3, 8, Activation::identity);
  experiment.data = Data::circles;
  CHECK(find(diagnose(Simulation(experiment).frame(), experiment), FindingKind::linear) != nullptr);
  experiment.activation = Activation::tanh;
  CHECK(find(diagnose(Simulation(experiment).frame(), experiment), FindingKind::linear) == nullptr);
}

TEST_CASE("nothing found is lost while the next walk is on its way") {
  // ReLUs that died of a long first step: nothing moves any more.
  Experiment experiment = chain(2, 16, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.learningRate = 10;
  Simulation run(experiment);
  const auto stops = static_cast<std::uint64_t>(run.schedule().stops());
  const std::uint64_t from = 500 * stops;
  run.seek(from, 500);
  const Diagnosis before = diagnose(run.frame(), experiment);
  REQUIRE(find(before, FindingKind::dead) != nullptr);
  for (std::uint64_t position = from + 1; position <= from + stops; ++position) {
    CAPTURE(position);
    run.seek(position, 1);
    const Diagnosis now = diagnose(run.frame(), experiment);
    REQUIRE(now.findings.size() == before.findings.size());
    for (std::size_t i = 0; i < now.findings.size(); ++i) {
      CHECK(now.findings[i].kind == before.findings[i].kind);
    }
  }
}

TEST_CASE("an adaptive rule has no rate that the curvature bounds") {
  Frame frame = soundFrame(1);
  frame.training.outputCurvature = 1e6;
  CHECK(severityOf(FindingKind::step_too_long, frame) == Severity::warning);
  Experiment adam = tanhNetwork();
  adam.optimizer = Optimizer::adam;
  CHECK(!severityOf(FindingKind::step_too_long, frame, adam));
}

TEST_CASE("data and the first loss are judged by their scale") {
  checkEdge(
      FindingKind::data_scale, [](Frame& f) { f.training.data.largestInputScale = 2.9; },
      [](Frame& f) { f.training.data.largestInputScale = 3.1; });
  checkEdge(
      FindingKind::data_scale, [](Frame& f) { f.training.data.targetScale = 0.35; },
      [](Frame& f) { f.training.data.targetScale = 0.32; });
  checkEdge(
      FindingKind::initial_loss, [](Frame& f) { f.training.record.initialLoss = 2.9; },
      [](Frame& f) { f.training.record.initialLoss = 3.1; });
  Frame frame = soundFrame(1);
  frame.training.data.targetScale = 9.9;
  CHECK(severityOf(FindingKind::data_scale, frame) == Severity::note);
  frame.training.data.targetScale = 10.1;
  CHECK(severityOf(FindingKind::data_scale, frame) == Severity::warning);
}

TEST_CASE("running statistics are to blame in the first iterations under batch normalization") {
  Experiment normalized = tanhNetwork();
  normalized.normalization = Normalization::batch;
  const auto test = [](double loss) { return [loss](Frame& f) { f.testLoss = loss; }; };
  checkEdge(FindingKind::running_statistics, test(2.9), test(3.1), normalized, 50);
  Frame frame = soundFrame(51);
  test(3.1)(frame);
  CHECK(!severityOf(FindingKind::running_statistics, frame, normalized));
  frame = soundFrame(50);
  test(3.1)(frame);
  CHECK(!severityOf(FindingKind::running_statistics, frame));
}

TEST_CASE("numbers under the smallest normal one are underflow where more range would help") {
  const auto first = [](double signal) {
    return [signal](Frame& f) { f.layers[0].signal = signal; };
  };
  checkEdge(FindingKind::underflow, first(1.18e-38), first(1.17e-38));
  Experiment wide = tanhNetwork();
  wide.precision = Precision::float64;
  Frame frame = soundFrame(1);
  first(1e-39)(frame);
  CHECK(!severityOf(FindingKind::underflow, frame, wide));
  // A 0 right after a usual size is no underflow.
  first(0)(frame);
  CHECK(!severityOf(FindingKind::underflow, frame));
  frame.layers[1].signal = 1e-35;
  CHECK(severityOf(FindingKind::underflow, frame));
}

TEST_CASE("a value that overflowed on the way forward is named, with its unit and sample") {
  Experiment experiment;
  experiment.hidden.assign(20, 16);
  experiment.activation = Activation::identity;
  experiment.gain = 1000;
  Simulation run(experiment);
  run.seek(run.schedule().boundary(1), 1);
  const Diagnosis diagnosis = diagnose(run.frame(), experiment);
  const Finding& found = diagnosis.findings.front();
  CHECK(found.kind == FindingKind::not_finite);
  CHECK(found.severity == Severity::failure);
  CHECK(found.layer == 13);
  CHECK(found.since == 0u);
  CHECK(evidenceOf(found, "walk") == 0.0);
  CHECK(*evidenceOf(found, "lastFinite") == found.operation - 1);
  // Three orders of magnitude a layer: gain 1000.
  CHECK(*evidenceOf(found, "growthPerLayer") == doctest::Approx(1000).epsilon(0.2));
  const auto at = static_cast<std::uint64_t>(*evidenceOf(found, "position"));
  run.seek(at, 1);
  FrameRequest request;
  request.detail = found.operation;
  const Matrix<double> output = *run.frame(request).detail->output;
  CHECK(!std::isfinite(output(static_cast<int>(*evidenceOf(found, "unit")),
                              static_cast<int>(*evidenceOf(found, "sample")))));
}

TEST_CASE("the same position has the same findings, however one came there") {
  for (const double rate : {0.1, 3.0}) {
    Experiment experiment = chain(6, 5, Activation::tanh);
    experiment.batchSize = 32;
    experiment.clip = Clip::norm;
    experiment.learningRate = rate;
    Simulation played(experiment);
    const auto stops = static_cast<std::uint64_t>(played.frame().stops);
    std::vector<std::string> texts;
    const std::uint64_t from = 70 * stops;
    for (std::uint64_t position = 1; position <= from + 2 * stops; ++position) {
      played.seek(position, 1);
      if (position >= from) texts.push_back(textOf(diagnose(played.frame(), experiment)));
    }
    Simulation back(experiment);
    back.seek(from + 5 * stops, 1000);
    for (std::size_t i = texts.size(); i-- > 0;) {
      back.seek(from + i, 1000);
      CHECK(textOf(diagnose(back.frame(), experiment)) == texts[i]);
    }
    Simulation straight(experiment);
    straight.seek(from + stops / 2, 1000);
    CHECK(textOf(diagnose(straight.frame(), experiment)) == texts[stops / 2]);
  }
}
