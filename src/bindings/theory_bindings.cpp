#include <emscripten/bind.h>

#include <cmath>

#include "base/text.h"
#include "bindings/convert.h"
#include "bindings/guard.h"
#include "bindings/plain_object.h"
#include "theory/phase_plane.h"
#include "theory/theory.h"

namespace ebb {
namespace {

using emscripten::val;

/// As many as a map has columns at most.
constexpr unsigned kMostGains = 1024;

PlainObject layerValue(const TheoryLayer& layer) {
  return PlainObject()
      .number("layer", layer.layer)
      .number("q", layer.q)
      .number("signal", layer.signal)
      .number("low", layer.low)
      .number("high", layer.high)
      .number("sizePerSignal", layer.sizePerSignal)
      .number("factor", layer.factor)
      .number("factorLow", layer.factorLow)
      .number("factorHigh", layer.factorHigh)
      .number("saturated", layer.saturated)
      .number("activationStd", layer.activationStd);
}

val toValue(const Theory& theory) {
  return PlainObject()
      .value("layers", arrayOf(theory.layers, layerValue))
      .number("ratio", theory.ratio)
      .number("low", theory.low)
      .number("high", theory.high)
      .number("qStar", theory.qStar)
      .number("chi1", theory.chi1)
      .number("xi", theory.xi)
      .number("cStar", theory.cStar)
      .number("xiC", theory.xiC)
      .value("limit", theory.limit ? val(std::string(nameOf(*theory.limit))) : val::null());
}

PlainObject lineValue(const PhaseLine& line) {
  return PlainObject()
      .number("chi1", line.chi1)
      .number("xi", line.xi)
      .list("weightStd", line.weightStd)
      .list("biasStd", line.biasStd);
}

val toValue(const std::optional<PhasePlane>& plane) {
  if (!plane) return val::null();
  return PlainObject()
      .number("mostWeightStd", plane->mostWeightStd)
      .number("mostBiasStd", plane->mostBiasStd)
      .number("weightStd", plane->weightStd)
      .number("biasStd", plane->biasStd)
      .number("weightStdPerGain", plane->weightStdPerGain)
      .value("lines", arrayOf(plane->lines, lineValue));
}

std::vector<double> gainsFrom(const val& value) {
  const unsigned count = value.isArray() ? value["length"].as<unsigned>() : kMostGains + 1;
  if (count > kMostGains) {
    throw FieldError(
        "gains", value.isArray() ? "a list of " + std::to_string(count) : describeOutside(value),
        "a list of up to " + std::to_string(kMostGains) + " numbers");
  }
  std::vector<double> gains;
  for (unsigned i = 0; i < count; ++i) {
    const double gain = value[i].isNumber() ? value[i].as<double>() : -1;
    if (!(gain >= 0) || !std::isfinite(gain)) {
      throw FieldError("gains", describeOutside(value[i]), "numbers from 0");
    }
    gains.push_back(gain);
  }
  return gains;
}

PlainObject depthValue(const GainDepth& one) {
  return PlainObject()
      .number("gain", one.gain)
      .number("chi1", one.chi1)
      .number("xi", one.xi)
      .number("depth", one.depth);
}

}  // namespace

// Apart from the rest, so that the build for float32 alone, which a page loads first, goes without.
EMSCRIPTEN_BINDINGS(ebb_theory) {
  using namespace emscripten;
  function(
      "theory", +[](val settings) {
        return guarded([&] { return toValue(theoryOf(experimentFrom(settings))); });
      });
  function(
      "phasePlane", +[](val settings) {
        return guarded([&] { return toValue(phasePlaneOf(experimentFrom(settings))); });
      });
  function(
      "trainableDepths", +[](val settings, val gains) {
        return guarded([&] {
          return arrayOf(trainableDepths(experimentFrom(settings), gainsFrom(gains)), depthValue);
        });
      });
}

}  // namespace ebb
