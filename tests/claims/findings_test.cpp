#include <doctest/doctest.h>

#include <string>

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

const Finding* find(const Diagnosis& diagnosis, FindingKind kind) {
  for (const Finding& one : diagnosis.findings) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
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
