#pragma once

#include <cstdint>
#include <string_view>

namespace ebb {

/// A key names a stream of random numbers. Splitting a key gives independent keys, so that each use
/// (the data, the weights of layer 3, the dropout of iteration 70) has a stream of its own and
/// turning one on never shifts another.
class Key {
 public:
  explicit Key(std::uint64_t seed);
  Key split(std::uint64_t index) const;
  Key split(std::string_view purpose) const;
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_;
};

/// The numbers of one key, in order (SplitMix64: Steele, Lea, Flood 2014). Only integer and exactly
/// rounded IEEE operations are used, so every build draws the same bits; the standard library's
/// distributions do not promise that, and neither does its logarithm.
class Random {
 public:
  explicit Random(Key key) : state_(key.value()) {}

  std::uint64_t bits();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform in [low, high).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// Standard normal (Marsaglia's polar method).
  double normal();
  /// Uniform in 0 … bound - 1, without bias (Lemire 2019).
  std::uint32_t below(std::uint32_t bound);

 private:
  std::uint64_t state_;
  double spare_ = 0;
  bool hasSpare_ = false;
};

}  // namespace ebb
