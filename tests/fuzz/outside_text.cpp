// A libFuzzer target over everything that comes from outside: link text, an experiment's JSON, a
// table, and (from a seed) experiments that are then run for a few iterations, and settings at
// their bounds. The first byte chooses. Whatever comes, the answer is a value or a FieldError.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "data/table.h"
#include "experiment/link.h"
#include "fuzz/bounds.h"
#include "fuzz/generator.h"
#include "simulation/runnable.h"
#include "simulation/simulation.h"

namespace {

using nlohmann::json;

void readExperimentJson(std::string_view text) {
  const json record = json::parse(text, nullptr, false);
  if (!record.is_object()) return;
  ebb::Experiment experiment;
  for (const auto& [name, value] : record.items()) {
    ebb::Setting setting = 0.0;
    if (value.is_number()) {
      setting = value.get<double>();
    } else if (value.is_string()) {
      setting = value.get<std::string>();
    } else if (value.is_array()) {
      std::vector<double> list;
      for (const auto& item : value) {
        if (item.is_number()) list.push_back(item.get<double>());
      }
      setting = list;
    }
    try {
      ebb::set(experiment, name, setting);
    } catch (const ebb::FieldError&) {
    }
  }
}

void readBackLink(std::string_view text) {
  const ebb::LinkReading reading = ebb::readRunnableLink(text);
  for (const ebb::FieldError& problem : reading.problems) {
    if (std::string(problem.what()).size() > 1000) std::abort();
  }
  ebb::checkRunnable(reading.experiment);
  const std::string link = ebb::writeLink(reading.experiment);
  const ebb::LinkReading again = ebb::readLink(link);
  if (!again.problems.empty() || ebb::writeLink(again.experiment) != link) std::abort();
}

void runFromSeed(std::string_view bytes) {
  std::uint64_t seed = 0;
  for (const char byte : bytes) seed = seed * 257 + static_cast<unsigned char>(byte);
  ebb::Random random{ebb::Key(seed)};
  const bool isLarge = random.below(2) == 0;
  const ebb::Experiment experiment =
      isLarge ? ebb::largeExperiment(random) : ebb::validExperiment(random);
  ebb::checkRunnable(experiment);
  const auto batch = experiment.batchSize == 0 ? experiment.samples : experiment.batchSize;
  if (ebb::workOf(experiment, batch) > 1e7) return;
  ebb::Simulation run(experiment);
  run.seek(run.schedule().boundary(2) + 3, 10);
  ebb::diagnose(run.frame());
}

/// At a bound, or just over it, where the answer has to be a FieldError and nothing changed.
void meetBounds(std::string_view bytes) {
  std::uint64_t seed = 0;
  for (const char byte : bytes) seed = seed * 257 + static_cast<unsigned char>(byte);
  ebb::Random random{ebb::Key(seed)};
  ebb::Experiment experiment = ebb::validExperiment(random);
  const auto count = static_cast<std::uint32_t>(ebb::fields().size());
  for (int i = 0; i < 3; ++i) {
    const ebb::Field& field = ebb::fields()[random.below(count)];
    ebb::set(experiment, field.name, ebb::settingAtBound(field, random));
  }
  const ebb::Experiment before = experiment;
  const ebb::Field& field = ebb::fields()[random.below(count)];
  try {
    ebb::set(experiment, field.name, ebb::settingOverBound(field, random));
    std::abort();
  } catch (const ebb::FieldError&) {
    if (!ebb::areAlike(experiment, before)) std::abort();
  }
  ebb::checkRunnable(experiment);
  if (experiment.data != ebb::Data::table) return;
  const bool isOver = random.below(2) == 0;
  experiment.table = ebb::tableAtBound(isOver, random);
  ebb::checkRunnable(experiment);
  if (isOver) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    switch (data[0] % 5) {
      case 0:
        readBackLink(text);
        break;
      case 1:
        readExperimentJson(text);
        break;
      case 2:
        ebb::readTable(text, static_cast<ebb::Targets>(data[0] / 8 % 3));
        break;
      case 3:
        runFromSeed(text.substr(0, 8));
        break;
      case 4:
        meetBounds(text.substr(0, 8));
        break;
    }
  } catch (const ebb::FieldError&) {
  }
  return 0;
}
