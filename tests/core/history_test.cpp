#include "simulation/history.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/runs.h"

using namespace ebb;

TEST_CASE("loss and test loss are of the same parameters: those before the iteration's update") {
  Experiment experiment = chain(2, 4, Activation::tanh);
  experiment.normalization = Normalization::batch;
  experiment.learningRate = 0.5;
  experiment.optimizer = Optimizer::momentum;
  for (const auto precision : {Precision::float32, Precision::float64}) {
    experiment.precision = precision;
    Simulation run(experiment);
    const std::uint64_t boundary = run.schedule().boundary(3);
    run.seek(boundary - 1, 10);
    const Frame before = run.frame();
    const auto parametersBefore = run.parameters();
    run.seek(boundary, 10);
    const Frame after = run.frame();
    CHECK(after.phase == Phase::update);
    CHECK(*after.loss == *before.loss);
    CHECK(*after.testLoss == *before.testLoss);
    CHECK(*after.testAccuracy == *before.testAccuracy);
    CHECK(run.history().loss().back() == *before.loss);
    CHECK(run.history().testLoss().back() == *before.testLoss);
    // The update did change them, and looking at the frame changes nothing back.
    CHECK(run.parameters().at("1.weight") != parametersBefore.at("1.weight"));
    CHECK(run.frame().digest == after.digest);
    // With the next iteration come the numbers of the new parameters.
    run.seek(boundary + 1, 10);
    CHECK(*run.frame().testLoss != *after.testLoss);
  }
}

TEST_CASE("a history holds one entry an iteration, layer by layer, and never the same twice") {
  History history(2, 1, 1);
  CHECK(history.wants(0));
  history.add(1, 0.5, 0.6, {1, 2});
  CHECK(!history.wants(1));
  history.add(1, 9, 9, {9, 9});
  history.add(2, 0.4, 0.7, {3, 4});
  CHECK(!history.wants(1));
  CHECK(history.wants(3));
  CHECK(history.iterations() == std::vector<double>{1, 2});
  CHECK(history.loss() == std::vector<double>{0.5, 0.4});
  CHECK(history.testLoss() == std::vector<double>{0.6, 0.7});
  CHECK(history.layers() == 2);
  CHECK(history.signalByLayer() == std::vector<double>{1, 3, 2, 4});
}

TEST_CASE("a full history gives up every second entry and keeps numbers together") {
  History history(2, 1, 1);
  const auto most = static_cast<double>(History::kMost);
  for (double i = 1; i <= most; ++i) {
    history.add(static_cast<std::uint64_t>(i), i, 2 * i, {3 * i, 4 * i});
  }
  CHECK(history.stride() == 1);
  CHECK(history.iterations().size() == History::kMost);
  // The next is an odd one: its turn goes with the thinning.
  history.add(History::kMost + 1, 0, 0, {0, 0});
  CHECK(history.stride() == 2);
  CHECK(history.iterations().size() == History::kMost / 2);
  history.add(History::kMost + 2, most + 2, 2 * (most + 2), {3 * (most + 2), 4 * (most + 2)});
  const std::size_t count = history.iterations().size();
  CHECK(count == History::kMost / 2 + 1);
  const std::vector<double> signal = history.signalByLayer();
  REQUIRE(signal.size() == 2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    const double iteration = 2 * static_cast<double>(i + 1);
    CHECK(history.iterations()[i] == iteration);
    CHECK(history.loss()[i] == iteration);
    CHECK(history.testLoss()[i] == 2 * iteration);
    CHECK(signal[i] == 3 * iteration);
    CHECK(signal[count + i] == 4 * iteration);
  }
}

TEST_CASE("with many test samples and small batches the history is thin from the start") {
  Experiment experiment = chain(1, 2, Activation::tanh);
  experiment.samples = 100;
  experiment.testFraction = 0.5;
  experiment.batchSize = 10;
  // 50 test samples to a batch of 10: every eighth iteration, so that an entry's 50 cost less than
  // the 80 trained on.
  CHECK(Simulation(experiment).history().stride() == 8);
  experiment.batchSize = 0;
  CHECK(Simulation(experiment).history().stride() == 1);
  experiment.testFraction = 0;
  Simulation none(experiment);
  none.seek(none.schedule().boundary(2), 10);
  CHECK(none.history().testLoss().size() == 2);
  CHECK(std::isnan(none.history().testLoss().back()));
  CHECK(!none.frame().testLoss);
}

TEST_CASE("test losses are recorded at the first iterations, and then in turns that cost little") {
  Experiment experiment = chain(2, 4, Activation::tanh);
  experiment.samples = 40;
  experiment.testFraction = 0.2;
  Simulation run(experiment);
  run.seek(run.schedule().boundary(40), 40);
  const History& history = run.history();
  REQUIRE(history.iterations().size() == 40);
  // 8 test samples to a batch of 32: every fourth iteration.
  for (std::size_t i = 0; i < 40; ++i) {
    const std::size_t iteration = i + 1;
    CAPTURE(iteration);
    CHECK(std::isnan(history.testLoss()[i]) == (iteration > 8 && iteration % 4 != 0));
    CHECK(std::isfinite(history.loss()[i]));
  }
  // Once entries are as far apart, each has its own.
  run.seek(run.schedule().boundary(5000), 5000);
  REQUIRE(history.stride() == 8);
  for (const double loss : history.testLoss()) CHECK(std::isfinite(loss));
}
