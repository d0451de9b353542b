#include "functions/finiteness.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/small_matrix.h"

using namespace ebb;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNan = std::nan("");

}  // namespace

TEST_CASE("finiteness: NaN before infinity") {
  CHECK(finiteness(matrix(1, 2, {1, -2})) == Verdict::healthy);
  CHECK(finiteness(matrix(1, 2, {1, -kInfinity})) == Verdict::infinite);
  CHECK(finiteness(matrix(1, 3, {1, kInfinity, kNan})) == Verdict::nan);
}

TEST_CASE("finiteness where a size is known: a norm that overflows is no infinite value") {
  CHECK(finiteness(matrix(1, 2, {1, 2}), 3.0) == Verdict::healthy);
  CHECK(finiteness(matrix(1, 2, {1e308, 1e308}), kInfinity) == Verdict::healthy);
  CHECK(finiteness(matrix(1, 2, {1, kInfinity}), kInfinity) == Verdict::infinite);
  CHECK(finiteness(matrix(1, 2, {kInfinity, kNan}), kNan) == Verdict::nan);
}
