// By hand: what is said of drawn experiments from one number up to another, beside what became of
// them. With a fourth argument each row is printed too: `missed`, `accused`, `warned`, `between`
// or `all`; with a fifth, what was said after the first walk back (0) or iteration (1).
//
//     diagnosis_table tinkerer 1 401 missed

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "diagnosis/known_cases.h"
#include "diagnosis/table.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

void print(const Diagnosis& diagnosis) {
  for (const Finding& one : diagnosis.findings) {
    const auto severity = nameOf(one.severity);
    const auto kind = nameOf(one.kind);
    std::printf("      %.*s %.*s layer %d operation %d", static_cast<int>(severity.size()),
                severity.data(), static_cast<int>(kind.size()), kind.data(), one.layer,
                one.operation);
    if (one.since) std::printf(" since %d", static_cast<int>(*one.since));
    for (const Evidence& e : one.evidence) std::printf(" %s=%.3g", e.name.data(), e.value);
    std::printf("\n");
  }
}

void print(const Row& row, std::size_t when) {
  std::printf("%5d %-12s %8.3g  #%s\n", static_cast<int>(row.number),
              kOutcomes[static_cast<std::size_t>(row.outcome)].data(), row.share,
              writeLink(row.experiment).c_str());
  print(row.diagnoses[when]);
}

bool isWanted(const Row& row, const char* which, std::size_t when) {
  const Said said = saidOf(row.diagnoses[when]);
  const bool learns = row.outcome == Outcome::learns;
  if (std::strcmp(which, "missed") == 0) return !learns && said == Said::nothing;
  if (std::strcmp(which, "accused") == 0) return learns && said == Said::failure;
  if (std::strcmp(which, "warned") == 0) return learns && said == Said::warning;
  if (std::strcmp(which, "between") == 0) {
    return (learns || row.outcome == Outcome::between) && said == Said::failure;
  }
  return true;
}

void printCases() {
  for (const KnownCase& one : knownCases()) {
    Experiment experiment = readLink(one.link).experiment;
    experiment.table = one.table;
    Simulation run(experiment);
    run.seek(run.schedule().boundary(one.iterations), one.iterations);
    const Frame frame = run.frame();
    std::printf("%s: loss %g, wanted", one.name, frame.loss.value_or(-1));
    for (const FindingKind kind : one.findings) {
      std::printf(" %.*s", static_cast<int>(nameOf(kind).size()), nameOf(kind).data());
    }
    std::printf("\n");
    print(diagnose(frame, experiment));
  }
}

}  // namespace

int main(int count, char** words) {
  if (count == 2) printCases();
  if (count < 4) return 0;
  const auto taste = std::find(std::begin(kTastes), std::end(kTastes), words[1]);
  if (taste == std::end(kTastes)) return 1;
  const char* which = count > 4 ? words[4] : "";
  const std::size_t when = count > 5 ? static_cast<std::size_t>(std::atoi(words[5])) : 2;
  Table table;
  for (int number = std::atoi(words[2]); number < std::atoi(words[3]); ++number) {
    const Row row =
        rowOf(static_cast<Taste>(taste - std::begin(kTastes)), static_cast<std::uint64_t>(number));
    table.add(row);
    if (*which != 0 && isWanted(row, which, when)) print(row, when);
  }
  table.print();
  return 0;
}
