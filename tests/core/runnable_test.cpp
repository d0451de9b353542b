#include "run/runnable.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.h"
#include "core/runs.h"
#include "fuzz/generator.h"

using namespace ebb;

namespace {

std::vector<std::string> namesOf(const LinkReading& reading) {
  std::vector<std::string> names;
  for (const FieldError& problem : reading.problems) names.push_back(problem.field);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("of a link whose settings do not go together all is kept but the fewest that must go") {
  const LinkReading reading = readRunnableLink("#hidden=4*3&activation=tanh&seed=7&weights=1,2,3");
  CHECK(writeLink(reading.experiment) == "hidden=4*3&activation=tanh&seed=7");
  REQUIRE(namesOf(reading) == Names{"weights"});
  CHECK(std::string(reading.problems.front().what()) ==
        "weights: got 3 numbers, takes 44 numbers for this network, or none");
}

TEST_CASE("a loss that does not fit the data goes, and the data stay") {
  const LinkReading reading = readRunnableLink("data=sine&loss=bce&gain=2");
  CHECK(writeLink(reading.experiment) == "gain=2&data=sine");
  CHECK(namesOf(reading) == Names{"loss"});
}

TEST_CASE("a network too large for memory is kept where fewer samples make it fit") {
  const LinkReading reading = readRunnableLink(
      "hidden=256*124,86&precision=float64&samples=5000&testFraction=0&batchSize=4089");
  CHECK(namesOf(reading) == Names{"samples"});
  CHECK(reading.experiment.hidden.size() == 125);
  CHECK(reading.experiment.batchSize == 4089);
  CHECK(reading.problems.front().got == "5000");
  CHECK(reading.problems.front().takes.find(
            "what goes together with the other settings (memory: got 4") == 0);
  Simulation run(reading.experiment);
  CHECK(run.position() == 0);
}

TEST_CASE("two faults are named as two") {
  LinkReading reading = readRunnableLink("hidden=3&weights=1,2&biases=1&seed=2");
  CHECK(namesOf(reading) == Names{"weights", "biases"});
  CHECK(writeLink(reading.experiment) == "hidden=3&seed=2");
  for (const FieldError& problem : reading.problems) {
    CHECK(problem.takes.find("numbers for this network, or none") != std::string::npos);
  }
  reading = readRunnableLink("data=sine&loss=cross_entropy&biases=1&gain=7000");
  CHECK(namesOf(reading) == Names{"gain", "loss", "biases"});
}

TEST_CASE("what is put over a link counts, and is not given up") {
  // The link alone would not run; with this table beside it, it does.
  const Settings table = {{"table", std::string("1,2\n3,4\n")}};
  CHECK(namesOf(readRunnableLink("data=table")) == Names{"data"});
  CHECK(readRunnableLink("data=table", table).problems.empty());
  const Settings narrow = {{"width", 2.0}};
  CHECK(readRunnableLink("hidden=3&weights=1,2,3,4,5,6,7,8,9", {}).problems.empty());
  CHECK(namesOf(readRunnableLink("hidden=3&weights=1,2,3,4,5,6,7,8,9", narrow)) ==
        Names{"weights"});
  // Settings that cannot be run themselves are for their caller to answer for.
  const LinkReading reading =
      readRunnableLink("gain=2", {{"data", std::string("sine")}, {"loss", std::string("bce")}});
  CHECK(reading.problems.empty());
  CHECK(reading.experiment.gain == 2);
}

TEST_CASE(
    "whatever a link holds, what it is read as runs, and no single setting was dropped in vain") {
  Random random(Key(5));
  int mended = 0;
  for (int i = 0; i < 150; ++i) {
    Experiment experiment = largeExperiment(random);
    if (random.below(3) == 0) experiment.weights = {1, 2, 3};
    if (random.below(3) == 0) experiment.biases = {1};
    if (random.below(3) == 0) experiment.loss = Loss::bce;
    experiment.table.clear();
    const std::string link = writeLink(experiment);
    CAPTURE(link);
    const LinkReading reading = readRunnableLink(link);
    CHECK_NOTHROW(checkRunnable(reading.experiment));
    for (const FieldError& problem : reading.problems) {
      ++mended;
      // Given back alone, it would not run.
      Experiment again = reading.experiment;
      for (const Field& field : fields()) {
        if (field.name == problem.field) field.copy(experiment, again);
      }
      CHECK_THROWS_AS(checkRunnable(again), FieldError);
    }
  }
  CHECK(mended > 60);
}

TEST_CASE("the largest link with everything wrong is answered quickly and briefly") {
  std::string link =
      "hidden=256*128&samples=5000&precision=float64&data=sine&loss=bce&weights=1"
      "&biases=1&optimizer=adam&normalization=batch&residual=add&dropout=0.5";
  while (link.size() < 90'000) link += "&x=1";
  const LinkReading reading = readRunnableLink(link);
  CHECK(reading.problems.size() < 30);
  CHECK_NOTHROW(checkRunnable(reading.experiment));
}
