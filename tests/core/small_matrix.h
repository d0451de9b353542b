#pragma once

#include <vector>

#include "base/matrix.h"

namespace ebb {

/// A matrix small enough to be worked by hand, its numbers row by row.
inline Matrix<double> matrix(int rows, int cols, std::vector<double> byRow) {
  Matrix<double> m(rows, cols);
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < cols; ++c) m(r, c) = byRow[static_cast<std::size_t>(r * cols + c)];
  }
  return m;
}

}  // namespace ebb
