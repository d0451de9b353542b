#include <emscripten/bind.h>

#include <cmath>

#include "base/text.h"
#include "bindings/convert.h"
#include "bindings/guard.h"
#include "theory/phase_plane.h"
#include "theory/theory.h"

namespace ebb {
namespace {

using emscripten::val;

/// As many as a map has columns at most.
constexpr unsigned kMostGains = 1024;

val maybe(const std::optional<double>& number) { return number ? val(*number) : val::null(); }

val listOf(const std::vector<double>& numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<val>("slice");
}

val layerValue(const TheoryLayer& layer) {
  val object = val::object();
  object.set("layer", layer.layer);
  object.set("q", maybe(layer.q));
  object.set("signal", maybe(layer.signal));
  object.set("saturated", maybe(layer.saturated));
  object.set("activationStd", maybe(layer.activationStd));
  return object;
}

val toValue(const Theory& theory) {
  val layers = val::array();
  for (const TheoryLayer& layer : theory.layers) layers.call<void>("push", layerValue(layer));
  val object = val::object();
  object.set("layers", layers);
  object.set("ratio", maybe(theory.ratio));
  object.set("low", maybe(theory.low));
  object.set("high", maybe(theory.high));
  object.set("qStar", maybe(theory.qStar));
  object.set("chi1", maybe(theory.chi1));
  object.set("xi", maybe(theory.xi));
  object.set("cStar", maybe(theory.cStar));
  object.set("xiC", maybe(theory.xiC));
  object.set("limit", theory.limit ? val(std::string(nameOf(*theory.limit))) : val::null());
  return object;
}

val toValue(const std::optional<PhasePlane>& plane) {
  if (!plane) return val::null();
  val lines = val::array();
  for (const PhaseLine& line : plane->lines) {
    val object = val::object();
    object.set("chi1", line.chi1);
    object.set("xi", maybe(line.xi));
    object.set("weightStd", listOf(line.weightStd));
    object.set("biasStd", listOf(line.biasStd));
    lines.call<void>("push", object);
  }
  val object = val::object();
  object.set("mostWeightStd", plane->mostWeightStd);
  object.set("mostBiasStd", plane->mostBiasStd);
  object.set("weightStd", plane->weightStd);
  object.set("biasStd", plane->biasStd);
  object.set("weightStdPerGain", plane->weightStdPerGain);
  object.set("lines", lines);
  return object;
}

std::vector<double> gainsFrom(const val& value) {
  const unsigned count = value.isArray() ? value["length"].as<unsigned>() : kMostGains + 1;
  if (count > kMostGains) {
    throw FieldError("gains", value.isArray() ? "a list of " + std::to_string(count) : "no list",
                     "a list of up to " + std::to_string(kMostGains) + " numbers");
  }
  std::vector<double> gains;
  for (unsigned i = 0; i < count; ++i) {
    const double gain = value[i].isNumber() ? value[i].as<double>() : -1;
    if (!(gain >= 0) || !std::isfinite(gain)) {
      throw FieldError("gains", formatNumber(gain), "numbers from 0");
    }
    gains.push_back(gain);
  }
  return gains;
}

val depthsValue(const std::vector<GainDepth>& depths) {
  val list = val::array();
  for (const GainDepth& one : depths) {
    val object = val::object();
    object.set("gain", one.gain);
    object.set("chi1", maybe(one.chi1));
    object.set("xi", maybe(one.xi));
    object.set("depth", maybe(one.depth));
    list.call<void>("push", object);
  }
  return list;
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
          return depthsValue(trainableDepths(experimentFrom(settings), gainsFrom(gains)));
        });
      });
}

}  // namespace ebb
