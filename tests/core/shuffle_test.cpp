#include "data/shuffle.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <vector>

using namespace ebb;

TEST_CASE("every order of three comes equally often, and a key always gives the same one") {
  std::map<std::vector<int>, int> counts;
  const int draws = 6000;
  for (int i = 0; i < draws; ++i) {
    std::vector<int> order(3);
    shuffle(order, Key(static_cast<std::uint64_t>(i)));
    ++counts[order];
  }
  CHECK(counts.size() == 6);
  for (const auto& entry : counts) CHECK(std::abs(entry.second - draws / 6) < 150);
  std::vector<int> one(50), other(50);
  shuffle(one, Key(3));
  shuffle(other, Key(3));
  CHECK(one == other);
}
