#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace ebb {

/// A hash of numbers in order (FNV-1a over 64-bit words, mixed at the end). Every NaN counts as the
/// same one: their bits differ between processors.
class Digest {
 public:
  void add(std::uint64_t word) { hash_ = ((hash_ ^ word) * 0x100000001B3u) ^ (hash_ >> 29); }

  void add(double number) {
    std::uint64_t word = 0x7FF8000000000000u;
    if (number == number) std::memcpy(&word, &number, sizeof word);
    add(word);
  }

  std::uint64_t value() const { return hash_; }

  /// 16 hexadecimal digits.
  std::string text() const {
    std::string digits(16, '0');
    std::uint64_t rest = hash_;
    for (std::size_t i = 16; i-- > 0; rest >>= 4) digits[i] = "0123456789abcdef"[rest & 15];
    return digits;
  }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325u;
};

}  // namespace ebb
