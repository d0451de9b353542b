#include "diagnosis/findings.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/runs.h"
#include "core/sound_frame.h"
#include "experiment/link.h"

using namespace ebb;

TEST_CASE("a sound network has no finding but that it learns") {
  CHECK(diagnose(soundFrame(1), tanhNetwork()).findings.empty());
  const Diagnosis later = diagnose(soundFrame(300), tanhNetwork());
  REQUIRE(later.findings.size() == 1);
  CHECK(later.findings.front().kind == FindingKind::learning);
  CHECK(later.findings.front().severity == Severity::good);
}

TEST_CASE(
    "that a network learns comes before what is merely noted about it, after what stands in its "
    "way") {
  Experiment sigmoid = tanhNetwork();
  sigmoid.activation = Activation::sigmoid;
  Frame frame = soundFrame(300);
  for (LayerFrame& layer : frame.layers) layer.saturated = 0.52;
  const Diagnosis noted = diagnose(frame, sigmoid);
  REQUIRE(noted.findings.size() == 2);
  CHECK(noted.findings[0].kind == FindingKind::learning);
  CHECK(noted.findings[1].kind == FindingKind::saturated);
  CHECK(noted.findings[1].severity == Severity::note);
  Findings findings;
  findings.add(FindingKind::saturated, Severity::note);
  findings.add(FindingKind::learning, Severity::good);
  findings.add(FindingKind::data_scale, Severity::warning);
  const std::vector<Finding> list = std::move(findings).list();
  CHECK(list[0].severity == Severity::warning);
  CHECK(list[1].severity == Severity::good);
  CHECK(list[2].severity == Severity::note);
}

TEST_CASE("findings of one weight stand in the order of their kinds, and a note is nothing found") {
  Findings findings;
  findings.add(FindingKind::clipping, Severity::warning);
  findings.add(FindingKind::not_finite, Severity::warning);
  findings.add(FindingKind::vanishing, Severity::warning);
  findings.add(FindingKind::saturated, Severity::note);
  CHECK(findings.has(FindingKind::vanishing));
  CHECK(!findings.has(FindingKind::saturated));
  CHECK(!findings.has(FindingKind::dead));
  std::vector<FindingKind> kinds;
  for (const Finding& one : std::move(findings).list()) kinds.push_back(one.kind);
  CHECK(std::is_sorted(kinds.begin(), kinds.end() - 1));
  CHECK(kinds.back() == FindingKind::saturated);
}

TEST_CASE("an affine network is told what no line through its data tells apart") {
  const auto ofSquares = [](Frame& f, double rest) {
    f.training.data.targetScale = 1;
    f.training.data.linearRest = rest;
  };
  checkEdge(
      FindingKind::linear, [&](Frame& f) { ofSquares(f, 0.49); },
      [&](Frame& f) { ofSquares(f, 0.51); });
  Frame frame = soundFrame(1);
  frame.training.data.targetScale = 1;
  frame.training.data.linearRest = 0.94;
  CHECK(severityOf(FindingKind::linear, frame) == Severity::warning);
  frame.training.data.linearRest = 0.96;
  CHECK(severityOf(FindingKind::linear, frame) == Severity::failure);
  // Logits may tell more than two classes apart where squares find nothing.
  frame.training.data.targetScale = std::nullopt;
  frame.layers[3].units = 2;
  CHECK(severityOf(FindingKind::linear, frame) == Severity::failure);
  frame.layers[3].units = 3;
  CHECK(!severityOf(FindingKind::linear, frame));
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
  // One column may be what is off most, or be off less than all of them are.
  const auto isColumn = [](double scale, double reach) {
    Frame unscaled = soundFrame(1);
    unscaled.training.data.largestInputScale = scale;
    unscaled.training.data.smallestInputReach = reach;
    const Diagnosis diagnosis = diagnose(unscaled, tanhNetwork());
    REQUIRE(find(diagnosis, FindingKind::data_scale) != nullptr);
    return *evidenceOf(*find(diagnosis, FindingKind::data_scale), "isColumn") == 1;
  };
  CHECK(isColumn(20, 0.01));
  CHECK(!isColumn(20, 0.2));
}

TEST_CASE("a first batch that is hard by chance is no sign of large outputs") {
  // Of zeros this batch's loss, and that of all samples, which is 1: one that is easy by chance
  // says no more than one that is hard.
  for (const auto& [zeroLoss, limit] : {std::pair(2.0, 6.0), std::pair(0.01, 3.0)}) {
    const auto begins = [zero = zeroLoss](double loss) {
      return [zero, loss](Frame& f) {
        f.training.record.initialZeroLoss = zero;
        f.training.record.initialLoss = loss;
      };
    };
    checkEdge(FindingKind::initial_loss, begins(limit - 0.1), begins(limit + 0.1));
  }
  const Experiment experiment =
      readLink("data=sine&noise=0.5&hidden=8&activation=tanh&batchSize=1&seed=1").experiment;
  Simulation run(experiment);
  const Frame frame = firstWalk(run);
  CHECK(frame.training.record.initialZeroLoss == doctest::Approx(1.487 * 1.487).epsilon(1e-3));
  CHECK(!severityOf(FindingKind::initial_loss, frame, experiment));
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
  // A gradient that grows again before layer 1 is under it at one layer alone.
  const auto layersUnder = [](const Frame& grown) {
    return evidenceOf(*find(diagnose(grown, tanhNetwork()), FindingKind::underflow), "layers");
  };
  frame.layers[1].signal = 1e-39;
  frame.layers[0].signal = 1;
  CHECK(layersUnder(frame) == 1.0);
  frame.layers[0].signal = 1e-40;
  CHECK(layersUnder(frame) == 2.0);
  frame.layers[1].signal = 1;
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

TEST_CASE("the autopsy names only a step that came before, and only the growth of that walk") {
  const auto evidence = [](const Frame& frame, const char* name) {
    const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
    return evidenceOf(*find(diagnosis, FindingKind::not_finite), name);
  };
  const auto broken = [](std::uint64_t at, std::uint64_t now) {
    Frame frame = soundFrame(static_cast<int>(now));
    NonFinite stop;
    stop.phase = Phase::forward;
    stop.iteration = at;
    stop.operation = 4;
    stop.layer = 3;
    stop.verdict = Verdict::infinite;
    frame.firstNonFinite = stop;
    frame.finite = false;
    frame.iteration = now;
    frame.phase = Phase::update;
    frame.layers[0].activationStd = 2;
    frame.layers[1].activationStd = 6;
    frame.training.record.longestStep = 5;
    frame.training.record.longestStepAt = 7;
    return frame;
  };
  CHECK(evidence(broken(8, 9), "largestUpdateRatio") == 5.0);
  CHECK(!evidence(broken(7, 9), "largestUpdateRatio"));
  CHECK(evidence(broken(8, 9), "growthPerLayer") == doctest::Approx(3));
  CHECK(!evidence(broken(8, 10), "growthPerLayer"));
  Frame walking = broken(8, 9);
  walking.phase = Phase::forward;
  CHECK(!evidence(walking, "growthPerLayer"));
  walking.iteration = 8;
  CHECK(evidence(walking, "growthPerLayer"));
  // What broke down in an update did so before that iteration was counted.
  const auto since = [](Frame frame, Phase phase) {
    frame.firstNonFinite->phase = phase;
    const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
    return find(diagnosis, FindingKind::not_finite)->since;
  };
  CHECK(since(broken(8, 9), Phase::backward) == 8u);
  CHECK(since(broken(8, 9), Phase::update) == 7u);
  // Nothing was updated before the first walk.
  Frame first = broken(0, 1);
  first.training.record.longestStep = 0;
  CHECK(!evidence(first, "largestUpdateRatio"));
}
