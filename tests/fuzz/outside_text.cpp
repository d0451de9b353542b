// A libFuzzer target over everything that comes from outside: link text, an experiment's JSON, a
// table, and (from a seed) experiments that are then run for a few iterations. The first byte
// chooses. Whatever comes, the answer is a value or a FieldError.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "experiment/link.h"
#include "functions/table.h"
#include "fuzz/generator.h"
#include "run/simulation.h"

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
  const std::string link = ebb::writeLink(ebb::readLink(text).experiment);
  const ebb::LinkReading again = ebb::readLink(link);
  if (!again.problems.empty() || ebb::writeLink(again.experiment) != link) std::abort();
}

void runFromSeed(std::string_view bytes) {
  std::uint64_t seed = 0;
  for (const char byte : bytes) seed = seed * 257 + static_cast<unsigned char>(byte);
  ebb::Random random{ebb::Key(seed)};
  ebb::Simulation run(ebb::validExperiment(random));
  run.seek(run.schedule().boundary(2) + 3, 10);
  ebb::diagnose(run.frame());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    switch (data[0] % 4) {
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
    }
  } catch (const ebb::FieldError&) {
  }
  return 0;
}
