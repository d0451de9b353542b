#include "functions/elementary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace ebb;

namespace {

template <class T>
constexpr T kInfinity = std::numeric_limits<T>::infinity();

/// How many units in the last place of the exact number `y` is off. Where the
/// functions of long double are no more than double's, the reference's own error comes on top.
template <class T>
double unitsOff(T y, long double exact) {
  if (static_cast<long double>(y) == exact) return 0;
  // Beyond the largest number, infinity is the nearest.
  const T nearest = static_cast<T>(exact);
  if (std::isinf(nearest)) return y == nearest ? 0 : kInfinity<double>;
  const T size = std::max(std::abs(nearest), std::numeric_limits<T>::min());
  const T unit = std::nextafter(size, kInfinity<T>) - size;
  return static_cast<double>(std::abs(static_cast<long double>(y) - exact) /
                             static_cast<long double>(unit));
}

/// The largest error over all magnitudes, from subnormal numbers to the largest, in steps of about
/// a thousandth, of both signs, within [least, most].
template <class T, class Function, class Exact>
double worstOf(Function function, Exact exact, T least = -kInfinity<T>, T most = kInfinity<T>) {
  double worst = 0;
  const auto meet = [&](T x) {
    if (x < least || x > most) return;
    worst = std::max(worst, unitsOff(function(x), exact(static_cast<long double>(x))));
  };
  for (T size = std::numeric_limits<T>::denorm_min(); size < kInfinity<T>;) {
    meet(size);
    meet(-size);
    size = std::max(size * T(1.00137), std::nextafter(size, kInfinity<T>));
  }
  return worst;
}

template <class T>
void checkErrors() {
  // Only the 64 digits of x87 come with functions of their own: musl takes double's for more than
  // that.
  const bool isExact = std::numeric_limits<long double>::digits == 64 || sizeof(T) == 4;
  const double reference = isExact ? 0 : 1;
  CHECK(worstOf<T>(expOf<T>, [](long double x) { return std::exp(x); }) < 1.2 + reference);
  CHECK(worstOf<T>(
            expm1Of<T>, [](long double x) { return std::expm1(x); }, -kInfinity<T>, T(80)) <
        2.5 + reference);
  CHECK(worstOf<T>(
            log1pOf<T>, [](long double x) { return std::log1p(x); }, T(0)) < 1.2 + reference);
  // Under that e^-x is infinite.
  CHECK(worstOf<T>(
            sigmoidOf<T>, [](long double x) { return 1 / (1 + std::exp(-x)); },
            sizeof(T) == sizeof(float) ? T(-88) : T(-709)) < 2.5 + reference);
  CHECK(worstOf<T>(tanhOf<T>, [](long double x) { return std::tanh(x); }) < 2.5 + reference);
  CHECK(worstOf<T>(erfOf<T>, [](long double x) { return std::erf(x); }) < 2.5 + reference);
}

template <class T>
void checkEnds() {
  const T infinity = kInfinity<T>;
  const T nan = std::numeric_limits<T>::quiet_NaN();
  const T least = std::numeric_limits<T>::denorm_min();
  CHECK(expOf(T(0)) == 1);
  CHECK(expOf(infinity) == infinity);
  CHECK(expOf(-infinity) == 0);
  CHECK(expm1Of(T(0)) == 0);
  CHECK(expm1Of(-infinity) == -1);
  CHECK(log1pOf(T(0)) == 0);
  CHECK(log1pOf(infinity) == infinity);
  CHECK(sigmoidOf(T(0)) == T(0.5));
  CHECK(sigmoidOf(infinity) == 1);
  CHECK(sigmoidOf(-infinity) == 0);
  CHECK(tanhOf(T(0)) == 0);
  CHECK(std::signbit(tanhOf(T(-0.0))));
  CHECK(tanhOf(infinity) == 1);
  CHECK(tanhOf(-infinity) == -1);
  CHECK(erfOf(T(0)) == 0);
  CHECK(erfOf(infinity) == 1);
  CHECK(erfOf(-infinity) == -1);
  for (const T y :
       {expOf(nan), expm1Of(nan), log1pOf(nan), sigmoidOf(nan), tanhOf(nan), erfOf(nan)}) {
    CHECK(std::isnan(y));
  }
  for (const T y : {expm1Of(least), log1pOf(least), tanhOf(least), erfOf(least)}) {
    CHECK(y == least);
  }
  CHECK(expOf(std::log(least)) == least);
}

}  // namespace

TEST_CASE("elementary functions are as near to the exact ones as they say, over all magnitudes") {
  checkErrors<float>();
  checkErrors<double>();
}

TEST_CASE("elementary functions are exact at 0 and infinity; NaN and the least number stay") {
  checkEnds<float>();
  checkEnds<double>();
}

TEST_CASE("tanh is 1 exactly where 1 is the nearest number") {
  CHECK(tanhOf(9.0109f) < 1);
  CHECK(tanhOf(9.011f) == 1);
  CHECK(tanhOf(1e30f) == 1);
  CHECK(tanhOf(19.06) < 1);
  CHECK(tanhOf(19.07) == 1);
}
