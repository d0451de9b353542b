#include <emscripten/bind.h>

#include <cmath>
#include <string>

#include "base/text.h"
#include "bindings/convert.h"
#include "bindings/guard.h"
#include "simulation/runnable.h"

namespace ebb {
namespace {

using emscripten::val;

Unit unitFrom(const std::string& name) {
  if (const auto unit = kindOf<Unit>(name)) return *unit;
  throw FieldError("unit", '"' + excerpt(name) + '"', "operation, layer, iteration or epoch");
}

double checked(const char* field, double number) {
  constexpr double kLargest = 9007199254740991;
  if (std::abs(number) <= kLargest && number == std::floor(number)) return number;
  throw FieldError(field, formatNumber(number), "a whole number");
}

std::uint64_t countFrom(const char* field, double number) {
  if (checked(field, number) >= 0) return static_cast<std::uint64_t>(number);
  throw FieldError(field, formatNumber(number), "a whole number from 0");
}

int operationFrom(double number, int count) {
  if (checked("operation", number) >= 0 && number < count) return static_cast<int>(number);
  throw FieldError("operation", formatNumber(number), "0 to " + std::to_string(count - 1));
}

void go(Simulation& run, const std::string& unit, double count) {
  const auto by = static_cast<std::int64_t>(checked("count", count));
  const std::uint64_t position = run.target(unitFrom(unit), by);
  while (!run.seek(position, 1u << 20)) {
  }
}

Simulation* makeRun(const val& settings, const val& given) {
  return guarded([&] { return new Simulation(experimentFrom(settings), givenFrom(given)); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(ebb) {
  using namespace emscripten;
  function(
      "schema", +[] { return schemaValue(); });
  function(
      "complete",
      +[](val settings) { return guarded([&] { return toValue(experimentFrom(settings)); }); });
  function(
      "readLink",
      +[](val text) { return guarded([&] { return toValue(readRunnableLink(linkFrom(text))); }); });
  function(
      "readLink", +[](val text, val settings) {
        return guarded(
            [&] { return toValue(readRunnableLink(linkFrom(text), settingsFrom(settings))); });
      });
  function(
      "writeLink",
      +[](val settings) { return guarded([&] { return writeLink(experimentFrom(settings)); }); });
  function(
      "version", +[] { return std::string(EBB_VERSION); });

  class_<Simulation>("Simulation")
      .constructor(
          +[](val settings) { return makeRun(settings, val::undefined()); }, allow_raw_pointers())
      .constructor(
          +[](val settings, val given) { return makeRun(settings, given); }, allow_raw_pointers())
      .property(
          "experiment",
          +[](const Simulation& run) { return guarded([&] { return toValue(run.experiment()); }); })
      .property(
          "applies", +[](const Simulation& run) { return appliesValue(run.experiment()); })
      .property(
          "bytes", +[](const Simulation& run) { return static_cast<double>(run.bytes()); })
      .property(
          "position", +[](const Simulation& run) { return static_cast<double>(run.position()); })
      .function(
          "advance", +[](Simulation& run, std::string unit) { guarded([&] { go(run, unit, 1); }); })
      .function(
          "advance", +[](Simulation& run, std::string unit,
                         double count) { guarded([&] { go(run, unit, count); }); })
      .function(
          "rewind", +[](Simulation& run, std::string unit) { guarded([&] { go(run, unit, -1); }); })
      .function(
          "rewind", +[](Simulation& run, std::string unit,
                        double count) { guarded([&] { go(run, unit, -count); }); })
      .function(
          "target",
          +[](const Simulation& run, std::string unit, double count) {
            return guarded([&] {
              const auto by = static_cast<std::int64_t>(checked("count", count));
              return static_cast<double>(run.target(unitFrom(unit), by));
            });
          })
      .function(
          "positionOf",
          +[](const Simulation& run, double iteration) {
            return guarded([&] {
              return static_cast<double>(
                  run.schedule().boundary(countFrom("iteration", iteration)));
            });
          })
      .function(
          "walkedBack",
          +[](const Simulation& run, double iteration) {
            return guarded([&] {
              return static_cast<double>(
                  run.schedule().walkedBack(countFrom("iteration", iteration)));
            });
          })
      .function(
          "passed",
          +[](const Simulation& run, double iteration, double operation, bool isBack) {
            return guarded([&] {
              const StepSchedule& schedule = run.schedule();
              const auto index = operationFrom(operation, schedule.operationCount());
              return static_cast<double>(
                  schedule.passed(countFrom("iteration", iteration), index, isBack));
            });
          })
      .function(
          "seek",
          +[](Simulation& run, double position, double limit) {
            return guarded([&] {
              return run.seek(countFrom("position", position), countFrom("limit", limit));
            });
          })
      .function(
          "frame",
          +[](const Simulation& run) {
            return guarded([&] { return toValue(run.frame(), run.experiment()); });
          })
      .function(
          "frame",
          +[](const Simulation& run, val request) {
            return guarded(
                [&] { return toValue(run.frame(requestFrom(request)), run.experiment()); });
          })
      .function(
          "history",
          +[](const Simulation& run) { return guarded([&] { return toValue(run.history()); }); })
      .property(
          "firstNonFinite",
          +[](const Simulation& run) {
            return guarded([&] { return toValue(run.firstNonFinite()); });
          })
      .function(
          "outcome",
          +[](const Simulation& run) { return guarded([&] { return toValue(run.outcome()); }); })
      .function(
          "dataset",
          +[](const Simulation& run) { return guarded([&] { return datasetValue(run); }); })
      .function(
          "activationCurve",
          +[](const Simulation& run) { return curveValue(run.experiment().activation); })
      .function(
          "parameters",
          +[](const Simulation& run) {
            return guarded([&] { return toValue(run.parameters(), false); });
          })
      .function(
          "gradients",
          +[](const Simulation& run) {
            return guarded([&] { return toValue(run.gradients(), false); });
          })
      .function(
          "values",
          +[](const Simulation& run) {
            return guarded([&] { return toValue(run.values(), true); });
          })
      .function(
          "valueGradients", +[](const Simulation& run) {
            return guarded([&] { return toValue(run.valueGradients(), true); });
          });
}

}  // namespace ebb
