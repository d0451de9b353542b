#include "base/arena.h"

#include <doctest/doctest.h>

#include <cstdint>

using namespace ebb;

TEST_CASE("an arena counts first, then hands out zeros that do not overlap and begin on 64 bytes") {
  Arena counting;
  CHECK(counting.take<float>(3) == nullptr);
  CHECK(counting.take<double>(9) == nullptr);
  CHECK(counting.used() == 64 + 128);
  Arena arena(counting.used());
  float* first = arena.take<float>(3);
  double* second = arena.take<double>(9);
  CHECK(first[2] == 0);
  CHECK(second[8] == 0);
  CHECK(reinterpret_cast<char*>(second) - reinterpret_cast<char*>(first) == 64);
  CHECK(reinterpret_cast<std::uintptr_t>(first) % 16 == 0);
  CHECK(arena.data() == reinterpret_cast<char*>(first));
  CHECK_THROWS_AS(arena.take<char>(1), std::logic_error);
}
