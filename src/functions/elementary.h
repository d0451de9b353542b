#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

/// A call that is left stands in the way of a vector.
#define EBB_IN_LOOPS [[gnu::always_inline]] inline

namespace ebb {

/// exp, expm1, log1p, tanh, the logistic function and erf, from additions, products, quotients and
/// bits alone: every build and every engine reaches the same bits, where each standard library has
/// its own. There are no branches and no tables, so that a compiler makes vectors of a loop over
/// them. Errors are stated in units in the last place, for both precisions; subnormal numbers,
/// infinities and NaN are taken and given as the standard's functions do. The polynomials are fits
/// of this project's own.

template <class T>
struct FloatFormat;
template <>
struct FloatFormat<float> {
  using Bits = std::uint32_t;
  static constexpr int kFractionBits = 23;
  static constexpr Bits kOne = 0x3F800000;
  static constexpr Bits kRootHalf = 0x3F3504F3;
  static constexpr int kBias = 127;
  /// ln 2 in two parts: the first has so few digits that its product with an exponent is exact.
  static constexpr float kLog2High = 0.693115234375f;
  static constexpr float kLog2Low = 3.194618329871446e-5f;
  /// From outside them e^x is 0 or infinite.
  static constexpr float kLeastExponent = -104;
  static constexpr float kMostExponent = 89;
};
template <>
struct FloatFormat<double> {
  using Bits = std::uint64_t;
  static constexpr int kFractionBits = 52;
  static constexpr Bits kOne = 0x3FF0000000000000;
  static constexpr Bits kRootHalf = 0x3FE6A09E667F3BCD;
  static constexpr int kBias = 1023;
  static constexpr double kLog2High = 6.93147180369123816490e-01;
  static constexpr double kLog2Low = 1.90821492927058770002e-10;
  static constexpr double kLeastExponent = -746;
  static constexpr double kMostExponent = 710;
};

template <class T>
EBB_IN_LOOPS typename FloatFormat<T>::Bits bitsOf(T x) {
  typename FloatFormat<T>::Bits bits = 0;
  std::memcpy(&bits, &x, sizeof x);
  return bits;
}

template <class T>
EBB_IN_LOOPS T fromBits(typename FloatFormat<T>::Bits bits) {
  T x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

/// `size`, from 0 on, with the sign of x. (Compilers do std::copysign lane by lane.)
template <class T>
EBB_IN_LOOPS T withSign(T size, T x) {
  using Bits = typename FloatFormat<T>::Bits;
  constexpr Bits kSign = Bits(1) << (8 * sizeof(T) - 1);
  return fromBits<T>(bitsOf(size) | (bitsOf(x) & kSign));
}

/// c₀ + c₁ x + c₂ x² + …
template <class T>
EBB_IN_LOOPS T polynomial(T, T c) {
  return c;
}
template <class T, class... More>
EBB_IN_LOOPS T polynomial(T x, T c, T next, More... more) {
  return c + x * polynomial(x, next, more...);
}

/// x + kRounder rounds x to a whole number, which the lowest bits of the sum then hold.
template <class T>
constexpr T kRounder = T(1.5) * static_cast<T>(std::uint64_t(1) << FloatFormat<T>::kFractionBits);

/// 2ⁿ for a whole n that it is a normal number for, from n + kRounder.
template <class T>
EBB_IN_LOOPS T powerOfTwoFromRounded(T rounded) {
  return fromBits<T>((bitsOf(rounded) << FloatFormat<T>::kFractionBits) + FloatFormat<T>::kOne);
}
template <class T>
EBB_IN_LOOPS T powerOfTwo(T n) {
  return powerOfTwoFromRounded(n + kRounder<T>);
}

/// e^x = 2ⁿ (1 + fraction), n the whole number nearest to x / ln 2.
template <class T>
struct Exponential {
  /// n + kRounder.
  T rounded;
  T n;
  T fraction;
};

template <class T>
EBB_IN_LOOPS Exponential<T> exponentialOf(T x) {
  using Format = FloatFormat<T>;
  const T rounded = x * T(1.4426950408889634074) + kRounder<T>;
  const T n = rounded - kRounder<T>;
  const T r = (x - n * Format::kLog2High) - n * Format::kLog2Low;
  if constexpr (sizeof(T) == sizeof(float)) {
    const float q = polynomial(r, 0.4999999403953552f, 0.16666509211063385f, 0.04166852682828903f,
                               0.008370134979486465f, 0.0013811660464853048f);
    return {rounded, n, r + r * r * q};
  } else {
    const double q = polynomial(r, 0.5000000000000001, 0.16666666666666669, 0.04166666666662413,
                                0.008333333333330062, 0.0013888888917213717, 0.00019841269863053618,
                                2.4801521295954376e-05, 2.7557268459997064e-06,
                                2.7620088445409746e-07, 2.510038549551032e-08);
    return {rounded, n, r + r * r * q};
  }
}

/// e^x, within 1.2 units.
template <class T>
EBB_IN_LOOPS T expOf(T x) {
  using Format = FloatFormat<T>;
  // In this order a NaN stays one.
  const T bounded = std::min(std::max(x, Format::kLeastExponent), Format::kMostExponent);
  const Exponential<T> e = exponentialOf(bounded);
  // In two halves: 2ⁿ itself may be no number where e^x is one.
  const T half = (e.n * T(0.5) + kRounder<T>)-kRounder<T>;
  return (1 + e.fraction) * powerOfTwo(half) * powerOfTwo(e.n - half);
}

/// e^x - 1 for x from -40 to 80, within 2.5 units.
template <class T>
EBB_IN_LOOPS T expm1Within(T x) {
  const Exponential<T> e = exponentialOf(x);
  const T power = powerOfTwoFromRounded(e.rounded);
  return power * e.fraction + (power - 1);
}

/// The same for x up to 80.
template <class T>
EBB_IN_LOOPS T expm1Of(T x) {
  return expm1Within(std::max(x, T(-40)));
}

/// log(1 + x) for x from 0 on, within 1.2 units.
template <class T>
EBB_IN_LOOPS T log1pOf(T x) {
  using Format = FloatFormat<T>;
  using Bits = typename Format::Bits;
  const T sum = 1 + x;
  const T lost = x - (sum - 1);
  // sum = 2ⁿ (1 + f) with 1 + f from √½ to √2.
  const Bits bits = bitsOf(sum) - Format::kRootHalf + Format::kOne;
  constexpr Bits kFraction = (Bits(1) << Format::kFractionBits) - 1;
  constexpr T kWhole = static_cast<T>(Bits(1) << Format::kFractionBits);
  const T n =
      (fromBits<T>((bits >> Format::kFractionBits) | bitsOf(kWhole)) - kWhole) - T(Format::kBias);
  const T f = fromBits<T>((bits & kFraction) + Format::kRootHalf) - 1;
  // log(1 + f) = f - (f²/2 - s (f²/2 + s² R(s²))) with s = f / (2 + f).
  const T s = f / (2 + f);
  const T square = s * s;
  T r = 0;
  if constexpr (sizeof(T) == sizeof(float)) {
    r = polynomial(square, 0.6666668653488159f, 0.3998873233795166f, 0.29582157731056213f);
  } else {
    r = polynomial(square, 0.666666666666667, 0.3999999999989819, 0.28571428626570206,
                   0.2222221103781659, 0.18182896183483085, 0.15331487235865734,
                   0.14619343453512615);
  }
  const T half = T(0.5) * f * f;
  const T small = s * (half + square * r) + (n * Format::kLog2Low + lost / sum);
  const T log = n * Format::kLog2High + (f - (half - small));
  // Infinity and NaN are their own logarithms.
  return x < std::numeric_limits<T>::infinity() ? log : x;
}

/// 1 / (1 + e^-x) by that formula, within 2.5 units; 0 where e^-x is infinite (from -88.7 on in
/// float32, from -709.8 in float64).
template <class T>
EBB_IN_LOOPS T sigmoidOf(T x) {
  return 1 / (1 + expOf(-x));
}

/// tanh x within 2.5 units, and exactly 1 from where 1 is the nearest number (9.0109 in float32):
/// the slope 1 - y² is 0 from there and not before. (PyTorch's float32 tanh is 1 from 8.664 on,
/// Eigen's from 8.) With u = e^2|x| - 1:
///
///     |x| < 5/8   u / (u + 2)
///     else        1 - 2 / (u + 2)
template <class T>
EBB_IN_LOOPS T tanhOf(T x) {
  const T size = std::abs(x);
  const bool isSmall = size < T(0.625);
  // From 20 on the result is 1 whatever the exponent.
  const T u = expm1Within(2 * std::min(size, T(20)));
  const T quotient = (isSmall ? u : 2) / (u + 2);
  return withSign(isSmall ? quotient : 1 - quotient, x);
}

/// The error function, within 2.5 units:
///
///     |x| < 1   x P(x²)
///     else      1 - e^-x² Q(t),  t = (|x| - 3) / (|x| + 3)
template <class T>
EBB_IN_LOOPS T erfOf(T x) {
  // From 6 on the result is 1.
  const T size = std::min(std::abs(x), T(6));
  const T square = size * size;
  const T t = (size - 3) / (size + 3);
  T p = 0;
  T q = 0;
  if constexpr (sizeof(T) == sizeof(float)) {
    p = polynomial(square, 1.1283791065216064f, -0.3761262595653534f, 0.11283594369888306f,
                   -0.02685421146452427f, 0.005189087241888046f, -0.000801686430349946f,
                   7.875874871388078e-05f);
    q = polynomial(t, 0.17900118231773376f, -0.32623347640037537f, 0.24559853971004486f,
                   -0.15012040734291077f, 0.07178258895874023f, -0.024288158863782883f,
                   0.003557967022061348f);
  } else {
    p = polynomial(square, 1.1283791670955126, -0.37612638903183543, 0.11283791670945006,
                   -0.02686617064323777, 0.0052239776071164225, -0.0008548325975389692,
                   0.00012055294904839707, -1.492473690741966e-05, 1.6447424703317362e-06,
                   -1.6208483801871705e-07, 1.3720064546777686e-08, -7.795898827002142e-10);
    q = polynomial(t, 0.17900115118138996, -0.32623356004303716, 0.24560380171233195,
                   -0.15011593650078744, 0.07166583719774874, -0.024392499318273194,
                   0.004269136347508256, 0.0007077464443901538, -0.0005970623517093284,
                   4.525472635483354e-05, 6.406182073530546e-05, -1.284889451252353e-05,
                   -8.008021319412685e-06, 2.023603179641757e-06, 1.2801900862962662e-06);
  }
  const T y = size < 1 ? size * p : 1 - expOf(-square) * q;
  return withSign(y, x);
}

}  // namespace ebb
