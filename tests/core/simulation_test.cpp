#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "core/runs.h"

using namespace ebb;

namespace {

/// Everything that training can depend on at once: small batches, dropout, running statistics and
/// moving averages.
Experiment everything() {
  Experiment experiment = chain(4, 6, Activation::tanh);
  experiment.batchSize = 32;
  experiment.dropout = 0.2;
  experiment.normalization = Normalization::batch;
  experiment.residual = Residual::add;
  experiment.optimizer = Optimizer::adam;
  experiment.learningRate = 0.01;
  experiment.clip = Clip::norm;
  return experiment;
}

/// The numbers of a frame and its digest, as one text.
std::string seen(const Simulation& run) {
  const Frame frame = run.frame();
  std::string text = frame.digest;
  const auto add = [&text](const Maybe& number) {
    text += number ? ' ' + std::to_string(*number) : " -";
  };
  add(frame.loss);
  add(frame.testLoss);
  for (const auto& layer : frame.layers) {
    for (const Maybe& number :
         {layer.signal, layer.signalMedian, layer.weightGradient, layer.clippedWeightGradient,
          layer.updateRatio, layer.activationMean, layer.activationStd, layer.saturated}) {
      add(number);
    }
  }
  for (const auto& operation : frame.operations) add(operation.attenuation);
  return text;
}

}  // namespace

TEST_CASE("stepping back and forth at random leads to what going straight leads to") {
  Simulation straight(everything());
  const std::uint64_t last = straight.schedule().boundary(12);
  std::map<std::uint64_t, std::string> known;
  for (std::uint64_t position = 0; position <= last; ++position) {
    straight.seek(position, 2);
    known[position] = seen(straight);
  }
  Simulation scrubbed(everything());
  Random random(Key(3));
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t position = random.below(static_cast<std::uint32_t>(last + 1));
    scrubbed.seek(position, 100);
    CHECK(seen(scrubbed) == known[position]);
  }
}

TEST_CASE("a step back undoes a step at every unit") {
  for (const Unit unit : {Unit::operation, Unit::layer, Unit::iteration, Unit::epoch}) {
    CAPTURE(nameOf(unit));
    Simulation run(everything());
    for (int step = 0; step < 6; ++step) {
      const std::string before = seen(run);
      const std::uint64_t start = run.position();
      run.seek(run.target(unit, 1), 1000);
      CHECK(run.position() > start);
      const std::uint64_t reached = run.position();
      run.seek(run.target(unit, -1), 1000);
      CHECK(seen(run) == before);
      run.seek(reached, 1000);
    }
  }
}

TEST_CASE("a layer's step ends where the walk leaves the layer") {
  Simulation run(chain(2, 3, Activation::tanh));
  const std::vector<std::uint64_t> ends = {2, 4, 5, 6, 8, 10, 12, 13};
  for (const std::uint64_t end : ends) {
    run.seek(run.target(Unit::layer, 1), 1);
    CHECK(run.position() == end);
  }
}

TEST_CASE("a checkpoint that was thinned out is walked again") {
  Checkpoints checkpoints(Checkpoints::kBudget / 4);
  std::vector<char> state(Checkpoints::kBudget / 4);
  for (std::uint64_t iteration = 0; iteration < 20; ++iteration) {
    state[0] = static_cast<char>(iteration);
    checkpoints.offer(iteration, state.data());
  }
  const auto found = checkpoints.atOrBefore(19);
  REQUIRE(found.has_value());
  CHECK(found->iteration == 16);
  CHECK(found->state[0] == 16);
}

TEST_CASE("dropout draws from a stream of its own: data and weights stay") {
  Experiment experiment = chain(3, 5, Activation::tanh);
  const Simulation plain(experiment);
  experiment.dropout = 0.5;
  const Simulation dropped(experiment);
  CHECK(plain.data().inputs == dropped.data().inputs);
  CHECK(plain.parameters().at("2.weight") == dropped.parameters().at("2.weight"));
}

TEST_CASE("before the first step nothing is known but the weights") {
  const Simulation run(chain(3, 5, Activation::tanh));
  const Frame frame = run.frame();
  CHECK(frame.phase == Phase::start);
  CHECK(!frame.loss);
  CHECK(!frame.layers.front().signal);
  CHECK(frame.layers.front().weightNorm > 0);
}
