#include "base/median.h"

#include <doctest/doctest.h>

#include <limits>

using namespace ebb;

TEST_CASE("a median is the number in the middle, of two the mean between them, in any order") {
  CHECK(median({7}) == 7);
  CHECK(median({10, 1, 4}) == 4);
  CHECK(median({10, 1}) == 5.5);
  CHECK(median({9, 1, 4, 2}) == 3);
  CHECK(median({2, 2, 2, -8}) == 2);
  CHECK(median({1, 5, 2, 4, 3}) == 3);
}

TEST_CASE("numbers that are infinite count as the largest, and not more") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(median({infinity, 1, 2}) == 2);
  CHECK(median({infinity, infinity, 2}) == infinity);
}
