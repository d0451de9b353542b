#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "base/error.h"
#include "core/runs.h"
#include "experiment/link.h"
#include "fuzz/generator.h"

using namespace ebb;

TEST_CASE("2,000 random experiments run; what is not finite in them is named") {
  Random random(Key(2026));
  int ran = 0;
  for (int i = 0; i < 2000; ++i) {
    const Experiment experiment = validExperiment(random);
    CAPTURE(writeLink(experiment));
    try {
      Simulation run(experiment);
      run.seek(run.schedule().boundary(20), 100);
      const Frame frame = run.frame();
      bool isFinite = std::isfinite(*frame.loss);
      for (const LayerFrame& layer : frame.layers) {
        isFinite = isFinite && std::isfinite(*layer.signal) && std::isfinite(layer.weightNorm);
      }
      const Verdict verdict = diagnose(frame).verdict;
      const bool isNamed = verdict == Verdict::nan || verdict == Verdict::infinite;
      CHECK((isFinite || isNamed));
      ++ran;
    } catch (const FieldError& error) {
      // A table of numbers has no classes, and one of words no curve: refused by name.
      CHECK((error.field == "loss" || error.field == "table"));
    }
  }
  CHECK(ran > 1900);
}

TEST_CASE("2,000 random bad settings are refused by the name of their field") {
  Random random(Key(7));
  for (int i = 0; i < 2000; ++i) {
    const Field& field = fields()[random.below(static_cast<std::uint32_t>(fields().size()))];
    Experiment experiment = validExperiment(random);
    const std::string before = writeLink(experiment);
    CAPTURE(field.name);
    try {
      set(experiment, field.name, invalidSetting(field, random));
      CHECK(false);
    } catch (const FieldError& error) {
      CHECK(error.field == field.name);
      CHECK(!error.got.empty());
      CHECK(!error.takes.empty());
    }
    CHECK(writeLink(experiment) == before);
  }
}
