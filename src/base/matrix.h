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

/// Frobenius norm in double, scaled by the largest entry so that it neither overflows nor
/// underflows while the entries themselves do not (float32 gradients reach 1e-45).
template <class Derived>
double frobeniusNorm(const Eigen::DenseBase<Derived>& matrix) {
  if (matrix.size() == 0) return 0;
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
      std::sqrt((matrix.derived().array().template cast<double>() * down * down2).square().sum()),
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
