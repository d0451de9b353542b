#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ebb {

/// The number in the middle; of two the mean between them. `numbers`: at least one, none NaN.
inline double median(std::vector<double> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  if (numbers.size() % 2 == 1) return *middle;
  return (*std::max_element(numbers.begin(), middle) + *middle) / 2;
}

}  // namespace ebb
