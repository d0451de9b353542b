#include <doctest/doctest.h>

#include <algorithm>

#include "diagnosis/drawn_experiments.h"
#include "remedies/tried.h"

/// What a search for remedies brings within ten seconds of a slow laptop. tests/remedies has the
/// tool that measures it on many networks.
using namespace ebb;

namespace {

constexpr double kSeconds = 10;

bool learns(TriedRuns& runs, const Experiment& base, const RemedySearch& search,
            const RankedRemedy& one) {
  return runs.of(with(base, search.candidateOf(one.candidate))).learns();
}

}  // namespace

TEST_CASE("of what people have reported, the first of the list learns") {
  const char* const kSick[] = {
      "gain=2",
      "hidden=16*5",
      "hidden=16*2&activation=relu&init=kaiming_normal&learningRate=1&data=sine",
      "hidden=16*2&activation=relu&init=kaiming_normal&learningRate=10",
      "hidden=16*5&activation=tanh&init=constant&gain=0.3",
      "hidden=10,5&activation=relu&init=normal&gain=10&data=circles&samples=400&noise=0.05",
      "hidden=16*20&activation=identity&gain=1000",
      "hidden=16*5&activation=relu&init=zeros",
  };
  TriedRuns runs;
  for (const char* const link : kSick) {
    CAPTURE(link);
    const Experiment base = readLink(link).experiment;
    const auto search = searchWithin(runs, base, diagnosisAfter(base, 100), kSeconds);
    const auto list = search.ranking();
    REQUIRE(!list.empty());
    CHECK(list.front().learns);
    CHECK(list.front().helps);
    CHECK(learns(runs, base, search, list.front()));
  }
}

TEST_CASE("of random networks that a single change cures, the first of the list is a cure") {
  TriedRuns runs;
  ExperimentDraw draw(Taste::beginner, 77);
  int curable = 0;
  int byFirst = 0;
  int byAny = 0;
  for (int sick = 0; sick < 12;) {
    const Experiment base = draw.next();
    if (!runs.of(base).canLearn() || runs.of(base).learns()) continue;
    ++sick;
    const Diagnosis diagnosis = diagnosisAfter(base, 100);
    const auto search = searchWithin(runs, base, diagnosis, kSeconds);
    const auto list = search.ranking();
    const auto isCure = [&](const RankedRemedy& one) { return learns(runs, base, search, one); };
    const auto remedies = remediesFor(base, diagnosis, 1);
    const bool isCurable = std::any_of(remedies.begin(), remedies.end(), [&](const Remedy& one) {
      return runs.of(with(base, one)).learns();
    });
    curable += isCurable;
    byFirst += isCurable && isCure(list.front());
    byAny += isCurable && std::any_of(list.begin(), list.end(), isCure);
  }
  CHECK(curable >= 8);
  CHECK(byFirst >= 0.9 * curable);
  CHECK(byAny >= 0.97 * curable);
}
