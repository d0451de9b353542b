#include "clinic/clinic.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiment/link.h"

using namespace ebb;

// Each draw trains dozens of networks, and under sanitizers takes a quarter of a minute: more of
// them are drawn in tests/claims.
TEST_CASE("a case has a link, as many faults as were asked for, and a goal") {
  const ClinicCase one = drawCase(7, 1);
  CHECK(one.faults.size() == 1);
  CHECK(writeLink(one.sick) != writeLink(one.healthy));
  CHECK(one.goal > 0);
  CHECK_THROWS_AS(drawCase(1, 0), FieldError);
  CHECK_THROWS_AS(drawCase(1, 4), FieldError);
}
