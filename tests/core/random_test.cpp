#include "base/random.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ebb;

TEST_CASE("a key's first numbers are the same in every build") {
  Random random(Key(1).split("weights").split(3u));
  CHECK(random.bits() == 13188037414340552791u);
}

TEST_CASE("normal deviates have mean 0, variance 1 and a normal's fourth moment") {
  Random random(Key(7));
  const int count = 200'000;
  double sum = 0, square = 0, fourth = 0;
  for (int i = 0; i < count; ++i) {
    const double x = random.normal();
    sum += x;
    square += x * x;
    fourth += x * x * x * x;
  }
  CHECK(std::abs(sum / count) < 0.01);
  CHECK(std::abs(square / count - 1) < 0.01);
  CHECK(std::abs(fourth / count - 3) < 0.1);
}
