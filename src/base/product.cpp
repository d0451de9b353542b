#include "base/product.h"

#include <algorithm>
#include <cstring>

// The one idea: a tile of the product stays in registers while its sums run over `inner`. Each step
// loads a column of the left factor as vectors, broadcasts a number of the right factor for every
// column of the tile, and adds their products. Eight sums, four vectors, a broadcast and a product
// are fourteen of the sixteen vector registers that x86 has. Eigen's kernels take all sixteen,
// which WebAssembly engines do not manage: there they run at half of this speed.
//
// The lanes of a vector are rows of the product, never parts of one sum: so the order of a sum does
// not depend on the tiles.

namespace ebb {
namespace {

using Eigen::Index;

/// What every engine with SIMD has: 16 bytes.
typedef float FloatVector __attribute__((vector_size(16)));
typedef double DoubleVector __attribute__((vector_size(16)));

inline FloatVector broadcast(float x) { return FloatVector{x, x, x, x}; }
inline DoubleVector broadcast(double x) { return DoubleVector{x, x}; }
inline FloatVector gather(const float* x, Index stride) {
  return FloatVector{x[0], x[stride], x[2 * stride], x[3 * stride]};
}
inline DoubleVector gather(const double* x, Index stride) { return DoubleVector{x[0], x[stride]}; }

template <class T>
using Vector = decltype(broadcast(T()));
template <class T>
constexpr Index kLanes = sizeof(Vector<T>) / sizeof(T);
/// What a tile reads again and again has to stay in the first cache: a panel of the left factor, a
/// few rows high and so many columns long,
constexpr Index kPanelColumns = 256;
/// and where the numbers of a column of the right factor lie far apart, the lines they lie on.
constexpr Index kLeastPanelColumns = 16;
constexpr Index kCacheBytes = 32768;

template <class T>
Vector<T> load(const T* numbers) {
  Vector<T> vector;
  std::memcpy(&vector, numbers, sizeof vector);
  return vector;
}

/// Rows [0, rows) of some columns of the product; a sum begins with what is there where it
/// `continues`.
template <class T>
struct Target {
  T* data;
  Index stride;
  Index rows;
  bool continues;
  const T* bias;
};

/// One tile: kVectors · kLanes rows × kColumns columns.
template <class T, int kVectors, int kColumns>
inline void multiplyTile(const T* left, Index leftStride, const T* right, Index rowStride,
                         Index columnStride, Index inner, const Target<T>& target) {
  constexpr Index kRows = kVectors * kLanes<T>;
  Vector<T> sums[kColumns][kVectors];
  const bool isWhole = target.rows >= kRows;
  // Where the tile is higher than what is left of the product.
  T edge[kRows];
  for (int c = 0; c < kColumns; ++c) {
    const T* from = target.data + c * target.stride;
    if (target.continues && !isWhole) {
      std::fill_n(edge, kRows, T(0));
      std::copy_n(from, target.rows, edge);
      from = edge;
    }
    for (int v = 0; v < kVectors; ++v) {
      sums[c][v] = target.continues ? load(from + v * kLanes<T>) : broadcast(T(0));
    }
  }
  for (Index k = 0; k < inner; ++k) {
    Vector<T> column[kVectors];
    for (int v = 0; v < kVectors; ++v) column[v] = load(left + v * kLanes<T>);
    for (int c = 0; c < kColumns; ++c) {
      const Vector<T> number = broadcast(right[c * columnStride]);
      for (int v = 0; v < kVectors; ++v) sums[c][v] += column[v] * number;
    }
    left += leftStride;
    right += rowStride;
  }
  for (int c = 0; c < kColumns; ++c) {
    T* to = target.data + c * target.stride;
    if (isWhole) {
      for (int v = 0; v < kVectors; ++v) {
        Vector<T> sum = sums[c][v];
        if (target.bias != nullptr) sum += load(target.bias + v * kLanes<T>);
        std::memcpy(to + v * kLanes<T>, &sum, sizeof sum);
      }
    } else {
      std::memcpy(edge, sums[c], sizeof edge);
      for (Index r = 0; r < target.rows; ++r) {
        to[r] = target.bias != nullptr ? edge[r] + target.bias[r] : edge[r];
      }
    }
  }
}

template <class T, int kVectors, int kColumns>
void multiplyPanel(const T* left, Index leftStride, Factor<T> right, Index inner, Index columns,
                   Target<T> target) {
  Index c = 0;
  for (; c + kColumns <= columns; c += kColumns) {
    multiplyTile<T, kVectors, kColumns>(left, leftStride, right.data, right.rowStride,
                                        right.columnStride, inner, target);
    right.data += kColumns * right.columnStride;
    target.data += kColumns * target.stride;
  }
  for (; c < columns; ++c) {
    multiplyTile<T, kVectors, 1>(left, leftStride, right.data, right.rowStride, right.columnStride,
                                 inner, target);
    right.data += right.columnStride;
    target.data += target.stride;
  }
}

/// Columns of `left` one after the other, filled up with zeros to `height` rows.
template <class T>
void copyPanel(const Factor<T>& left, Index rows, Index height, Index inner, T* panel) {
  if (rows < height) std::fill_n(panel, height * inner, T(0));
  Index r = 0;
  for (; r + kLanes<T> <= rows; r += kLanes<T>) {
    const T* from = left.data + r * left.rowStride;
    for (Index k = 0; k < inner; ++k) {
      const Vector<T> numbers = gather(from + k * left.columnStride, left.rowStride);
      std::memcpy(panel + k * height + r, &numbers, sizeof numbers);
    }
  }
  for (; r < rows; ++r) {
    const T* from = left.data + r * left.rowStride;
    for (Index k = 0; k < inner; ++k) panel[k * height + r] = from[k * left.columnStride];
  }
}

template <class T>
Index panelColumnsFor(Index inner, Index rightStride) {
  const Index bytes = rightStride * static_cast<Index>(sizeof(T));
  // Without a division, which a small product would notice.
  if (inner <= kPanelColumns && inner * bytes <= kCacheBytes) return inner;
  return std::clamp(kCacheBytes / bytes, kLeastPanelColumns, kPanelColumns);
}

}  // namespace

template <class T>
void multiply(const Factor<T>& left, const Factor<T>& right, Index inner, View<T> product,
              const T* bias) {
  alignas(16) T copy[4 * kLanes<T> * kPanelColumns];
  const Index panelColumns = panelColumnsFor<T>(inner, right.rowStride);
  for (Index k = 0; k < inner; k += panelColumns) {
    const Index columns = std::min(panelColumns, inner - k);
    const Factor<T> rightPart = {right.data + k * right.rowStride, right.rowStride,
                                 right.columnStride};
    for (Index r = 0; r < product.rows();) {
      const Index remaining = product.rows() - r;
      const Index vectors = remaining >= 4 * kLanes<T> ? 4 : remaining >= 2 * kLanes<T> ? 2 : 1;
      const Index height = vectors * kLanes<T>;
      const Index rows = std::min(height, remaining);
      const Factor<T> leftPart = {left.data + r * left.rowStride + k * left.columnStride,
                                  left.rowStride, left.columnStride};
      const T* panel = leftPart.data;
      Index stride = left.columnStride;
      if (left.rowStride != 1 || rows < height) {
        copyPanel(leftPart, rows, height, columns, copy);
        panel = copy;
        stride = height;
      }
      const bool isLast = k + columns == inner;
      const Target<T> target = {product.data() + r, product.outerStride(), rows, k > 0,
                                isLast && bias != nullptr ? bias + r : nullptr};
      if (vectors == 4) {
        multiplyPanel<T, 4, 2>(panel, stride, rightPart, columns, product.cols(), target);
      } else if (vectors == 2) {
        multiplyPanel<T, 2, 4>(panel, stride, rightPart, columns, product.cols(), target);
      } else {
        multiplyPanel<T, 1, 4>(panel, stride, rightPart, columns, product.cols(), target);
      }
      r += rows;
    }
  }
}

template void multiply(const Factor<float>&, const Factor<float>&, Index, View<float>,
                       const float*);
template void multiply(const Factor<double>&, const Factor<double>&, Index, View<double>,
                       const double*);

}  // namespace ebb
