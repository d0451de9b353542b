#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace ebb {

/// tanh in float32 from exactly rounded operations alone, so that every build reaches the same
/// bits, written without branches, so that compilers make vectors of it. Within 1.4 units in the
/// last place everywhere, never falling, and exactly 1 from |x| = 9.0109 on, where 1 is the nearest
/// number; the slope 1 - y² is 0 from there and not before. (PyTorch's is 1 from 8.664 on, Eigen's
/// from 8.)
///
///     |x| < 5/8   x + x³ P(x²)
///     else        1 - 2 / (e^2|x| + 1),  e^2|x| = 2ⁿ e^r,  n the whole number nearest to 2|x| / ln
///     2
///
/// The polynomials are minimax fits of this project's own.
inline float tanhOf(float x) {
  const float size = std::abs(x);
  const float square = x * x;
  float p = -0.005704978480935097f;
  p = p * square + 0.020639078691601753f;
  p = p * square - 0.05373971164226532f;
  p = p * square + 0.13331441581249237f;
  p = p * square - 0.3333328068256378f;
  const float small = x + x * (square * p);

  // From 9.5 on the result is 1 whatever the exponent.
  const float bounded = std::min(size, 9.5f);
  // Adding 1.5 · 2²³ rounds to a whole number, which the lowest bits then hold.
  constexpr float kRounder = 12582912;
  constexpr float kTwoOverLog2 = 2.8853900817779268f;
  const float shifted = bounded * kTwoOverLog2 + kRounder;
  const float n = shifted - kRounder;
  // n ln 2 / 2 in two parts: the first has so few digits that its product with n is exact.
  const float r = 2 * ((bounded - n * 0.3465576171875f) - n * 1.597309164935723e-5f);
  float q = 0.0013811660464853048f;
  q = q * r + 0.008370134979486465f;
  q = q * r + 0.04166852682828903f;
  q = q * r + 0.16666509211063385f;
  q = q * r + 0.4999999403953552f;
  const float exponential = 1 + (r + r * r * q);
  std::uint32_t bits = 0;
  std::memcpy(&bits, &shifted, sizeof bits);
  bits = (bits << 23) + 0x3F800000u;
  float power = 0;
  std::memcpy(&power, &bits, sizeof power);
  const float large = std::copysign(1 - 2 / (exponential * power + 1), x);

  // NaN is not at least 5/8 and comes out of `small`.
  return size >= 0.625f ? large : small;
}

inline double tanhOf(double x) { return std::tanh(x); }

}  // namespace ebb
