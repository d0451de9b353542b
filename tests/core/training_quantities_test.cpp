#include "probe/training_quantities.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/small_matrix.h"

using namespace ebb;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const double kNan = std::nan("");

}  // namespace

TEST_CASE("units' spread: 0 of copies, by hand of others, at any scale") {
  const auto spread = [](std::vector<double> weights, std::vector<double> biases) {
    Matrix<double> w = matrix(2, 2, std::move(weights));
    Matrix<double> b = matrix(2, 1, std::move(biases));
    return unitSpread(View<double>(w.data(), 2, 2), View<double>(b.data(), 2, 1), frobeniusNorm(w));
  };
  CHECK(spread({0.1, -0.3, 0.1, -0.3}, {0.7, 0.7}) == 0);
  CHECK(spread({0, 0, 0, 0}, {0, 0}) == 0);
  // Rows (1.1, 0, 0) and (1, 0, 0): a mean of 1.05, distances 0.05 and 0.05, sizes 1.21 and 1.
  for (const double scale : {1.0, 1e-300, 1e300}) {
    CHECK(*spread({1.1 * scale, 0, scale, 0}, {0, 0}) == doctest::Approx(std::sqrt(0.005 / 2.21)));
    CHECK(*spread({0, 0, 0, 0}, {1.1 * scale, scale}) == doctest::Approx(std::sqrt(0.005 / 2.21)));
    CHECK(!spread({3 * scale, 0, scale, 0}, {0, 0}));
    CHECK(!spread({0, 0, 0, 0}, {3 * scale, scale}));
  }
  // A tenth is where nobody asks how far apart they are: √(0.02 / 2.44) and √(0.045 / 2.69).
  CHECK(*spread({1.2, 0, 1, 0}, {0, 0}) == doctest::Approx(std::sqrt(0.02 / 2.44)));
  CHECK(!spread({1.3, 0, 1, 0}, {0, 0}));
  CHECK(std::isnan(*spread({1, kNan, 1, 2}, {0, 0})));
  CHECK(std::isnan(*spread({1, kInfinity, 1, 2}, {0, 0})));
}

TEST_CASE("curvature along the output layer: the largest eigenvalue of the mean second moment") {
  // By hand: ((4, 2), (2, 1)) has 5 and 0; ((5/2, 1/2), (1/2, 1)) has 7/4 ± √13/4.
  const Eigen::VectorXd ones = Eigen::VectorXd::Ones(2);
  CHECK(outputCurvature(matrix(1, 2, {2, 2}), ones) == doctest::Approx(5));
  CHECK(outputCurvature(matrix(1, 2, {2, 2}), 0.25 * ones) == doctest::Approx(1.25));
  CHECK(outputCurvature(matrix(1, 2, {2, -1}), ones) == doctest::Approx(2.651).epsilon(0.01));
  CHECK(outputCurvature(matrix(1, 2, {0, 0}), 0 * ones) == 0);
}

TEST_CASE("how samples differ: by the directions of their vectors, and by their lengths") {
  // Cosines of (2, 0) and (0, 1): 0; of (2, 0), (0, 1) and (0, 3): 0, 0 and 1.
  SampleSpread spread = spreadOfSamples(matrix(2, 2, {2, 0, 0, 1}));
  CHECK(spread.cosineDistance == doctest::Approx(1));
  // Lengths 2 and 1 about 3/2: (1/4 + 1/4) / (9/4).
  CHECK(spread.lengthSpread == doctest::Approx(2.0 / 9));
  spread = spreadOfSamples(matrix(2, 3, {2, 0, 0, 0, 1, 3}));
  CHECK(spread.cosineDistance == doctest::Approx(2.0 / 3));
  // Lengths 2, 1 and 3 about 2: a variance of 1, over 4.
  CHECK(spread.lengthSpread == doctest::Approx(0.25));
  spread = spreadOfSamples(matrix(2, 2, {1, -1, 2, -2}));
  CHECK(spread.cosineDistance == doctest::Approx(2));
  CHECK(spread.lengthSpread == 0);
}

TEST_CASE("samples that are 0 have no direction: all of them are one, one beside others is apart") {
  SampleSpread spread = spreadOfSamples(matrix(2, 3, {0, 0, 0, 0, 0, 0}));
  CHECK(spread.cosineDistance == 0);
  CHECK(spread.lengthSpread == 0);
  // (3, 4) and 0, lengths 5 and 0 about 5/2.
  spread = spreadOfSamples(matrix(2, 2, {3, 0, 4, 0}));
  CHECK(spread.cosineDistance == doctest::Approx(0.5));
  CHECK(spread.lengthSpread == doctest::Approx(2));
  // A single sample is told apart from no other.
  spread = spreadOfSamples(matrix(2, 1, {3, 4}));
  CHECK(spread.cosineDistance == 1);
  CHECK(spread.lengthSpread == 1);
}

TEST_CASE("distances far under the resolution of 1 are not lost") {
  // Two directions an angle of 2e-9 apart: 1 - cos is half its square.
  const SampleSpread spread = spreadOfSamples(matrix(2, 2, {1, 1, 1e-9, -1e-9}));
  CHECK(spread.cosineDistance / 2e-18 == doctest::Approx(1));
}

TEST_CASE("a loss's curvature by the output is each sample's largest second derivative") {
  const auto of = [](Loss kind, Matrix<double> outputs) {
    const Eigen::VectorXd numbers =
        lossCurvatures<double>(kind, View<double>(outputs.data(), outputs.rows(), outputs.cols()));
    return std::vector<double>(numbers.begin(), numbers.end());
  };
  const double third = std::log(3);
  // (y - t)² over two outputs.
  CHECK(of(Loss::mse, matrix(2, 3, {1, 2, 3, 4, 5, 6})) == std::vector<double>(3, 1.0));
  // p (1 - p) of p = 1/2 and 3/4, over two outputs; the larger one of each sample.
  const auto logistic = of(Loss::bce, matrix(2, 2, {third, third, 0, third}));
  CHECK(logistic[0] == doctest::Approx(1.0 / 8));
  CHECK(logistic[1] == doctest::Approx(3.0 / 32));
  // Shares of 3/5, 1/5 and 1/5.
  const auto shares = of(Loss::cross_entropy, matrix(3, 1, {third, 0, 0}));
  CHECK(shares.front() == doctest::Approx(6.0 / 25));
  CHECK(of(Loss::linear, matrix(1, 2, {1, 2})) == std::vector<double>(2, 0.0));
}
