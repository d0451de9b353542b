#include <doctest/doctest.h>

#include <string>

#include "core/runs.h"
#include "core/sound_frame.h"
#include "diagnosis/diagnosis.h"
#include "experiment/link.h"
#include "simulation/simulation.h"

using namespace ebb;

namespace {

Experiment experimentOf(const std::string& link, const std::string& table = "") {
  Experiment experiment = readLink(link).experiment;
  if (!table.empty()) {
    experiment.data = Data::table;
    experiment.table = table;
  }
  return experiment;
}

/// At iteration 0: after the first walk back.
Diagnosis diagnosisAt(const Experiment& experiment, std::uint64_t iteration) {
  Simulation run(experiment);
  if (iteration == 0) return diagnose(firstWalk(run), experiment);
  run.seek(run.schedule().boundary(iteration), iteration);
  return diagnose(run.frame(), experiment);
}

/// Whether it is said as more than a note, or as good news.
bool says(const Diagnosis& diagnosis, FindingKind kind) {
  const Finding* found = find(diagnosis, kind);
  return found != nullptr && found->severity != Severity::note;
}

}  // namespace

TEST_CASE("nothing is said to learn or to diverge where no step is taken") {
  for (const std::string link :
       {"learningRate=0&batchSize=8&dropout=0.5&gain=2&activation=tanh&hidden=16*3",
        "learningRate=0&batchSize=1&gain=3&activation=tanh&hidden=16*3",
        "learningRate=0&batchSize=2&data=sine&activation=tanh&hidden=16*3"}) {
    CAPTURE(link);
    Experiment experiment = experimentOf(link);
    double said = 0;
    double looks = 0;
    for (experiment.seed = 1; experiment.seed <= 3; ++experiment.seed) {
      Simulation run(experiment);
      for (std::uint64_t at = 4; at <= 1000; at += 4) {
        run.seek(run.schedule().boundary(at), 1000);
        const Diagnosis diagnosis = diagnose(run.frame(), experiment);
        CHECK(!says(diagnosis, FindingKind::learning));
        CHECK(!says(diagnosis, FindingKind::fitted));
        CHECK(!says(diagnosis, FindingKind::diverging));
        said += find(diagnosis, FindingKind::learning) != nullptr;
        ++looks;
      }
    }
    // By chance a loss goes one way for a while, the more seldom the less is asked of chance.
    CHECK(said < 0.02 * looks);
  }
}

TEST_CASE("one sample's loss is no divergence, and nothing has begun in the future") {
  const auto experiment = experimentOf(
      "hidden=16*20&activation=relu&init=kaiming_normal&dropout=0.9&learningRate=0.001");
  for (const std::uint64_t at : {300, 600, 1000}) {
    for (const Finding& one : diagnosisAt(experiment, at).findings) {
      CHECK(one.since.value_or(0) <= at);
    }
  }
}

TEST_CASE("units that are dead in part do not hide that the gradient vanishes") {
  const auto experiment = experimentOf("hidden=16*30&activation=relu&init=kaiming_normal&gain=0.5");
  CHECK(says(diagnosisAt(experiment, 1000), FindingKind::vanishing));
}

TEST_CASE("samples of one direction and of many lengths have not collapsed") {
  const auto experiment = experimentOf("hidden=8,1&data=gaussians&learningRate=1");
  CHECK(find(diagnosisAt(experiment, 0), FindingKind::collapsed) == nullptr);
  CHECK(says(diagnosisAt(experimentOf("hidden=16*60&activation=sigmoid"), 1),
             FindingKind::collapsed));
}

TEST_CASE("a step to come is judged with the optimizer's epsilon, decay, momentum and clipping") {
  const auto at = [](const char* link, std::uint64_t iteration, FindingKind kind) {
    return says(diagnosisAt(experimentOf(link), iteration), kind);
  };
  const auto isLong = FindingKind::step_too_long;
  CHECK_FALSE(
      at("hidden=16*5&activation=tanh&init=normal&gain=0.001&optimizer=adam&learningRate=0.01", 0,
         isLong));
  CHECK(at("hidden=16*5&activation=tanh&optimizer=adam&learningRate=10", 0, isLong));
  CHECK(at("hidden=16*3&activation=tanh&weightDecay=10&learningRate=0.3", 0, isLong));
  CHECK_FALSE(at("hidden=16*3&activation=tanh&optimizer=momentum&momentum=0.99&learningRate=0.001",
                 0, FindingKind::step_too_short));
  CHECK(at("hidden=16*3&activation=tanh&learningRate=1e-6", 0, FindingKind::step_too_short));
  // Its updates are under a thousandth of the weights, and its loss falls by a factor of a
  // thousand.
  CHECK_FALSE(
      at("hidden=16*10&activation=relu&init=kaiming_normal&gain=3&clip=norm&clipThreshold=0.1", 100,
         isLong));
}

TEST_CASE("layers that are all as slow are not called slower than others") {
  const auto experiment =
      experimentOf("hidden=16*3&activation=tanh&optimizer=adam&learningRate=1e-8");
  for (const std::uint64_t at : {0, 100, 400}) {
    CHECK(find(diagnosisAt(experiment, at), FindingKind::slow_layers) == nullptr);
  }
  CHECK(says(diagnosisAt(experiment, 400), FindingKind::step_too_short));
}

TEST_CASE("where nothing is left to learn, that is what is said") {
  std::string constant = "x,y\n";
  std::string contradictory = "x,y\n";
  for (int i = 0; i < 40; ++i) {
    constant += std::to_string(i % 7) + ",2.5\n";
    contradictory += std::to_string(i / 2) + (i % 2 == 0 ? ",a\n" : ",b\n");
  }
  for (const std::string& table : {std::string("x,y\n1,2\n"), constant, contradictory}) {
    CAPTURE(table);
    const auto experiment = experimentOf("hidden=8&testFraction=0&activation=tanh", table);
    const Diagnosis diagnosis = diagnosisAt(experiment, 1000);
    CHECK(says(diagnosis, FindingKind::fitted));
    for (const Finding& one : diagnosis.findings) CHECK(one.severity >= Severity::note);
  }
}

TEST_CASE("far from 0, targets that differ are not fitted by their mean") {
  const auto after = [](double offset) {
    std::string table = "x,y\n";
    for (int i = 0; i < 40; ++i) {
      table += std::to_string(i % 7 - 3) + ',' + std::to_string(offset + (i % 7 - 3) % 2) + '\n';
    }
    // One step takes the units where nothing comes back, the others take the output to the mean.
    const auto experiment = experimentOf(
        "hidden=16*6&activation=tanh&optimizer=momentum&learningRate=0.1&"
        "standardise=no&testFraction=0",
        table);
    return diagnosisAt(experiment, 1000);
  };
  const Diagnosis diagnosis = after(1000);
  CHECK(!says(diagnosis, FindingKind::fitted));
  CHECK(says(diagnosis, FindingKind::not_learning));
}

TEST_CASE("classes that a softmax of one line tells apart are not called out of its reach") {
  std::string table = "x,y\n";
  for (int i = 0; i < 50; ++i) {
    table += std::to_string(i) + "," + "abcde"[i / 10] + std::string("\n");
  }
  const auto experiment =
      experimentOf("hidden=&optimizer=adam&learningRate=1&testFraction=0", table);
  CHECK(find(diagnosisAt(experiment, 0), FindingKind::linear) == nullptr);
}

TEST_CASE("weights that were 0 have no size to measure a step by, and grow one") {
  const auto line = experimentOf("hidden=&init=zeros&data=gaussians");
  CHECK(!says(diagnosisAt(line, 1), FindingKind::step_too_short));
  CHECK(
      !says(diagnosisAt(experimentOf("hidden=16*5&init=zeros"), 1000), FindingKind::step_too_long));
}

TEST_CASE("units are copies only where also the next layer hears them alike") {
  const auto experiment = [](const char* weights) {
    return experimentOf(std::string("hidden=4&activation=tanh&weights=") + weights);
  };
  const auto copies = [&](const char* weights) {
    return says(diagnosisAt(experiment(weights), 0), FindingKind::symmetric);
  };
  CHECK(copies("1,2,1,2,1,2,1,2,1,1,1,1"));
  CHECK_FALSE(copies("1,2,1,2,1,2,1,2,1,-1,2,0.5"));
  CHECK_FALSE(copies("0,0,0,0,0,0,0,0,1,-1,2,0.5"));
}

TEST_CASE("a column far smaller than the others is found") {
  std::string table = "a,b,y\n";
  for (int i = 0; i < 40; ++i) {
    const bool isOne = i % 3 == 0;
    table += std::to_string(i % 5 - 2) + "," + (isOne ? "0.0001" : "-0.0001") + "," +
             (isOne ? "p" : "q") + "\n";
  }
  CHECK(says(diagnosisAt(experimentOf("hidden=8&standardise=no&activation=tanh", table), 1),
             FindingKind::data_scale));
}
