#include "base/random.h"

#include <cmath>

namespace ebb {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15u;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// Natural logarithm from exactly rounded operations alone, because libraries differ in the last
/// digit: log x = e·log 2 + 2·artanh((m-1)/(m+1)), m in [√½, √2). Within 2 units in the last place.
double portableLog(double x) {
  constexpr double kLog2 = 0.693147180559945309417232121458;
  int exponent = 0;
  double mantissa = std::frexp(x, &exponent);
  if (mantissa < 0.70710678118654752440) {
    mantissa *= 2;
    exponent -= 1;
  }
  const double t = (mantissa - 1) / (mantissa + 1);
  const double square = t * t;
  double sum = 0;
  for (int power = 25; power >= 1; power -= 2) sum = sum * square + 1.0 / power;
  return exponent * kLog2 + 2 * t * sum;
}

}  // namespace

Key::Key(std::uint64_t seed) : value_(mix(seed + kGolden)) {}

Key Key::split(std::uint64_t index) const {
  Key key(0);
  key.value_ = mix(value_ ^ mix(index + kGolden));
  return key;
}

Key Key::split(std::string_view purpose) const {
  std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a
  for (const char letter : purpose) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3u;
  }
  return split(hash);
}

std::uint64_t Random::bits() { return mix(state_ += kGolden); }

double Random::uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

double Random::normal() {
  if (hasSpare_) {
    hasSpare_ = false;
    return spare_;
  }
  for (;;) {
    const double u = uniform(-1, 1);
    const double v = uniform(-1, 1);
    const double square = u * u + v * v;
    if (square >= 1 || square == 0) continue;
    const double scale = std::sqrt(-2 * portableLog(square) / square);
    spare_ = v * scale;
    hasSpare_ = true;
    return u * scale;
  }
}

std::uint32_t Random::below(std::uint32_t bound) {
  const std::uint32_t threshold = -bound % bound;
  for (;;) {
    const std::uint64_t product = (bits() >> 32) * bound;
    if (static_cast<std::uint32_t>(product) >= threshold) {
      return static_cast<std::uint32_t>(product >> 32);
    }
  }
}

}  // namespace ebb
