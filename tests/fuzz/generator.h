#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>

#include "base/random.h"
#include "experiment/settings.h"
#include "experiment/widths.h"

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

/// Settings that are each in their range, at the ends of it as often as between, large networks
/// among them: whether they can be run is for the core to say.
inline Experiment largeExperiment(Random& random) {
  Experiment experiment = validExperiment(random);
  const auto among = [&random](std::initializer_list<int> numbers) {
    return *(numbers.begin() + random.below(static_cast<std::uint32_t>(numbers.size())));
  };
  const auto upTo = [&random](int most) {
    return 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(most)));
  };
  const int runs = upTo(3);
  experiment.hidden.clear();
  for (int i = 0; i < runs; ++i) {
    const int layers = std::min<int>(among({1, 2, 63, 124, 127, kMaxLayers, upTo(kMaxLayers)}),
                                     kMaxLayers - static_cast<int>(experiment.hidden.size()));
    const int units = among({1, 86, kMaxUnits - 1, kMaxUnits, kMaxUnits, upTo(kMaxUnits)});
    experiment.hidden.insert(experiment.hidden.end(), static_cast<std::size_t>(layers), units);
  }
  experiment.samples = among({2, 3, 200, 4999, 5000, 5000, 1 + upTo(4999)});
  experiment.batchSize = among({0, 0, 1, 4089, 5000, upTo(5000)});
  experiment.testFraction = random.below(2) == 0 ? 0 : random.uniform(0, 0.5);
  return experiment;
}

/// Multiplications of one iteration, about.
inline double workOf(const Experiment& experiment, int batch) {
  double products = 0;
  int before = 16;
  for (const int units : experiment.hidden) {
    products += static_cast<double>(before) * units;
    before = units;
  }
  return 3 * products * batch;
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
