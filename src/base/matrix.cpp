#include "base/matrix.h"

#include <algorithm>

namespace ebb {
namespace {

/// Σ term(x) over all entries, in double. In sums side by side, so that none waits for the one
/// before; in the same order in every build.
template <class T, class Term>
double sumOf(const Entries<T>& entries, Term term) {
  constexpr Eigen::Index kSums = 8;
  const bool isOneRun = entries.columns == 1 || entries.stride == entries.rows;
  const Eigen::Index runs = isOneRun ? 1 : entries.columns;
  const Eigen::Index length = isOneRun ? entries.rows * entries.columns : entries.rows;
  double sums[kSums] = {};
  for (Eigen::Index run = 0; run < runs; ++run) {
    const T* numbers = entries.data + run * entries.stride;
    Eigen::Index i = 0;
    for (; i + kSums <= length; i += kSums) {
      for (Eigen::Index k = 0; k < kSums; ++k) {
        sums[k] += term(static_cast<double>(numbers[i + k]));
      }
    }
    for (; i < length; ++i) sums[0] += term(static_cast<double>(numbers[i]));
  }
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

/// The largest absolute value; NaN where there is one.
template <class T>
double largestOf(const Entries<T>& entries) {
  double largest = 0;
  for (Eigen::Index column = 0; column < entries.columns; ++column) {
    for (Eigen::Index row = 0; row < entries.rows; ++row) {
      const double size =
          std::abs(static_cast<double>(entries.data[column * entries.stride + row]));
      if (size != size) return size;
      largest = std::max(largest, size);
    }
  }
  return largest;
}

}  // namespace

template <class T>
MeanAndVariance meanAndVariance(const Entries<T>& entries) {
  const auto count = static_cast<double>(entries.rows * entries.columns);
  const double mean = sumOf(entries, [](double x) { return x; }) / count;
  const double squares = sumOf(entries, [mean](double x) { return (x - mean) * (x - mean); });
  return {mean, squares / count};
}

template <class T>
double frobeniusNorm(const Entries<T>& entries) {
  if (entries.rows * entries.columns == 0) return 0;
  const double squares = sumOf(entries, [](double x) { return x * x; });
  // What is lost of a float's square, in double, is nothing; of a double's, only far outside of
  // this.
  if (squares > 1e-270 && squares < 1e300) return std::sqrt(squares);
  const double largest = largestOf(entries);
  // 0, infinity and NaN are their own norm.
  if (!(largest > 0) || largest > std::numeric_limits<double>::max()) return largest;
  // A power of two as the scale: exact, and its inverse is finite for subnormal entries too.
  int exponent = 0;
  std::frexp(largest, &exponent);
  const double down = std::ldexp(1.0, -exponent / 2);
  const double down2 = std::ldexp(1.0, -exponent - (-exponent / 2));
  return std::ldexp(
      std::sqrt(sumOf(entries, [=](double x) { return (x * down * down2) * (x * down * down2); })),
      exponent);
}

template MeanAndVariance meanAndVariance(const Entries<float>&);
template MeanAndVariance meanAndVariance(const Entries<double>&);
template double frobeniusNorm(const Entries<float>&);
template double frobeniusNorm(const Entries<double>&);

}  // namespace ebb
