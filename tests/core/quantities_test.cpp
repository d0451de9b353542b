#include "probe/quantities.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/relative.h"
#include "core/small_matrix.h"

using namespace ebb;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNan = std::nan("");

}  // namespace

TEST_CASE("signal: B times the root mean square over units and samples") {
  // ‖G‖ = 5, four numbers, two samples: 2 · 5 / √4.
  CHECK(signal(matrix(2, 2, {3, 0, 0, 4})) == doctest::Approx(5));
  CHECK(signal(matrix(1, 3, {1, 1, 1})) == doctest::Approx(3));
  CHECK(signal(matrix(2, 1, {0, 0})) == 0);
}

TEST_CASE("signal's median: the sample in the middle, of two the mean between them") {
  CHECK(signalMedian(matrix(1, 3, {1, -2, 10})) == doctest::Approx(6));
  CHECK(signalMedian(matrix(1, 4, {10, 1, 4, 2})) == doctest::Approx(12));
  // Norms of the samples 5, 0, 10; three samples of two units: 3 · 5 / √2.
  CHECK(signalMedian(matrix(2, 3, {3, 0, 6, 4, 0, 8})) == doctest::Approx(15 / std::sqrt(2.0)));
  CHECK(std::isnan(signalMedian(matrix(1, 3, {1, kNan, 2}))));
}

TEST_CASE("update ratio: the change over what was there before") {
  CHECK(updateRatio(matrix(1, 2, {3, 4}), matrix(1, 2, {0, -1})) == doctest::Approx(0.2));
  CHECK(updateRatio(matrix(1, 2, {0, 0}), matrix(1, 2, {0, 0})) == 0);
  CHECK(updateRatio(matrix(1, 2, {0, 0}), matrix(1, 2, {1, 0})) == kInfinity);
}

TEST_CASE("mean and standard deviation over all numbers, by their count") {
  const MeanAndStd spread = meanAndStd(matrix(2, 2, {1, 2, 3, 6}));
  CHECK(spread.mean == doctest::Approx(3));
  CHECK(spread.standardDeviation == doctest::Approx(std::sqrt(3.5)));
}

TEST_CASE("size of values: the root of their mean square, at any scale; what is not finite shows") {
  CHECK(valueSize(matrix(2, 2, {1, -7, 5, 5})) == doctest::Approx(5));
  CHECK(valueSize(matrix(1, 2, {3e200, -3e200})) == doctest::Approx(3e200));
  CHECK(valueSize(matrix(1, 2, {3e-200, 3e-200})) == relative(3e-200));
  CHECK(valueSize(matrix(2, 3, {0, 0, 0, 0, 0, 0})) == 0);
  CHECK(valueSize(matrix(1, 2, {1, -kInfinity})) == kInfinity);
  CHECK(std::isnan(valueSize(matrix(1, 2, {1, kNan}))));
}

TEST_CASE("saturated: under a tenth of the largest slope, by size") {
  CHECK(saturatedShare(Activation::sigmoid, matrix(1, 4, {0.0251, 0.0249, 0.24, -0.01})) == 0.5);
  CHECK(saturatedShare(Activation::tanh, matrix(1, 4, {0.099, 0.101, 1, -0.5})) == 0.25);
  CHECK(saturatedShare(Activation::selu, matrix(1, 2, {0.17, 0.18})) == 0.5);
}

TEST_CASE("dead: a unit with slope 0 for every sample") {
  CHECK(deadShare(matrix(4, 2, {0, 0, 0, 1, 1, 1, 0, 0})) == 0.5);
  CHECK(deadShare(matrix(2, 2, {0, 1, 1, 0})) == 0);
  CHECK(deadShare(matrix(1, 2, {0, 1e-300})) == 0);
}

TEST_CASE("accuracy: one output by its side, several by the largest") {
  const auto targets = matrix(1, 4, {1, 1, 0, 0});
  CHECK(accuracy(matrix(1, 4, {0.3, -0.1, -2, -3}), targets, 0) == 0.75);
  CHECK(accuracy(matrix(1, 4, {0.3, 0.6, 0.4, 0.7}), targets, 0.5) == 0.5);
  // Two samples of three are right: classes 1, 0 and 2 are answered, 1, 2 and 2 are meant.
  CHECK(accuracy(matrix(3, 3, {0.2, 5, 0, 0.9, 1, 0, -1, 2, 3}),
                 matrix(3, 3, {0, 0, 0, 1, 0, 0, 0, 1, 1}), 0) == doctest::Approx(2.0 / 3));
}
