#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/random.h"
#include "experiment/fields.h"

/// Random settings, for the property tests and the fuzzer alike.
namespace ebb {

/// A value that the field takes; small enough that a run of it takes milliseconds.
inline Setting validSetting(const Field& field, Random& random) {
  const auto whole = [&](int from, int to) {
    return from + static_cast<int>(random.below(static_cast<std::uint32_t>(to - from + 1)));
  };
  switch (field.type) {
    case Field::Type::kind:
      return std::string(
          field.kinds[static_cast<std::size_t>(whole(0, static_cast<int>(field.max)))]);
    case Field::Type::number:
      if (random.below(4) == 0) return random.below(2) == 0 ? field.min : field.max;
      if (field.logarithmic) {
        const double low = std::max(field.min, 1e-6);
        return std::min(field.max, low * std::pow(field.max / low, random.uniform()));
      }
      return random.uniform(field.min, field.max);
    case Field::Type::integer:
      if (field.name == "seed") return static_cast<double>(random.bits() >> 32);
      return static_cast<double>(whole(static_cast<int>(field.min), 60));
    case Field::Type::widths: {
      std::vector<double> widths(static_cast<std::size_t>(whole(0, 6)));
      for (double& width : widths) width = whole(1, 6);
      return widths;
    }
    case Field::Type::numbers:
      return std::vector<double>();
    case Field::Type::text: {
      std::string table;
      const bool words = random.below(2) == 0;
      for (int row = 0; row < 12; ++row) {
        table += std::to_string(random.normal()) + ',' + std::to_string(random.normal()) + ',';
        table += words ? (row % 3 == 0 ? "a" : "b") : std::to_string(row * 0.5);
        table += '\n';
      }
      return table;
    }
  }
  return 0.0;
}

inline Experiment validExperiment(Random& random) {
  Experiment experiment;
  for (const Field& field : fields()) set(experiment, field.name, validSetting(field, random));
  // The one thing that fields alone cannot say: a curve has no classes.
  const bool mayBeCurve = experiment.data == Data::sine;
  if (mayBeCurve && experiment.loss != Loss::linear) experiment.loss = Loss::mse;
  return experiment;
}

/// A value that the field does not take.
inline Setting invalidSetting(const Field& field, Random& random) {
  const bool isNumber = field.type == Field::Type::number || field.type == Field::Type::integer;
  switch (random.below(isNumber ? 5u : 2u)) {
    case 0:
      return isNumber ? Setting(std::string("ten")) : Setting(std::nan(""));
    case 1:
      return isNumber ? Setting(std::vector<double>{1, 2}) : Setting(-1.5);
    case 2:
      return field.max + 1 + std::abs(random.normal()) * 100;
    case 3:
      return field.min - 1 - std::abs(random.normal()) * 100;
    default:
      return random.below(2) == 0 ? std::nan("") : std::numeric_limits<double>::infinity();
  }
}

}  // namespace ebb
