#pragma once

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <vector>

namespace ebb {

/// The one statement of shapes: rows are units, every column is one sample. Memory is column-major,
/// so that the samples of a smaller batch are a prefix of the memory of a larger one.
template <class T>
using Matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

/// Row by row, as readers write matrices.
inline std::vector<double> rowByRow(const Matrix<double>& matrix) {
  const Matrix<double> byRow = matrix.transpose();
  return {byRow.data(), byRow.data() + byRow.size()};
}

template <class T>
using View = Eigen::Map<Matrix<T>, Eigen::Aligned16>;

template <class T>
using ConstView = Eigen::Map<const Matrix<T>, Eigen::Aligned16>;

/// The same memory, element by element (Eigen's coefficient-wise operations).
template <class T>
using ArrayView = Eigen::Map<Eigen::Array<T, Eigen::Dynamic, 1>, Eigen::Aligned16>;

template <class T>
using ConstArrayView = Eigen::Map<const Eigen::Array<T, Eigen::Dynamic, 1>, Eigen::Aligned16>;

/// The entries of a matrix whose columns lie one entry after the other. What goes through them all
/// is compiled once a precision, for any kind of Eigen's matrices.
template <class T>
struct Entries {
  const T* data;
  Eigen::Index rows;
  Eigen::Index columns;
  /// From one column's first entry to the next one's.
  Eigen::Index stride;
};

template <class Derived>
Entries<typename Derived::Scalar> entriesOf(const Eigen::DenseBase<Derived>& matrix) {
  static_assert(Derived::InnerStrideAtCompileTime == 1, "entries of a column, one after the other");
  const auto& entries = matrix.derived();
  return {entries.data(), entries.rows(), entries.cols(), entries.outerStride()};
}

/// Visits the entries in runs that lie one entry after the other, each as its first and its length:
/// all at once where no gap parts the columns.
template <class T, class Visit>
void forEachRun(const Entries<T>& entries, Visit visit) {
  const bool isOneRun = entries.columns == 1 || entries.stride == entries.rows;
  const Eigen::Index runs = isOneRun ? 1 : entries.columns;
  const Eigen::Index length = isOneRun ? entries.rows * entries.columns : entries.rows;
  for (Eigen::Index run = 0; run < runs; ++run) visit(entries.data + run * entries.stride, length);
}

/// Mean of all entries, and the mean of (x - mean)², in double.
struct MeanAndVariance {
  double mean;
  double variance;
};

template <class T>
MeanAndVariance meanAndVariance(const Entries<T>& entries);

template <class T>
double frobeniusNorm(const Entries<T>& entries);

/// Frobenius norm in double; it neither overflows nor underflows while the entries themselves do
/// not.
template <class Derived>
double frobeniusNorm(const Eigen::DenseBase<Derived>& matrix) {
  return frobeniusNorm(entriesOf(matrix));
}

/// The Frobenius norm from a sum of squares in the matrix's own precision, where that is exact
/// enough: in one pass, for what is recorded at every step.
template <class Derived>
double quickNorm(const Eigen::MatrixBase<Derived>& matrix) {
  const double square = static_cast<double>(matrix.squaredNorm());
  return square > 1e-30 && square < 1e30 ? std::sqrt(square) : frobeniusNorm(matrix);
}

}  // namespace ebb
