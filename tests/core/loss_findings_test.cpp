#include <doctest/doctest.h>

#include <cmath>

#include "core/runs.h"
#include "core/sound_frame.h"
#include "diagnosis/remedies.h"
#include "experiment/link.h"

using namespace ebb;

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

TEST_CASE("where equal inputs have different targets, only what can be learnt is asked for") {
  const auto is = [](FindingKind kind, double loss) {
    Frame frame = soundFrame(400, loss);
    frame.training.data.leastLoss = 0.7;
    return severityOf(kind, frame);
  };
  CHECK(is(FindingKind::not_learning, 0.986) == Severity::failure);
  CHECK(is(FindingKind::not_learning, 0.98) == Severity::warning);
  CHECK(is(FindingKind::not_learning, 0.851) == Severity::warning);
  CHECK(is(FindingKind::learning, 0.849) == Severity::good);
  CHECK(is(FindingKind::learning, 0.704) == Severity::good);
  CHECK(is(FindingKind::fitted, 0.702) == Severity::good);
  // A slow fall is at half of that sooner than at half of the loss.
  Frame frame = soundFrame(1);
  frame.training.data.leastLoss = 0.7;
  for (int i = 1; i < 400; ++i) frame.training.record.addLoss(1 - 0.0002 * i);
  const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
  REQUIRE(find(diagnosis, FindingKind::learning) != nullptr);
  // At the middle of the last eighth it stands at 0.925, 375 iterations of 0.0002 from 0.85.
  CHECK(*evidenceOf(*find(diagnosis, FindingKind::learning), "iterationsToHalf") ==
        doctest::Approx(375).epsilon(0.05));
}

TEST_CASE("where little can be learnt, the chance of batches is no loss of what was learnt") {
  Frame frame = soundFrame(400, 0.95);
  frame.training.data.leastLoss = 0.94;
  for (int i = 0; i < 100; ++i) frame.training.record.addLoss(0.9625);
  CHECK(!severityOf(FindingKind::step_too_long, frame));
  // Nor is a mean under what all samples allow less than nothing left.
  Frame under = soundFrame(400, 0.93);
  under.training.data.leastLoss = 0.94;
  const Diagnosis diagnosis = diagnose(under, tanhNetwork());
  REQUIRE(find(diagnosis, FindingKind::fitted) != nullptr);
  CHECK(evidenceOf(*find(diagnosis, FindingKind::fitted), "share") == 0);
  CHECK(!remediesFor(tanhNetwork(), diagnosis, 400).empty());
}

TEST_CASE("a table that contradicts itself is learnt as far as it can be, and that is said") {
  // 100 rows: of those with x = 0 four in five are a, of the others b.
  std::string rows;
  for (int i = 0; i < 100; ++i) {
    rows += std::to_string(i % 2) + ',' + ((i % 2 == 0) == (i % 10 < 8) ? 'a' : 'b') + '\n';
  }
  Experiment experiment =
      readLink("data=table&standardise=no&testFraction=0&hidden=8&activation=tanh&batchSize=10")
          .experiment;
  experiment.table = rows;
  Simulation run(experiment);
  run.seek(run.schedule().boundary(3000), 3000);
  const Frame frame = run.frame();
  CHECK(frame.training.data.leastLoss == doctest::Approx(0.5004).epsilon(1e-3));
  CHECK(!severityOf(FindingKind::not_learning, frame, experiment));
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

TEST_CASE("what had learnt and has lost it again is told from what never had") {
  // A constant answer's loss is 1.
  const auto after = [](double low, double end, double start = 1) {
    Frame frame = soundFrame(1);
    frame.training.record = {};
    frame.training.record.addLoss(start);
    for (int i = 1; i < 200; ++i) frame.training.record.addLoss(low);
    for (int i = 200; i < 400; ++i) frame.training.record.addLoss(end);
    frame.training.record.updates = frame.training.record.losses;
    return frame;
  };
  const auto lowest = [](const Frame& frame, FindingKind kind) {
    const Diagnosis diagnosis = diagnose(frame, tanhNetwork());
    const Finding* found = find(diagnosis, kind);
    return found == nullptr ? std::nullopt : evidenceOf(*found, "lowestLoss");
  };
  const auto wasLearnt = [&](const Frame& frame) {
    return lowest(frame, FindingKind::not_learning).has_value();
  };
  const Frame lost = after(0.2, 0.99);
  CHECK(severityOf(FindingKind::not_learning, lost) == Severity::failure);
  CHECK(*lowest(lost, FindingKind::not_learning) == doctest::Approx(0.2));
  const Diagnosis diagnosis = diagnose(lost, tanhNetwork());
  const Finding* steps = find(diagnosis, FindingKind::step_too_long);
  REQUIRE(steps != nullptr);
  CHECK(steps->severity == Severity::warning);
  CHECK(static_cast<double>(*steps->since) == doctest::Approx(200).epsilon(0.05));
  CHECK(*evidenceOf(*steps, "lowestLossAt") < 200);
  // Under half of it is learnt; a tenth more is lost.
  CHECK(wasLearnt(after(0.49, 0.7)));
  CHECK(!wasLearnt(after(0.51, 0.7)));
  CHECK(wasLearnt(after(0.45, 0.56)));
  CHECK(!wasLearnt(after(0.45, 0.54)));
  // What began low had learnt nothing.
  CHECK(!wasLearnt(after(0.3, 0.99, 0.5)));
  // Noted where the rest is still learnt; decay has a name of its own.
  CHECK(severityOf(FindingKind::step_too_long, after(0.2, 0.31)) == Severity::note);
  CHECK(!severityOf(FindingKind::step_too_long, after(0.2, 0.29)));
  Experiment decaying = tanhNetwork();
  decaying.weightDecay = 0.1;
  CHECK(severityOf(FindingKind::weight_decay, lost, decaying));
  CHECK(!severityOf(FindingKind::step_too_long, lost, decaying));
}

TEST_CASE("steps that undo what was learnt are warned of while the network still learns") {
  Experiment experiment =
      readLink(
          "hidden=7*2&activation=selu&init=lecun_normal&optimizer=rmsprop&learningRate=0."
          "05491063684867336"
          "&batchSize=31&data=sine&samples=144&noise=0.10587136503782964&seed=2213213641")
          .experiment;
  const auto severityAt = [&](std::uint64_t iterations) {
    Simulation run(experiment);
    run.seek(run.schedule().boundary(iterations), iterations);
    const Diagnosis diagnosis = diagnose(run.frame(), experiment);
    CHECK(find(diagnosis, FindingKind::learning) != nullptr);
    const Finding* found = find(diagnosis, FindingKind::step_too_long);
    return found != nullptr ? found->severity : Severity::good;
  };
  CHECK(severityAt(950) == Severity::note);
  CHECK(severityAt(1000) == Severity::warning);
}

TEST_CASE("a network that longer and longer steps throw out again is said to have learnt first") {
  const Experiment experiment =
      readLink("hidden=16*3&activation=relu&init=kaiming_normal&learningRate=2").experiment;
  Simulation run(experiment);
  run.seek(run.schedule().boundary(1000), 1000);
  const Diagnosis diagnosis = diagnose(run.frame(), experiment);
  const Finding* found = find(diagnosis, FindingKind::not_learning);
  REQUIRE(found != nullptr);
  CHECK(*evidenceOf(*found, "lowestLoss") < 0.1);
  CHECK(find(diagnosis, FindingKind::step_too_long) != nullptr);
  CHECK(remediesFor(experiment, diagnosis, 1000).front().reasons.front() == Reason::shorter_steps);
}
