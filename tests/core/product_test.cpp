#include "base/product.h"

#include <doctest/doctest.h>

#include <cmath>
#include <iterator>
#include <limits>

#include "core/sanitized.h"

using namespace ebb;

namespace {

using Eigen::Index;

/// The factors of a product as a layer has them: left and right as they lie, or transposed.
struct Layout {
  bool isLeftTransposed;
  bool isRightTransposed;
};
constexpr Layout kLayouts[] = {{false, false}, {false, true}, {true, false}, {true, true}};

template <class T>
Matrix<T> productOf(const Matrix<T>& left, const Matrix<T>& right, Layout layout,
                    const T* bias = nullptr) {
  const Matrix<T> l = layout.isLeftTransposed ? Matrix<T>(left.transpose()) : left;
  const Matrix<T> r = layout.isRightTransposed ? Matrix<T>(right.transpose()) : right;
  // Whatever was there before takes no part.
  Matrix<T> product =
      Matrix<T>::Constant(left.rows(), right.cols(), std::numeric_limits<T>::quiet_NaN());
  multiply<T>(layout.isLeftTransposed ? transposed(l) : factor(l),
              layout.isRightTransposed ? transposed(r) : factor(r), left.cols(),
              View<T>(product.data(), product.rows(), product.cols()), bias);
  return product;
}

/// Every element summed over k one product after the other.
template <class T>
Matrix<T> plainSums(const Matrix<T>& left, const Matrix<T>& right) {
  Matrix<T> sums = Matrix<T>::Zero(left.rows(), right.cols());
  for (Index c = 0; c < right.cols(); ++c) {
    for (Index k = 0; k < left.cols(); ++k) sums.col(c) += left.col(k) * right(k, c);
  }
  return sums;
}

template <class T>
bool agrees(Index rows, Index inner, Index columns, Layout layout) {
  const Matrix<T> left = Matrix<T>::Random(rows, inner);
  const Matrix<T> right = Matrix<T>::Random(inner, columns);
  const Matrix<T> product = productOf(left, right, layout);
  const T bound = std::numeric_limits<T>::epsilon() * static_cast<T>(inner);
  return product == plainSums(left, right) &&
         (product - left * right).cwiseAbs().maxCoeff() <= bound;
}

#ifdef EBB_SANITIZED
// Whatever can be read or written past an end is so in one tile and what is left of a second, too.
constexpr Index kSmall = 20;
constexpr Index kLarge[] = {63, 65, 130};
#else
constexpr Index kSmall = 40;
constexpr Index kLarge[] = {63, 64, 65, 127, 128, 130, 255, 256, 257};
#endif

template <class T>
void checkShapes() {
  // The layouts take turns over the small shapes, and all meet every remainder of rows and columns.
  for (Index rows = 1; rows <= kSmall; ++rows) {
    for (Index inner = 1; inner <= kSmall; ++inner) {
      for (Index columns = 1; columns <= kSmall; ++columns) {
        const Layout layout = kLayouts[(rows / 16 + inner + columns / 4) % 4];
        if (agrees<T>(rows, inner, columns, layout)) continue;
        FAIL_CHECK(rows << " x " << inner << " x " << columns);
      }
    }
  }
  for (const Index rows : kLarge) {
    for (const Index inner : kLarge) {
      const Index columns = kLarge[static_cast<std::size_t>(rows + inner) % std::size(kLarge)];
      for (const Layout layout : kLayouts) {
        if (agrees<T>(rows, inner, columns, layout)) continue;
        FAIL_CHECK(rows << " x " << inner << " x " << columns);
      }
    }
  }
}

}  // namespace

TEST_CASE("a product is the plain sum to the bit, and Eigen's to rounding, in every shape") {
  checkShapes<float>();
  checkShapes<double>();
}

TEST_CASE("a bias is added to every column after the sum") {
  for (const Index rows : {1, 3, 8, 16, 21}) {
    const Matrix<float> left = Matrix<float>::Random(rows, 300);
    const Matrix<float> right = Matrix<float>::Random(300, 5);
    const Matrix<float> bias = Matrix<float>::Random(rows, 1);
    const Matrix<float> wanted = plainSums(left, right).colwise() + bias.col(0);
    for (const Layout layout : kLayouts) {
      CHECK(productOf(left, right, layout, bias.data()) == wanted);
    }
  }
}

TEST_CASE("infinities and NaNs stay in their rows and columns, and subnormal numbers are kept") {
  const float infinity = std::numeric_limits<float>::infinity();
  Matrix<float> left = Matrix<float>::Ones(7, 3);
  Matrix<float> right = Matrix<float>::Ones(3, 6);
  left(2, 1) = infinity;
  right(1, 4) = std::numeric_limits<float>::quiet_NaN();
  const Matrix<float> product = productOf(left, right, kLayouts[0]);
  for (Index r = 0; r < 7; ++r) {
    for (Index c = 0; c < 6; ++c) {
      if (c == 4) {
        CHECK(std::isnan(product(r, c)));
      } else {
        CHECK(product(r, c) == (r == 2 ? infinity : 3));
      }
    }
  }
  CHECK(productOf<float>(Matrix<float>::Constant(1, 1, 1e-30f),
                         Matrix<float>::Constant(1, 1, 1e-15f), kLayouts[0])(0, 0) == 1e-45f);
}
