#include "clinic/clinic.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiment/link.h"

using namespace ebb;

TEST_CASE("a seed is one case, and another seed another") {
  const auto link = [](std::uint32_t seed, int faults) {
    return writeLink(drawCase(seed, faults).sick);
  };
  CHECK(link(7, 2) == link(7, 2));
  CHECK(link(7, 2) != link(8, 2));
  CHECK(link(7, 2) != link(7, 3));
  CHECK_THROWS_AS(drawCase(1, 0), FieldError);
  CHECK_THROWS_AS(drawCase(1, 4), FieldError);
}
