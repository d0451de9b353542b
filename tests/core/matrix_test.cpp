#include "base/matrix.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/relative.h"

using namespace ebb;

TEST_CASE("a Frobenius norm neither overflows nor underflows while its entries do not") {
  const auto norm = [](double a, double b) { return frobeniusNorm(Eigen::Vector2d(a, b)); };
  CHECK(norm(3, -4) == 5);
  CHECK(norm(0, 0) == 0);
  CHECK(norm(3e200, 4e200) == doctest::Approx(5e200));
  CHECK(norm(3e-200, 4e-200) == relative(5e-200));
  CHECK(norm(3e-310, 4e-310) == relative(5e-310));
  CHECK(frobeniusNorm(Eigen::Vector2f(3e-45f, 4e-45f)) > 0);
  CHECK(frobeniusNorm(Eigen::Vector2f(3e38f, 0)) == doctest::Approx(3e38));
  CHECK(frobeniusNorm(Matrix<double>(0, 3)) == 0);
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(norm(1, infinity) == infinity);
  CHECK(std::isnan(norm(infinity, std::nan(""))));
}
