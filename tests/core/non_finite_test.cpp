#include "stepper/non_finite.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/runs.h"
#include "functions/finiteness.h"

using namespace ebb;

namespace {

/// The outputs overflow in the first iteration; updates of at most ±0.1 bring them back into range:
/// all is finite again later.
Experiment breaksAndRecovers() {
  Experiment experiment = chain(20, 16, Activation::relu);
  experiment.gain = 100;
  experiment.clip = Clip::value;
  return experiment;
}

/// A rate far too long: grows for some iterations, then overflows for good.
Experiment diverges(Precision precision, double learningRate) {
  Experiment experiment = chain(3, 8, Activation::identity);
  experiment.loss = Loss::mse;
  experiment.learningRate = learningRate;
  experiment.precision = precision;
  return experiment;
}

/// Stop by stop, looking at everything that the run hands out.
std::uint64_t firstBrokenByLooking(const Experiment& experiment, std::uint64_t last) {
  Simulation run(experiment);
  for (std::uint64_t position = 1; position <= last; ++position) {
    run.seek(position, 1);
    if (!run.frame().finite) return position;
  }
  return 0;
}

}  // namespace

TEST_CASE("one entry that is not finite is seen wherever it stands, and none where there is none") {
  const float largest = std::numeric_limits<float>::max();
  for (const int size : {1, 3, 4, 7, 33}) {
    Matrix<float> numbers = Matrix<float>::Constant(size, 1, largest);
    CHECK(isFinite(numbers));
    CHECK(finiteness(numbers) == Verdict::healthy);
    for (int at = 0; at < size; ++at) {
      numbers(at, 0) = -std::numeric_limits<float>::infinity();
      CHECK(finiteness(numbers) == Verdict::infinite);
      numbers(at, 0) = std::numeric_limits<float>::quiet_NaN();
      CHECK(finiteness(numbers) == Verdict::nan);
      numbers(at, 0) = -largest;
    }
  }
  // In double, and in columns that lie apart.
  Matrix<double> numbers = Matrix<double>::Constant(5, 4, -std::numeric_limits<double>::max());
  numbers(4, 1) = std::numeric_limits<double>::infinity();
  CHECK(isFinite(numbers.topRows(4)));
  CHECK(!isFinite(numbers.bottomRows(1)));
  numbers(4, 1) = std::numeric_limits<double>::denorm_min();
  CHECK(isFinite(numbers));
  CHECK(isFinite(Matrix<double>(0, 3)));
}

TEST_CASE("numbers that are finite again leave known where they first were not") {
  Simulation run(breaksAndRecovers());
  CHECK(!run.firstNonFinite());
  run.seek(run.schedule().boundary(30), 100);
  const auto first = run.firstNonFinite();
  REQUIRE(first.has_value());
  CHECK(first->iteration == 0);
  CHECK(first->position == firstBrokenByLooking(breaksAndRecovers(), run.schedule().boundary(1)));
  CHECK(run.frame().finite);
  CHECK(run.frame().firstNonFinite->position == first->position);
}

TEST_CASE("the first stop that is not finite is the same, however a position was come to") {
  for (const double rate : {0.6, 1.0, 3.0, 100.0}) {
    CAPTURE(rate);
    const Experiment experiment = diverges(Precision::float32, rate);
    Simulation stepped(experiment);
    const std::uint64_t last = stepped.schedule().boundary(400);
    Simulation sought(experiment);
    sought.seek(last, 1000);
    const auto first = sought.firstNonFinite();
    REQUIRE(first.has_value());
    CHECK(firstBrokenByLooking(experiment, first->position) == first->position);
    // Up to the stop before it there is nothing to tell; back past it, neither.
    sought.seek(first->position - 1, 1000);
    CHECK(!sought.firstNonFinite());
    CHECK(!sought.frame().firstNonFinite);
    sought.seek(0, 1);
    sought.seek(first->position, 1000);
    CHECK(sought.firstNonFinite()->position == first->position);
    Random random(Key(5));
    Simulation scrubbed(experiment);
    std::uint64_t furthest = 0;
    for (int i = 0; i < 60; ++i) {
      const std::uint64_t position = random.below(
          static_cast<std::uint32_t>(first->position + 3 * stepped.schedule().stops()));
      scrubbed.seek(position, 1000);
      furthest = std::max(furthest, position);
      CHECK(scrubbed.firstNonFinite().has_value() == (position >= first->position));
    }
    CHECK(furthest > first->position);
  }
}

TEST_CASE("what a whole iteration is looked at for is what a look at every stop finds") {
  int broken = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    CAPTURE(seed);
    Random random{Key(seed)};
    const auto below = [&](int count) {
      return static_cast<int>(random.below(static_cast<std::uint32_t>(count)));
    };
    Experiment experiment = chain(1 + below(8), 1 + below(9), static_cast<Activation>(below(13)));
    experiment.seed = static_cast<std::uint32_t>(seed);
    experiment.normalization = static_cast<Normalization>(below(4));
    experiment.residual = below(2) == 0 ? Residual::add : Residual::none;
    experiment.dropout = below(3) == 0 ? 0.3 : 0;
    experiment.optimizer = static_cast<Optimizer>(below(7));
    experiment.clip = static_cast<Clip>(below(4));
    experiment.gain = std::pow(10.0, below(12));
    experiment.learningRate = std::pow(10.0, below(30));
    experiment.samples = 20;
    Simulation whole(experiment);
    const std::uint64_t last = whole.schedule().boundary(6);
    whole.seek(last, 6);
    const auto first = whole.firstNonFinite();
    CHECK((first ? first->position : 0) == firstBrokenByLooking(experiment, last));
    if (!first) continue;
    ++broken;
    Simulation stepped(experiment);
    stepped.seek(first->position, 6);
    const auto same = stepped.firstNonFinite();
    REQUIRE(same.has_value());
    CHECK(same->position == first->position);
    CHECK(same->tensor == first->tensor);
    CHECK(same->unit == first->unit);
    CHECK(same->sample == first->sample);
  }
  CHECK(broken > 30);
  CHECK(broken < 110);
}

TEST_CASE(
    "a value that an activation makes finite again is found, though nothing else tells of it") {
  Experiment experiment = chain(1, 1, Activation::tanh);
  experiment.precision = Precision::float32;
  experiment.weights = {3e38, 3e38, 1};
  Simulation run(experiment);
  const std::uint64_t last = run.schedule().boundary(1);
  run.seek(last, 1);
  const auto first = run.firstNonFinite();
  REQUIRE(first.has_value());
  CHECK(first->tensor == TensorRole::value);
  CHECK(first->position == firstBrokenByLooking(experiment, last));
  CHECK(std::isfinite(*run.frame().loss));
  CHECK(run.frame().layers.front().signal == 0);
}

namespace {

/// The first iteration breaks in layer 2, where one who looks at every stop sees it.
void breaksInLayer2(const Experiment& experiment) {
  Simulation run(experiment);
  const std::uint64_t last = run.schedule().boundary(1);
  run.seek(last, 1);
  const auto first = run.firstNonFinite();
  REQUIRE(first.has_value());
  CHECK(first->layer == 2);
  CHECK(first->position == firstBrokenByLooking(experiment, last));
}

}  // namespace

TEST_CASE("… also behind an activation that bounds what enters the layer") {
  Experiment experiment = chain(2, 2, Activation::tanh);
  experiment.precision = Precision::float32;
  experiment.weights = {10, 10, 10, 10, 3e38, 3e38, 3e38, 3e38, 1, 1};
  breaksInLayer2(experiment);
}

TEST_CASE("… and behind one past which large inputs go on") {
  Experiment experiment = chain(2, 2, Activation::tanh);
  experiment.residual = Residual::add;
  experiment.precision = Precision::float32;
  experiment.loss = Loss::mse;
  experiment.data = Data::table;
  experiment.standardise = Standardise::no;
  experiment.table = "1e38,1e38,0.5\n1e38,9e37,-0.5\n";
  experiment.testFraction = 0;
  experiment.weights = {0.1, 0.1, 0.1, 0.1, 10, 10, 10, 10, 0, 0};
  breaksInLayer2(experiment);
}

TEST_CASE("it is told which numbers broke: not every one is a gradient") {
  const auto firstOf = [](const Experiment& experiment) {
    Simulation run(experiment);
    run.seek(run.schedule().boundary(500), 500);
    return run.firstNonFinite();
  };
  // Values that overflow on the way forward.
  Experiment values = chain(20, 16, Activation::relu);
  values.gain = 1000;
  const auto forward = firstOf(values);
  REQUIRE(forward.has_value());
  CHECK(forward->tensor == TensorRole::value);
  CHECK(forward->phase == Phase::forward);
  CHECK(forward->layer > 1);
  // A loss that overflows though no output does.
  Experiment loss = chain(1, 1, Activation::identity);
  loss.precision = Precision::float32;
  loss.loss = Loss::mse;
  loss.weights = {1e10, 1e10, 1e10};
  const auto atLoss = firstOf(loss);
  REQUIRE(atLoss.has_value());
  CHECK(atLoss->tensor == TensorRole::value);
  CHECK(atLoss->phase == Phase::loss);
  // An average of squares that overflows while every gradient is finite: the update is then 0.
  Experiment averages = chain(6, 16, Activation::relu);
  averages.gain = 400;
  averages.optimizer = Optimizer::rmsprop;
  averages.loss = Loss::mse;
  averages.learningRate = 0;
  const auto update = firstOf(averages);
  REQUIRE(update.has_value());
  CHECK(update->tensor == TensorRole::moving_average);
  CHECK(update->phase == Phase::update);
  // A variance that overflows makes every normalized value 0, and the running variance infinite.
  Experiment statistics = chain(1, 16, Activation::tanh);
  statistics.normalization = Normalization::batch;
  statistics.weights.assign(2 * 16 + 16, 1e6);
  statistics.data = Data::table;
  statistics.standardise = Standardise::no;
  statistics.table = "1e14,2,a\n-1e14,3,b\n1,1e14,a\n2,-1e14,b\n";
  statistics.testFraction = 0;
  const auto running = firstOf(statistics);
  REQUIRE(running.has_value());
  CHECK(running->tensor == TensorRole::running_statistic);
  CHECK(running->operation == 1);
}

TEST_CASE("a gradient of the weights that overflows is not lost to clipping by value") {
  // Values and their gradients stay in range; only their product over the samples does not.
  Experiment experiment = chain(1, 4, Activation::identity);
  experiment.clip = Clip::value;
  experiment.loss = Loss::linear;
  experiment.learningRate = 0;
  CustomBatch given;
  given.inputs = Matrix<double>::Constant(2, 4, 1e20);
  given.targets = Matrix<double>::Constant(1, 4, 1e19);
  given.parameters["2.weight"] = Matrix<double>::Constant(1, 4, 1e-10);
  Simulation run(experiment, given);
  run.seek(run.schedule().boundary(1), 1);
  const auto first = run.firstNonFinite();
  REQUIRE(first.has_value());
  CHECK(first->tensor == TensorRole::parameter_gradient);
  CHECK(first->phase == Phase::backward);
}
