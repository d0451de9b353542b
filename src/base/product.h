#pragma once

#include "base/matrix.h"

namespace ebb {

/// A factor of a product as it lies in memory: row r, column c at data[r * rowStride + c *
/// columnStride]. Swapping the strides transposes it.
template <class T>
struct Factor {
  const T* data;
  Eigen::Index rowStride;
  Eigen::Index columnStride;
};

template <class Derived>
Factor<typename Derived::Scalar> factor(const Eigen::DenseBase<Derived>& matrix) {
  return {matrix.derived().data(), 1, matrix.derived().outerStride()};
}

template <class Derived>
Factor<typename Derived::Scalar> transposed(const Eigen::DenseBase<Derived>& matrix) {
  return {matrix.derived().data(), matrix.derived().outerStride(), 1};
}

/// product = left · right, and `bias` (one number a row; may be null) added to every column.
/// `inner` is the number of columns of `left` and of rows of `right`. Every element is the plain
/// sum
/// ((l₀r₀ + l₁r₁) + l₂r₂) + …, then plus the bias: the same bits in every build. Allocates nothing;
/// the product must not overlap its factors.
template <class T>
void multiply(const Factor<T>& left, const Factor<T>& right, Eigen::Index inner, View<T> product,
              const T* bias = nullptr);

extern template void multiply(const Factor<float>&, const Factor<float>&, Eigen::Index, View<float>,
                              const float*);
extern template void multiply(const Factor<double>&, const Factor<double>&, Eigen::Index,
                              View<double>, const double*);

}  // namespace ebb
