#include <doctest/doctest.h>

#include "core/sound_frame.h"
#include "experiment/link.h"
#include "simulation/simulation.h"

using namespace ebb;

TEST_CASE("steps are judged by the update ratios") {
  checkEdge(
      FindingKind::step_too_long,
      [](Frame& f) {
        f.training.record.addStep(0, 2, {0.99, 0.99});
      },
      [](Frame& f) {
        f.training.record.addStep(0, 2, {1.01, 1.01});
      });
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

TEST_CASE("momentum makes of steps what it has not added up yet") {
  // Ten times as much of the first, and no more of the hundredth.
  Experiment experiment = tanhNetwork();
  experiment.optimizer = Optimizer::momentum;
  experiment.momentum = 0.9;
  const auto isShort = [&](int updates, double ratio) {
    Frame frame = soundFrame(updates, 0.9);
    for (LayerFrame& layer : frame.layers) layer.meanUpdateRatio = ratio;
    return severityOf(FindingKind::step_too_short, frame, experiment).has_value();
  };
  CHECK(isShort(1, 0.99e-4));
  CHECK(!isShort(1, 1.01e-4));
  CHECK(isShort(100, 0.99e-3));
  CHECK(!isShort(100, 1.01e-3));
}

TEST_CASE("what curvature bounds is the rate that clipping leaves of it") {
  const auto clipped = [](double curvature) {
    Frame frame = soundFrame(1);
    frame.layers[3].clippedWeightGradient = 0.5;
    frame.training.outputCurvature = curvature;
    return frame;
  };
  Experiment experiment = tanhNetwork();
  experiment.clip = Clip::layer;
  CHECK(!severityOf(FindingKind::step_too_long, clipped(39.9), experiment));
  const Diagnosis diagnosis = diagnose(clipped(40.1), experiment);
  REQUIRE(find(diagnosis, FindingKind::step_too_long) != nullptr);
  CHECK(evidenceOf(*find(diagnosis, FindingKind::step_too_long), "effectiveRate") ==
        doctest::Approx(0.05));
}

TEST_CASE("a layer is slow beside the others, and not for being dead") {
  // Where the fastest takes a twenty-thousandth, a tenth of that.
  const auto all = [](Frame& f) {
    for (LayerFrame& layer : f.layers) layer.meanUpdateRatio = 5e-5;
  };
  Frame frame = soundFrame(1);
  all(frame);
  frame.layers[1].meanUpdateRatio = 5.1e-6;
  CHECK(!severityOf(FindingKind::slow_layers, frame));
  frame.layers[1].meanUpdateRatio = 4.9e-6;
  CHECK(severityOf(FindingKind::slow_layers, frame));
  frame.layers[1].dead = 1;
  CHECK(!severityOf(FindingKind::slow_layers, frame));
}

TEST_CASE("a step is long beside what the weights are and what they began with") {
  // Weights on their way through 0 are passed by any step.
  checkEdge(
      FindingKind::step_too_long,
      [](Frame& f) {
        f.training.record.addStep(6, 2, {731, 0.99});
      },
      [](Frame& f) {
        f.training.record.addStep(6, 2, {731, 1.01});
      });
  Frame frame = soundFrame(1);
  frame.training.record.addStep(0, 1, {5, 0.1});
  frame.training.record.addStep(1, 2, {3, 1.5});
  frame.training.record.addStep(2, 3, {9, 0.2});
  const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
  REQUIRE(find(diagnosis, FindingKind::step_too_long) != nullptr);
  const Finding& found = *find(diagnosis, FindingKind::step_too_long);
  CHECK(found.layer == 2);
  CHECK(evidenceOf(found, "largestUpdateRatio") == 3);
  CHECK(found.since == std::uint64_t(1));

  // One weight that changes its sign while the loss falls; weights that decay has emptied.
  const auto severityAfter = [](std::string_view link, std::uint64_t iterations) {
    const Experiment experiment = readLink(link).experiment;
    Simulation run(experiment);
    run.seek(run.schedule().boundary(iterations), iterations);
    return severityOf(FindingKind::step_too_long, run.frame(), experiment);
  };
  CHECK(!severityAfter("samples=4&data=sine&testFraction=0&hidden=1&activation=tanh", 8));
  CHECK(severityAfter("hidden=16*3&activation=tanh&weightDecay=1&optimizer=adam&learningRate=0.01",
                      675) != Severity::failure);
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

TEST_CASE("an adaptive rule has no rate that the curvature bounds") {
  Frame frame = soundFrame(1);
  frame.training.outputCurvature = 1e6;
  CHECK(severityOf(FindingKind::step_too_long, frame) == Severity::warning);
  Experiment adam = tanhNetwork();
  adam.optimizer = Optimizer::adam;
  CHECK(!severityOf(FindingKind::step_too_long, frame, adam));
}

TEST_CASE("a step that leads uphill is not called short, nor what decays to nothing long") {
  const auto promised = [](double decrease) {
    Frame frame = soundFrame(50, 0.9);
    frame.training.predictedDecrease = decrease;
    return severityOf(FindingKind::step_too_short, frame).has_value();
  };
  CHECK(promised(2.9e-4));
  CHECK(!promised(3.1e-4));
  CHECK(promised(0));
  CHECK(!promised(-1e-5));
  Frame restless = soundFrame(1000, 0.99);
  for (LayerFrame& layer : restless.layers) layer.meanUpdateRatio = 0.1;
  CHECK(severityOf(FindingKind::step_too_long, restless));
  Experiment decaying = tanhNetwork();
  decaying.weightDecay = 0.1;
  CHECK(severityOf(FindingKind::weight_decay, restless, decaying));
  CHECK(!severityOf(FindingKind::step_too_long, restless, decaying));
}

TEST_CASE("of a step to come that is not finite nothing is said but that") {
  Frame frame = soundFrame(1);
  frame.training.record.updates = 0;
  for (LayerFrame& layer : frame.layers) layer.weightGradient = HUGE_VAL;
  CHECK(!severityOf(FindingKind::step_too_long, frame));
  for (LayerFrame& layer : frame.layers) layer.weightGradient = 1e9;
  CHECK(severityOf(FindingKind::step_too_long, frame));
}
