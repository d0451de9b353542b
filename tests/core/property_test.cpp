#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "core/runs.h"
#include "experiment/link.h"
#include "fuzz/bounds.h"
#include "fuzz/generator.h"
#include "simulation/runnable.h"

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

TEST_CASE(
    "every field takes what is at its bound, and nothing just over it, which changes nothing") {
  Random random(Key(8).split("bounds"));
  for (const Field& field : fields()) {
    CAPTURE(field.name);
    // A longest table weighs four megabytes.
    const int rounds = field.type == Field::Type::text ? 4 : 40;
    for (int i = 0; i < rounds; ++i) {
      Experiment experiment = validExperiment(random);
      const Setting most = settingAtBound(field, random);
      CHECK_NOTHROW(set(experiment, field.name, most));
      CHECK(field.get(experiment) == most);
      const Experiment before = experiment;
      try {
        set(experiment, field.name, settingOverBound(field, random));
        CHECK(false);
      } catch (const FieldError& error) {
        CHECK(error.field == field.name);
        CHECK(std::string(error.what()).size() < 1000);
      }
      CHECK(areAlike(experiment, before));
    }
  }
}

TEST_CASE("layers by depth and width are refused just over their bounds, and stay as they are") {
  Random random(Key(8).split("shorthands"));
  const auto hidden = std::find_if(fields().begin(), fields().end(),
                                   [](const Field& field) { return field.name == "hidden"; });
  const Bounds inList = *boundsInList(*hidden);
  for (const auto& [name, most] :
       {std::pair("depth", hidden->max), std::pair("width", inList.most)}) {
    Experiment experiment = validExperiment(random);
    CHECK_NOTHROW(set(experiment, name, most));
    const Experiment before = experiment;
    CHECK_THROWS_AS(set(experiment, name, most + 1), FieldError);
    CHECK_THROWS_AS(set(experiment, name, std::nextafter(most, 0)), FieldError);
    CHECK(areAlike(experiment, before));
  }
}

TEST_CASE("a table is read up to every bound of it, and refused by name just over one") {
  Random random(Key(8).split("tables"));
  for (int i = 0; i < 60; ++i) {
    const std::string within = tableAtBound(false, random);
    CAPTURE(within.size());
    CHECK_NOTHROW(readTable(within, Targets::auto_));
    Experiment experiment;
    experiment.data = Data::table;
    experiment.table = tableAtBound(true, random);
    try {
      checkRunnable(experiment);
      CHECK(false);
    } catch (const FieldError& error) {
      CHECK(error.field == "table");
    }
  }
}

TEST_CASE(
    "a batch of one's own is taken up to every bound of it, and refused by name just over one") {
  Random random(Key(8).split("batches"));
  for (int i = 0; i < 500; ++i) {
    int rows = 0, columns = 0, moreRows = 0, moreColumns = 0;
    std::tie(rows, columns) = batchSizeAtBound(false, random);
    CAPTURE(rows);
    CAPTURE(columns);
    CHECK_NOTHROW(checkCustomSize("inputs", rows, columns));
    std::tie(moreRows, moreColumns) = batchSizeAtBound(true, random);
    CAPTURE(moreRows);
    CAPTURE(moreColumns);
    CustomBatch given;
    const bool isParameter = random.below(2) == 0;
    const std::string side = isParameter ? "1.weight" : random.below(2) == 0 ? "inputs" : "targets";
    // Refused before any of its numbers is read: none is ever written.
    Matrix<double> large(moreColumns, moreRows);
    if (isParameter) {
      large.resize(moreRows, moreColumns);
      given.parameters[side] = std::move(large);
    } else {
      given.inputs = Matrix<double>::Zero(1, 1);
      (side == "inputs" ? given.inputs : given.targets) = std::move(large);
    }
    try {
      datasetOf({}, given);
      CHECK(false);
    } catch (const FieldError& error) {
      CHECK(error.field == side);
    }
  }
}
