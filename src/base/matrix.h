#pragma once

#include <Eigen/Core>
#include <cmath>
#include <limits>

namespace ebb {

/// The one statement of shapes: rows are units, every column is one sample. Memory is column-major,
/// so that the samples of a smaller batch are a prefix of the memory of a larger one.
template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

template <class T>
using View = Eigen::Map<Matrix<T>, Eigen::Aligned16>;

template <class T>
using ConstView = Eigen::Map<const Matrix<T>, Eigen::Aligned16>;

/// The same memory, element by element (Eigen's coefficient-wise operations).
template <class T>
using ArrayView = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>, Eigen::Aligned16>;

template <class T>
using ConstArrayView = Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>, Eigen::Aligned16>;

/// Σ term(x) over all entries, in double. In sums side by side, so that none waits for the one
/// before; in the same order in every build. Entries of a column lie one after the other.
template <class Derived, class Term>
double sumOf(const Eigen::DenseBase<Derived>& matrix, Term term) {
  constexpr Eigen::Index kSums = 8;
  const auto& entries = matrix.derived();
  static_assert(Derived::InnerStrideAtCompileTime == 1, "entries of a column, one after the other");
  const bool isOneRun = entries.cols() == 1 || entries.outerStride() == entries.rows();
  const Eigen::Index runs = isOneRun ? 1 : entries.cols();
  const Eigen::Index length = isOneRun ? entries.size() : entries.rows();
  double sums[kSums] = {};
  for (Eigen::Index run = 0; run < runs; ++run) {
    const auto* numbers = entries.data() + run * entries.outerStride();
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

/// Frobenius norm in double; it neither overflows nor underflows while the entries themselves do
/// not.
template <class Derived>
double frobeniusNorm(const Eigen::DenseBase<Derived>& matrix) {
  if (matrix.size() == 0) return 0;
  const double squares = sumOf(matrix, [](double x) { return x * x; });
  // What is lost of a float's square, in double, is nothing; of a double's, only far outside of
  // this.
  if (squares > 1e-270 && squares < 1e300) return std::sqrt(squares);
  const double largest =
      static_cast<double>(matrix.derived().array().abs().template maxCoeff<Eigen::PropagateNaN>());
  // 0, infinity and NaN are their own norm.
  if (!(largest > 0) || largest > std::numeric_limits<double>::max()) return largest;
  // A power of two as the scale: exact, and its inverse is finite for subnormal entries too.
  int exponent = 0;
  std::frexp(largest, &exponent);
  const double down = std::ldexp(1.0, -exponent / 2);
  const double down2 = std::ldexp(1.0, -exponent - (-exponent / 2));
  return std::ldexp(
      std::sqrt(sumOf(matrix, [=](double x) { return (x * down * down2) * (x * down * down2); })),
      exponent);
}

/// The Frobenius norm from a sum of squares in the matrix's own precision, where that is exact
/// enough: in one pass, for what is recorded at every step.
template <class Derived>
double quickNorm(const Eigen::MatrixBase<Derived>& matrix) {
  const double square = static_cast<double>(matrix.squaredNorm());
  return square > 1e-30 && square < 1e30 ? std::sqrt(square) : frobeniusNorm(matrix);
}

}  // namespace ebb
