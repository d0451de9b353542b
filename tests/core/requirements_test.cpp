#include "stepper/requirements.h"

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"
#include "core/runs.h"
#include "experiment/link.h"
#include "fuzz/generator.h"
#include "simulation/runnable.h"

using namespace ebb;

namespace {

std::string refusal(const Experiment& experiment) {
  try {
    checkRunnable(experiment);
  } catch (const FieldError& error) {
    return error.what();
  }
  return {};
}

Experiment fromLink(const char* link) {
  const LinkReading reading = readLink(link);
  REQUIRE(reading.problems.empty());
  return reading.experiment;
}

}  // namespace

TEST_CASE("an arena counts beyond 32 bits, and what it hands out is never null") {
  Arena counting = Arena::counting(8);
  CHECK(counting.take<double>(std::uint64_t(1) << 29) == nullptr);
  CHECK(counting.used() == std::uint64_t(1) << 32);
  counting.take<double>(std::uint64_t(1) << 40);
  CHECK(counting.used() == (std::uint64_t(1) << 32) + (std::uint64_t(1) << 43));
  CHECK_THROWS_AS(Arena(~std::uint64_t(0)), std::bad_alloc);
  Arena empty(0);
  CHECK(empty.take<float>(0) != nullptr);
  CHECK_THROWS_AS(empty.take<float>(1), std::logic_error);
}

TEST_CASE(
    "a run too large for memory is refused with what it would take, and leaves nothing behind") {
  // The first comes to 2³² bytes and some, the second to more: both seemed small in 32 bits.
  for (const char* link :
       {"hidden=256*124,86&precision=float64&samples=5000&testFraction=0&batchSize=4089",
        "hidden=256*128&samples=5000&batchSize=0&precision=float64",
        "hidden=256*128&samples=5000&testFraction=0",
        "hidden=256*128&samples=5000&optimizer=adam&normalization=batch&dropout=0.5&residual="
        "add"}) {
    CAPTURE(link);
    const Experiment experiment = fromLink(link);
    const std::string message = refusal(experiment);
    CHECK(message.find("memory: got ") == 0);
    CHECK(message.find(" MB, takes up to 768 MB") != message.npos);
    CHECK_THROWS_WITH_AS(Simulation{experiment}, message.c_str(), FieldError);
    Simulation after{Experiment()};
    after.seek(after.schedule().boundary(1), 1);
    CHECK(after.frame().finite);
  }
  CHECK(refusal(fromLink("hidden=256*124,86&precision=float64&samples=5000&testFraction=0&"
                         "batchSize=4089"))
            .find("got 4") != std::string::npos);
}

TEST_CASE("just within the bound a run is made, and one sample more is refused") {
  Experiment experiment = fromLink("hidden=256*64&precision=float64&testFraction=0&init=zeros");
  int low = 2;
  int high = 5000;
  while (high - low > 1) {
    experiment.samples = (low + high) / 2;
    (refusal(experiment).empty() ? low : high) = experiment.samples;
  }
  experiment.samples = high;
  CHECK_THROWS_AS(Simulation{experiment}, FieldError);
  experiment.samples = low;
  const Simulation run(experiment);
  CHECK(run.bytes() <= kMostBytes);
  CHECK(run.bytes() > kMostBytes - (kMostBytes >> 7));
}

TEST_CASE("what is counted is what is taken, for large networks too, whatever they are made of") {
  Random random(Key(11));
  int made = 0;
  int refused = 0;
  for (int i = 0; i < 200; ++i) {
    Experiment experiment = largeExperiment(random);
    experiment.init = Initialiser::zeros;
    CAPTURE(writeLink(experiment));
    const std::string message = refusal(experiment);
    if (!message.empty()) {
      const bool isNamed = message.find("memory: ") == 0 || message.find("loss: ") == 0 ||
                           message.find("table: ") == 0;
      CHECK(isNamed);
      ++refused;
      continue;
    }
    const Requirements needs = requirementsOf(experiment, makeDataset(experiment));
    if (needs.total > std::uint64_t(60) << 20) continue;
    Simulation run(experiment);
    // The arenas refuse what is over their size; this says that nothing of it is left over.
    CHECK(run.bytes() == needs.total);
    if (workOf(experiment, needs.shape.batch) < 1e7) {
      run.seek(run.schedule().boundary(1), 1);
      CHECK(run.frame().loss.has_value());
    }
    ++made;
  }
  CHECK(made > 10);
  CHECK(refused > 50);
}

TEST_CASE("a number beyond float32 is refused where the data are, not trained on as infinity") {
  Experiment experiment;
  experiment.data = Data::table;
  experiment.standardise = Standardise::no;
  experiment.table = "1,2\n1e200,3\n2,4\n";
  CHECK(refusal(experiment) ==
        "table: got a number that float32 does not reach, takes numbers up to 3.4e38, or precision "
        "float64");
  experiment.precision = Precision::float64;
  CHECK(refusal(experiment).empty());
}
