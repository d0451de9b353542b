#pragma once

#include <numeric>
#include <utility>
#include <vector>

#include "base/random.h"

namespace ebb {

/// Fills `order` with 0 … n-1 in an order that the key decides (Fisher & Yates).
inline void shuffle(std::vector<int>& order, Key key) {
  std::iota(order.begin(), order.end(), 0);
  Random random(key);
  for (std::size_t i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace ebb
