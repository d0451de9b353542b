#include "data/standardise.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/error.h"
#include "core/runs.h"

using namespace ebb;

namespace {

Matrix<double> rowOf(std::initializer_list<double> numbers) {
  Matrix<double> row(1, static_cast<Eigen::Index>(numbers.size()));
  Eigen::Index next = 0;
  for (const double number : numbers) row(0, next++) = number;
  return row;
}

/// Standardised over all its numbers.
Matrix<double> standardised(Matrix<double> row) {
  standardiseRows(row, static_cast<int>(row.cols()), 1);
  return row;
}

}  // namespace

TEST_CASE("a column is brought to mean 0 and standard deviation 1, by hand and by formula") {
  const Matrix<double> four = standardised(rowOf({1, 3, 1, 3}));
  CHECK(four == rowOf({-1, 1, -1, 1}));
  const Matrix<double> row = standardised(rowOf({2, 4, 4, 4, 5, 5, 7, 9}));  // mean 5, deviation 2
  CHECK((row - rowOf({-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2})).cwiseAbs().maxCoeff() < 1e-15);
}

TEST_CASE("the mean is 0 to the last place, also of many numbers that reach over decades") {
  Random random(Key(4));
  for (const int count : {7, 300, 3000}) {
    Matrix<double> row(1, count);
    for (int i = 0; i < count; ++i) row(0, i) = std::exp(3 * random.normal());
    row = standardised(row);
    long double sum = 0;
    for (int i = 0; i < count; ++i) sum += static_cast<long double>(row(0, i));
    CAPTURE(count);
    CHECK(std::abs(static_cast<double>(sum) / count) < 5e-16);
  }
}

TEST_CASE("one number in every row becomes 0, whichever number it is") {
  Random random(Key(9));
  for (int i = 0; i < 500; ++i) {
    const int count = 1 + static_cast<int>(random.below(300));
    double number = 0.1 * (i + 1);
    if (i % 2 == 1) number = random.normal() * std::pow(10.0, random.uniform(-320, 308));
    CAPTURE(number);
    Matrix<double> row = Matrix<double>::Constant(1, count, number);
    CHECK(standardiseRows(row, count, 1) == std::vector<int>{0});
    CHECK(row == Matrix<double>::Zero(1, count));
  }
  // 0.3 as it is written and as it is summed.
  CHECK(standardised(rowOf({0.3, 0.1 + 0.2, 0.3})) == rowOf({0, 0, 0}));
}

TEST_CASE("the size of the numbers does not matter, from the smallest to the largest there are") {
  const Matrix<double> plain = standardised(rowOf({1, 2, 4, 3, 1}));
  for (const double scale : {1e-300, 1e-160, 1e100, 1e160, 1e200, 1e307}) {
    CAPTURE(scale);
    const Matrix<double> row = standardised(rowOf({1, 2, 4, 3, 1}) * scale);
    CHECK((row - plain).cwiseAbs().maxCoeff() < 1e-14);
  }
  const double least = std::numeric_limits<double>::denorm_min();
  CHECK((standardised(rowOf({1, 2, 4, 3, 1}) * least) - plain).cwiseAbs().maxCoeff() < 1e-14);
  const double most = std::numeric_limits<double>::max();
  CHECK(standardised(rowOf({most, -most, most, -most})) == rowOf({1, -1, 1, -1}));
}

TEST_CASE("a small spread far from 0 keeps its digits") {
  const double centre = 1e9;
  const Matrix<double> row =
      standardised(rowOf({centre + 0.25, centre + 0.5, centre + 0.25, centre + 0.5}));
  CHECK(row == rowOf({-1, 1, -1, 1}));
}

TEST_CASE("test samples follow the training samples' shift and scale") {
  Matrix<double> row = rowOf({1, 3, 5});
  CHECK(standardiseRows(row, 2, 1).empty());
  CHECK(row == rowOf({-1, 1, 3}));
  row = rowOf({7, 7, 9});
  CHECK(standardiseRows(row, 2, 1) == std::vector<int>{0});
  CHECK(row == rowOf({0, 0, 2}));
  row = rowOf({1e-300, 3e-300, 1e300});
  CHECK_THROWS_WITH_AS(
      standardiseRows(row, 2, 4),
      "table: got a number in column 4 that is too far from those it is trained on "
      "to be standardised, takes numbers nearer to each other, or standardise no",
      FieldError);
}

TEST_CASE("a table's constant columns are told, and a table of large numbers is learned from") {
  Experiment experiment = chain(1, 8, Activation::tanh);
  experiment.data = Data::table;
  experiment.testFraction = 0;
  for (int i = 0; i < 40; ++i) {
    experiment.table += "0.1," + std::to_string(i) + "e200,-5" + (i < 20 ? ",low\n" : ",high\n");
  }
  const Simulation run(experiment);
  CHECK(run.data().constantColumns == std::vector<int>{0, 2});
  CHECK(run.data().inputs.row(0).isZero(0));
  CHECK(run.data().inputs.row(1).norm() == doctest::Approx(std::sqrt(40)));
  CHECK(lossAfter(experiment, 1000) < 0.2);
  experiment.table = "1,0.7\n2,0.7\n3,0.7\n";
  CHECK(Simulation(experiment).data().constantColumns == std::vector<int>{1});
  CHECK(Simulation(experiment).data().targets.isZero(0));
}
