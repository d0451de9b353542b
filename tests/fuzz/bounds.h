#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "data/table.h"
#include "experiment/settings.h"
#include "stepper/custom_batch.h"

/// What comes from outside at its bounds and just over them, all read from where the core has them.
namespace ebb {

/// The least or the largest value that a field takes; of lists and texts the longest, too, and in
/// lists the least and the largest number.
inline Setting settingAtBound(const Field& field, Random& random) {
  const bool isLow = random.below(2) == 0;
  const auto length = static_cast<std::size_t>(isLow ? 0 : field.max);
  switch (field.type) {
    case Field::Type::kind:
      return std::string(isLow ? field.kinds.front() : field.kinds.back());
    case Field::Type::number:
    case Field::Type::integer:
      return isLow ? field.min : field.max;
    case Field::Type::widths:
    case Field::Type::numbers: {
      const Bounds inList = *boundsInList(field);
      std::vector<double> list(length, inList.most);
      for (double& number : list) number = random.below(2) == 0 ? inList.least : inList.most;
      return list;
    }
    case Field::Type::text:
      return std::string(length, '1');
  }
  return 0.0;
}

/// The same by one step more: the next number, one letter or one entry more, or one entry of a list
/// that is over its own bound.
inline Setting settingOverBound(const Field& field, Random& random) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const bool isLow = random.below(2) == 0;
  const auto longest = static_cast<std::size_t>(field.max);
  switch (field.type) {
    case Field::Type::kind:
      return std::string(isLow ? field.kinds.front() : field.kinds.back()) + 'x';
    case Field::Type::number:
      return isLow ? std::nextafter(field.min, -kInfinity) : std::nextafter(field.max, kInfinity);
    case Field::Type::integer:
      return isLow ? field.min - 1 : field.max + 1;
    case Field::Type::widths:
    case Field::Type::numbers: {
      const auto [least, most] = *boundsInList(field);
      if (random.below(3) == 0) return std::vector<double>(longest + 1, most);
      std::vector<double> list(1 + random.below(static_cast<std::uint32_t>(longest)), most);
      list[random.below(static_cast<std::uint32_t>(list.size()))] =
          isLow ? std::nextafter(least, -kInfinity) : std::nextafter(most, kInfinity);
      return list;
    }
    case Field::Type::text:
      return std::string(longest + 1, '1');
  }
  return 0.0;
}

/// A table of numbers, or of labels that are all different.
inline std::string tableOf(std::size_t rows, std::size_t inputs, bool labelled) {
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t input = 0; input < inputs; ++input) text += "1,";
    text += (labelled ? "label " : "") + std::to_string(row) + '\n';
  }
  return text;
}

/// A table that has as much as it may of rows, inputs or labels; or by one more.
inline std::string tableAtBound(bool isOver, Random& random) {
  const auto upTo = [&](std::size_t most) {
    return 1 + static_cast<std::size_t>(random.below(static_cast<std::uint32_t>(most)));
  };
  const std::size_t more = isOver ? 1 : 0;
  switch (random.below(3)) {
    case 0:
      return tableOf(kMostTableRows + more, 1 + upTo(2), false);
    case 1:
      return tableOf(upTo(20), kMostTableInputs + more, false);
    default:
      return tableOf(kMostTableLabels + more, upTo(kMostTableInputs), true);
  }
}

/// Rows and columns of a batch of one's own with as many of either, or of both together, as there
/// may be; or by one more.
inline std::pair<int, int> batchSizeAtBound(bool isOver, Random& random) {
  const int more = isOver ? 1 : 0;
  const auto upTo = [&](int most) {
    return 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(most)));
  };
  switch (random.below(3)) {
    case 0:
      return {kMostCustomSamples + more, upTo(kMostCustomNumbers / kMostCustomSamples)};
    case 1:
      return {upTo(64), kMostCustomColumns + more};
    default: {
      // So few columns as leave the rows within their own bound.
      const int least = kMostCustomNumbers / kMostCustomSamples + 1;
      const int columns = least + upTo(kMostCustomColumns - least);
      return {kMostCustomNumbers / columns + more, columns};
    }
  }
}

/// Whether two experiments have the same in every field.
inline bool areAlike(const Experiment& one, const Experiment& other) {
  for (const Field& field : fields()) {
    if (field.get(one) != field.get(other)) return false;
  }
  return true;
}

}  // namespace ebb
