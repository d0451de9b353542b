#include "base/arena.h"

#include <doctest/doctest.h>

#include <cstdint>

using namespace ebb;

TEST_CASE("an arena counts first, then hands out zeros that do not overlap and begin on 64 bytes") {
  // Of either precision, whatever type is asked for; records have a size of their own.
  Arena counting = Arena::counting(sizeof(double));
  CHECK(counting.take<float>(3) == nullptr);
  CHECK(counting.takeRecords<std::uint64_t>(9) == nullptr);
  CHECK(counting.used() == 64 + 128);
  Arena arena(counting.used());
  double* first = arena.take<double>(3);
  std::uint64_t* second = arena.takeRecords<std::uint64_t>(9);
  CHECK(first[2] == 0);
  CHECK(second[8] == 0);
  CHECK(reinterpret_cast<char*>(second) - reinterpret_cast<char*>(first) == 64);
  CHECK(reinterpret_cast<std::uintptr_t>(first) % 16 == 0);
  CHECK(arena.data() == reinterpret_cast<char*>(first));
  CHECK_THROWS_AS(arena.take<double>(1), std::logic_error);
}
