#include <doctest/doctest.h>

#include <string>

#include "core/runs.h"
#include "core/sound_frame.h"
#include "diagnosis/known_cases.h"
#include "diagnosis/table.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

Diagnosis diagnosisOf(const KnownCase& known) {
  Experiment experiment = readLink(known.link).experiment;
  experiment.table = known.table;
  Simulation run(experiment);
  while (!run.seek(run.schedule().boundary(known.iterations), 1000)) {
  }
  return diagnose(run.frame(), experiment);
}

}  // namespace

TEST_CASE("what is known of networks that people build is found in each") {
  for (const KnownCase& known : knownCases()) {
    const std::string name = known.name;
    CAPTURE(name);
    const Diagnosis diagnosis = diagnosisOf(known);
    for (const FindingKind kind : known.findings) {
      CAPTURE(std::string(nameOf(kind)));
      CHECK(find(diagnosis, kind) != nullptr);
    }
    const bool isFitted = find(diagnosis, FindingKind::fitted) != nullptr;
    if (isFitted) CHECK(diagnosis.findings.front().severity >= Severity::note);
    if (name == "residual-with-a-dead-branch-by-hand") {
      CHECK(evidenceOf(*find(diagnosis, FindingKind::dead), "blocks") == 0.0);
    }
    if (name.rfind("residual-with-a-dead-branch", 0) == 0) {
      CHECK(find(diagnosis, FindingKind::vanishing) == nullptr);
      CHECK(find(diagnosis, FindingKind::slow_layers) == nullptr);
    }
    if (name == "batch-norm-explodes") {
      // Operation 1 of a block is its normalization.
      CHECK(find(diagnosis, FindingKind::exploding)->operation == 1);
    }
    if (name == "first-forward-overflows" || name == "overflow-is-forward") {
      CHECK(evidenceOf(*find(diagnosis, FindingKind::not_finite), "walk") == 0.0);
      CHECK(find(diagnosis, FindingKind::step_too_long) == nullptr);
    }
    if (name == "dropout-is-the-cause") {
      // Operation 2 of a block is its dropout.
      CHECK(find(diagnosis, FindingKind::exploding)->operation == 2);
      CHECK(*evidenceOf(*find(diagnosis, FindingKind::exploding), "dropout") > 4);
    }
    if (name == "zero-weights") {
      // The output layer's affine map, after five blocks of two operations.
      CHECK(find(diagnosis, FindingKind::symmetric)->operation == 10);
    }
    if (name == "median-sample-gets-nothing") {
      const Finding& found = *find(diagnosis, FindingKind::vanishing);
      CHECK(evidenceOf(found, "ratio").has_value());
      CHECK(evidenceOf(found, "medianRatio").has_value());
    }
  }
}

#ifndef __EMSCRIPTEN__
// Half a minute natively; the same numbers in WebAssembly.
TEST_CASE(
    "of 300 random networks, drawn by three tastes, what becomes of them is what is said of them") {
  Table all;
  for (const Taste taste : {Taste::engineer, Taste::beginner, Taste::tinkerer}) {
    Table table;
    for (std::uint64_t number = 100001; number <= 100100; ++number) {
      const Row row = rowOf(taste, number);
      table.add(row);
      all.add(row);
    }
    std::printf("%s\n", kTastes[static_cast<std::size_t>(taste)].data());
    table.print();
    // A few more than over all: a hundred are few.
    CHECK(table.missed(1) <= 0.2);
  }
  CHECK(all.missed(2) <= 0.03);
  CHECK(all.accused(2) <= 0.05);
  CHECK(all.missed(1) <= 0.15);
  CHECK(all.accused(1) <= 0.15);
}
#endif

TEST_CASE("what has learnt at 1,500 iterations is not said to have failed at two hundred") {
  // The lesson on how many steps there are, its shallow network.
  Experiment experiment;
  experiment.hidden = {16, 16};
  experiment.data = Data::xor_;
  experiment.learningRate = 1;
  experiment.noise = 0.05;
  Simulation run(experiment);
  for (std::uint64_t iteration = 200; iteration <= 1500; iteration += 50) {
    CAPTURE(iteration);
    run.seek(run.schedule().boundary(iteration), 1000);
    const Diagnosis diagnosis = diagnose(run.frame(), experiment);
    CHECK_MESSAGE(diagnosis.findings.front().severity > Severity::failure, textOf(diagnosis));
  }
}

TEST_CASE("a healthy default is silent while it learns and after a thousand iterations") {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    Experiment experiment;
    experiment.activation = Activation::tanh;
    experiment.seed = seed;
    Simulation run(experiment);
    const auto isSilent = [&] {
      const Diagnosis diagnosis = diagnose(run.frame(), experiment);
      return diagnosis.findings.empty() || diagnosis.findings.front().severity >= Severity::note;
    };
    for (std::uint64_t position = 1; position < 60; ++position) {
      run.seek(position, 1);
      CHECK_MESSAGE(isSilent(), textOf(diagnose(run.frame(), experiment)));
    }
    for (std::uint64_t iteration = 2; iteration <= 1000; iteration += 37) {
      run.seek(run.schedule().boundary(iteration), 1000);
      CHECK_MESSAGE(isSilent(), textOf(diagnose(run.frame(), experiment)));
    }
    const Diagnosis later = diagnose(run.frame(), experiment);
    const bool isSaid = find(later, FindingKind::fitted) != nullptr ||
                        find(later, FindingKind::learning) != nullptr;
    CHECK(isSaid);
  }
}

TEST_CASE("the default's sigmoids are found out at the end of the first walk, and later") {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    Experiment experiment;
    experiment.seed = seed;
    Simulation run(experiment);
    const Diagnosis first = diagnose(firstWalk(run), experiment);
    CHECK(find(first, FindingKind::vanishing) != nullptr);
    run.seek(run.schedule().boundary(1000), 1000);
    const Diagnosis later = diagnose(run.frame(), experiment);
    CHECK(later.findings.front().severity == Severity::failure);
    CHECK(find(later, FindingKind::not_learning) != nullptr);
  }
}
