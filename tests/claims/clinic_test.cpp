#include "clinic/clinic.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/runs.h"
#include "experiment/link.h"

using namespace ebb;

namespace {

constexpr std::uint32_t kSeeds = 40;

bool isCured(const Experiment& experiment, const ClinicCase& of) {
  Simulation run(experiment);
  while (!run.seek(run.schedule().boundary(of.iterations), of.iterations)) {
  }
  const Maybe loss = run.frame().loss;
  return loss && *loss < of.goal;
}

Experiment cured(const ClinicCase& one, std::size_t count) {
  Experiment experiment = one.sick;
  for (std::size_t i = 0; i < count; ++i) {
    set(experiment, one.faults[i].field, one.faults[i].healthy);
  }
  return experiment;
}

const Suspect* suspectOf(std::string_view field) {
  const auto& list = suspects();
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Suspect& one) { return one.field == field; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("every case has a cure of as many changes as it has faults, and none of fewer of them") {
  std::set<std::string> fields;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    for (int faults = 1; faults <= kMostFaults; ++faults) {
      CAPTURE(seed);
      CAPTURE(faults);
      const ClinicCase one = drawCase(seed, faults);
      REQUIRE(one.faults.size() == static_cast<std::size_t>(faults));
      CHECK(writeLink(cured(one, one.faults.size())) == writeLink(one.healthy));
      CHECK(isCured(one.healthy, one));
      for (std::size_t count = 0; count < one.faults.size(); ++count) {
        CHECK_FALSE(isCured(cured(one, count), one));
      }
      for (const Fault& fault : one.faults) fields.insert(std::string(fault.field));
    }
  }
  // Whoever knows one patient does not know the next.
  CHECK(fields.size() >= 7);
}

TEST_CASE("what a fault is found by is found where it is the only one") {
  std::uint32_t found = 0;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    const ClinicCase one = drawCase(seed, 1);
    const Fault& fault = one.faults.front();
    CAPTURE(seed);
    Simulation run(one.sick);
    bool isFound = false;
    const auto& schedule = run.schedule();
    if (!fault.finding) continue;
    ++found;
    for (const std::uint64_t position :
         {schedule.walkedBack(0), schedule.boundary(1), schedule.boundary(one.iterations)}) {
      while (!run.seek(position, one.iterations)) {
      }
      const auto findings = diagnose(run.frame(), one.sick).findings;
      isFound = isFound || std::any_of(findings.begin(), findings.end(), [&](const Finding& found) {
                  return found.kind == *fault.finding;
                });
    }
    CHECK(isFound);
  }
  CHECK(found >= 0.9 * kSeeds);
}

TEST_CASE("what is at fault, and what it was before, can be chosen from what is offered") {
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    const ClinicCase one = drawCase(seed, kMostFaults);
    for (const Fault& fault : one.faults) {
      CAPTURE(std::string(fault.field));
      const Suspect* suspect = suspectOf(fault.field);
      REQUIRE(suspect);
      const auto& values = suspect->values;
      CHECK(std::count(values.begin(), values.end(), fault.value) == 1);
      CHECK(std::count(values.begin(), values.end(), fault.healthy) == 1);
    }
  }
}

TEST_CASE("a seed is one case, and another seed another") {
  const auto link = [](std::uint32_t seed, int faults) {
    return writeLink(drawCase(seed, faults).sick);
  };
  CHECK(link(7, 2) == link(7, 2));
  CHECK(link(7, 2) != link(8, 2));
  CHECK(link(7, 2) != link(7, 3));
}
