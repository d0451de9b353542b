#include "data/standardise.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/error.h"

namespace ebb {
namespace {

/// A spread of so many units in the last place is what rounding leaves of one number.
constexpr double kRounding = 8 * std::numeric_limits<double>::epsilon();

int exponentOf(double number) {
  int exponent = 0;
  std::frexp(number, &exponent);
  return exponent;
}

struct Range {
  double low;
  double high;

  double largest() const { return std::max(std::abs(low), std::abs(high)); }
};

Range rangeOf(const double* numbers, int count) {
  const auto [low, high] = std::minmax_element(numbers, numbers + count);
  return {*low, *high};
}

/// Plain loops, in order: Eigen's sums depend on what the processor does at once.
double meanOf(const double* numbers, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += numbers[i];
  return sum / count;
}

double meanSquareOf(const double* numbers, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i) sum += numbers[i] * numbers[i];
  return sum / count;
}

/// One row; true where it is one number. The first `train` numbers decide.
bool standardise(std::vector<double>& row, int train) {
  const auto scaleBy = [&row](int exponent) {
    for (double& number : row) number = std::ldexp(number, exponent);
  };
  const auto subtract = [&row](double amount) {
    for (double& number : row) number -= amount;
  };
  const Range given = rangeOf(row.data(), train);
  const int exponent = given.largest() > 0 ? exponentOf(given.largest()) : 0;
  scaleBy(-exponent);
  const Range range = rangeOf(row.data(), train);
  const double spread = range.high - range.low;
  subtract(range.low + spread / 2);
  if (spread <= kRounding * range.largest()) {
    std::fill(row.begin(), row.begin() + train, 0.0);
    scaleBy(exponent);
    return true;
  }
  scaleBy(-exponentOf(spread));
  // Twice: the second takes away what rounding has left of the first.
  subtract(meanOf(row.data(), train));
  subtract(meanOf(row.data(), train));
  const double deviation = std::sqrt(meanSquareOf(row.data(), train));
  for (double& number : row) number /= deviation;
  return false;
}

}  // namespace

std::vector<int> standardiseRows(Matrix<double>& values, int trainSamples, int firstColumn) {
  std::vector<int> constant;
  std::vector<double> row(static_cast<std::size_t>(values.cols()));
  for (int index = 0; index < values.rows(); ++index) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = values(index, static_cast<Eigen::Index>(i));
    }
    if (standardise(row, trainSamples)) constant.push_back(index);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!std::isfinite(row[i])) {
        throw FieldError("table",
                         "a number in column " + std::to_string(firstColumn + index) +
                             " that is too far from those it is trained on to be standardised",
                         "numbers nearer to each other, or standardise no");
      }
      values(index, static_cast<Eigen::Index>(i)) = row[i];
    }
  }
  return constant;
}

}  // namespace ebb
