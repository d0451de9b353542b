#include "simulation/runnable.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
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

bool isRunnable(const Experiment& experiment) {
  try {
    checkRunnable(experiment);
    return true;
  } catch (const FieldError&) {
    return false;
  }
}

/// How many settings have to go at least: all subsets of them are tried, each larger one after all
/// smaller ones.
std::size_t fewestToDrop(const Experiment& experiment) {
  const Experiment defaults;
  std::vector<const Field*> given;
  for (const Field& field : fields()) {
    if (textOf(experiment, field) != textOf(defaults, field)) given.push_back(&field);
  }
  std::size_t fewest = given.size();
  for (std::uint32_t subset = 0; subset < 1u << given.size(); ++subset) {
    std::size_t count = 0;
    Experiment without = experiment;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if ((subset >> i & 1) == 0) continue;
      ++count;
      given[i]->copy(defaults, without);
    }
    if (count < fewest && isRunnable(without)) fewest = count;
  }
  return fewest;
}

/// Two to six settings, most of which do not go with others: lists for one network beside another,
/// losses for classes beside a curve, and what takes too much memory together.
std::string quarrellingLink(Random& random) {
  struct Part {
    const char* name;
    std::vector<std::string> values;
  };
  static const std::vector<Part> parts = {
      {"hidden", {"3", "2*2", "256*128", "256*64"}},
      {"weights", {"1", "1,2,3", "1,2,3,4,5,6,7,8,9"}},
      {"biases", {"1", "1,2,3,4", "1,2,3"}},
      {"loss", {"mse", "bce", "cross_entropy", "linear"}},
      {"data", {"sine", "table", "circles", "xor"}},
      {"samples", {"5000", "2"}},
      {"batchSize", {"0", "5000", "1"}},
      {"precision", {"float64"}},
      {"normalization", {"batch"}},
      {"residual", {"add"}},
      {"testFraction", {"0", "0.5"}},
      {"optimizer", {"adam"}},
  };
  std::vector<std::size_t> order(parts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::string link;
  const std::uint32_t count = 2 + random.below(5);
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto rest = static_cast<std::uint32_t>(order.size()) - i;
    std::swap(order[i], order[i + random.below(rest)]);
    const Part& part = parts[order[i]];
    const auto values = static_cast<std::uint32_t>(part.values.size());
    link += (i > 0 ? "&" : "") + std::string(part.name) + '=' + part.values[random.below(values)];
  }
  return link;
}

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

TEST_CASE("no fewer settings than those that are dropped could go: all subsets are tried") {
  Random random(Key(9).split("quarrels"));
  std::vector<int> linksThatDrop(5);
  for (int i = 0; i < 400; ++i) {
    const std::string link = quarrellingLink(random);
    CAPTURE(link);
    const LinkReading whole = readLink(link);
    REQUIRE(whole.problems.empty());
    const LinkReading reading = readRunnableLink(link);
    CHECK(isRunnable(reading.experiment));
    const std::size_t fewest = fewestToDrop(whole.experiment);
    CHECK(reading.problems.size() == fewest);
    ++linksThatDrop.at(fewest);
  }
  // Links of which one, two and three have to go are among them.
  CHECK(linksThatDrop[1] > 50);
  CHECK(linksThatDrop[2] > 10);
  CHECK(linksThatDrop[3] > 0);
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
