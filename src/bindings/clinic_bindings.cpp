#include <emscripten/bind.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/text.h"
#include "bindings/convert.h"
#include "bindings/guard.h"
#include "bindings/plain_object.h"
#include "clinic/clinic.h"

namespace ebb {
namespace {

using emscripten::val;

double wholeFrom(const val& value, const char* field, double most) {
  const double number = value.isNumber() ? value.as<double>() : -1;
  if (number >= 0 && number <= most && number == std::floor(number)) return number;
  throw FieldError(field, describeOutside(value), "a whole number from 0 to " + formatNumber(most));
}

PlainObject faultValue(const Fault& fault) {
  return PlainObject()
      .text("field", fault.field)
      .value("value", valueOf(fault.value))
      .value("healthy", valueOf(fault.healthy))
      .value("finding", fault.finding ? val(std::string(nameOf(*fault.finding))) : val::null());
}

val toValue(const ClinicCase& one) {
  return PlainObject()
      .value("experiment", toValue(one.sick))
      .value("faults", arrayOf(one.faults, faultValue))
      .number("iterations", static_cast<double>(one.iterations))
      .number("goal", one.goal);
}

PlainObject suspectValue(const Suspect& suspect) {
  return PlainObject()
      .text("field", suspect.field)
      .value("values", arrayOf(suspect.values, valueOf));
}

}  // namespace

// Apart from the rest, so that the build for float32 alone, which a page loads first, goes without.
EMSCRIPTEN_BINDINGS(ebb_clinic) {
  using namespace emscripten;
  function(
      "clinicCase", +[](val seed, val faults) {
        return guarded([&] {
          const double number = wholeFrom(seed, "seed", std::numeric_limits<std::uint32_t>::max());
          const double count = wholeFrom(faults, "faults", kMostFaults);
          return toValue(drawCase(static_cast<std::uint32_t>(number), static_cast<int>(count)));
        });
      });
  function(
      "suspects", +[] { return arrayOf(suspects(), suspectValue); });
}

}  // namespace ebb
