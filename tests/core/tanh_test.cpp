#include "functions/tanh.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace ebb;

TEST_CASE("tanh in float32 is within 1.5 units in the last place and never falls") {
  float before = 0;
  double worst = 0;
  for (std::uint32_t bits = 0x33000000u; bits < 0x41300000u; bits += 997) {
    float x = 0;
    std::memcpy(&x, &bits, sizeof x);
    const float y = tanhOf(x);
    CHECK(y >= before);
    CHECK(tanhOf(-x) == -y);
    before = y;
    int exponent = 0;
    std::frexp(y, &exponent);
    const double error = static_cast<double>(y) - std::tanh(static_cast<double>(x));
    worst = std::max(worst, std::abs(std::ldexp(error, 24 - exponent)));
  }
  CHECK(worst < 1.5);
}

TEST_CASE("tanh in float32 is 1 exactly where 1 is the nearest number") {
  CHECK(tanhOf(9.0109f) < 1);
  CHECK(tanhOf(9.011f) == 1);
  CHECK(tanhOf(1e30f) == 1);
  CHECK(tanhOf(-std::numeric_limits<float>::infinity()) == -1);
  CHECK(std::isnan(tanhOf(std::numeric_limits<float>::quiet_NaN())));
  CHECK(tanhOf(1e-40f) == 1e-40f);
  CHECK(tanhOf(0.0f) == 0);
}
