#include <emscripten/bind.h>

#include <cmath>
#include <string>

#include "base/error.h"
#include "bindings/convert.h"
#include "bindings/guard.h"

namespace ebb {
namespace {

using emscripten::val;

/// More than any machine has cores.
constexpr double kMostWorkers = 1024;

int workersFrom(const val& value) {
  const double workers = positiveFrom(value, "workers");
  if (workers == std::floor(workers) && workers <= kMostWorkers) return static_cast<int>(workers);
  throw FieldError("workers", std::to_string(workers), "a whole number from 1 to 1024");
}

RemedySearch* makeSearch(const val& settings, const val& frame, const val& options) {
  return guarded([&] {
    return new RemedySearch(
        experimentFrom(settings), remediesFrom(settings, frame, options["locked"]),
        positiveFrom(options["seconds"], "seconds"), workersFrom(options["workers"]));
  });
}

}  // namespace

// Apart from the rest, so that the build for float32 alone, which a page loads first, goes without.
EMSCRIPTEN_BINDINGS(ebb_remedies) {
  using namespace emscripten;
  function(
      "remedies", +[](val settings, val frame) {
        return guarded([&] { return toValue(remediesFrom(settings, frame, val::array())); });
      });
  class_<RemedySearch>("RemedySearch")
      .constructor(
          +[](val settings, val frame, val options) {
            return makeSearch(settings, frame, options);
          },
          allow_raw_pointers())
      .function(
          "next",
          +[](RemedySearch& search, double secondsLeft) {
            return guarded([&] { return trialsValue(search.next(secondsLeft), search); });
          })
      .function(
          "report",
          +[](RemedySearch& search, val trial, val outcome, double seconds) {
            guarded([&] { search.report(resultFrom(trial, outcome, seconds)); });
          })
      .function(
          "ranking",
          +[](const RemedySearch& search) { return guarded([&] { return rankingValue(search); }); })
      .function(
          "unchanged", +[](const RemedySearch& search) {
            return guarded([&] { return unchangedValue(search); });
          });
}

}  // namespace ebb
