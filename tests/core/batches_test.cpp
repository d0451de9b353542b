#include "stepper/batches.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

using namespace ebb;

TEST_CASE(
    "an epoch sees every sample once, in an order of its own; its last batch may be smaller") {
  Batches batches(10, 4, Key(1));
  CHECK(batches.size() == 4);
  CHECK(batches.perEpoch() == 3);
  std::vector<std::vector<int>> epochs;
  for (std::uint64_t iteration = 0; iteration < 6; ++iteration) {
    if (iteration % 3 == 0) epochs.emplace_back();
    const Batches::Range range = batches.of(iteration);
    CHECK(range.first == static_cast<int>(iteration % 3) * 4);
    CHECK(range.count == (iteration % 3 == 2 ? 2 : 4));
    for (int i = 0; i < range.count; ++i) {
      epochs.back().push_back(batches.order()[static_cast<std::size_t>(range.first + i)]);
    }
  }
  for (const auto& epoch : epochs) {
    const std::set<int> seen(epoch.begin(), epoch.end());
    CHECK(seen.size() == 10);
    CHECK(*seen.begin() == 0);
    CHECK(*seen.rbegin() == 9);
  }
  CHECK(epochs[0] != epochs[1]);
  // Back in the first epoch its order is there again.
  batches.of(0);
  CHECK(batches.order() == epochs[0]);
}

TEST_CASE("all samples at once stay in their own order") {
  for (const int size : {0, 5, 9}) {
    Batches batches(5, size, Key(1));
    CHECK(batches.size() == 5);
    CHECK(batches.perEpoch() == 1);
    CHECK(batches.of(7).first == 0);
    CHECK(batches.of(7).count == 5);
    CHECK(batches.order() == std::vector<int>{0, 1, 2, 3, 4});
  }
}
