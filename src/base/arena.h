#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <stdexcept>
#include <vector>

#include "base/matrix.h"

namespace ebb {

/// One allocation, handed out in aligned pieces. Whoever lays out memory asks twice with the same
/// calls: first of an Arena that counts, to learn the size, then of one that has it. Sizes are
/// 64-bit everywhere: WebAssembly's own 32 bits would wrap around at 4 GB and seem small.
class Arena {
 public:
  /// Only counts, in numbers of so many bytes; every piece is null.
  static Arena counting(std::size_t bytesPerNumber) {
    Arena arena(0);
    arena.countedBytes_ = bytesPerNumber;
    return arena;
  }

  explicit Arena(std::uint64_t bytes) : memory_(linesFor(bytes)), capacity_(bytes) {}

  /// `count` zeros of type T.
  template <class T>
  T* take(std::uint64_t count) {
    return place<T>(count, countedBytes_ > 0 ? countedBytes_ : sizeof(T));
  }

  /// `count` zeros of a type that has the same size in either precision.
  template <class R>
  R* takeRecords(std::uint64_t count) {
    return place<R>(count, sizeof(R));
  }

  std::uint64_t used() const { return used_; }

  char* data() { return reinterpret_cast<char*>(memory_.data()); }
  const char* data() const { return reinterpret_cast<const char*>(memory_.data()); }

 private:
  template <class T>
  T* place(std::uint64_t count, std::uint64_t each) {
    const std::uint64_t at = used_;
    used_ += (count * each + sizeof(Line) - 1) / sizeof(Line) * sizeof(Line);
    if (countedBytes_ > 0) return nullptr;
    if (used_ > capacity_) throw std::logic_error("arena: more was taken than was counted");
    return reinterpret_cast<T*>(data() + at);
  }

  struct alignas(16) Line {
    char bytes[64] = {};
  };

  /// One more than asked for, so that even a piece without numbers has an address.
  static std::size_t linesFor(std::uint64_t bytes) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::ptrdiff_t>::max();
    if (bytes > kMost - sizeof(Line)) throw std::bad_alloc();
    return static_cast<std::size_t>(bytes / sizeof(Line) + 1);
  }

  std::vector<Line> memory_;
  std::uint64_t capacity_ = 0;
  std::uint64_t used_ = 0;
  /// 0: has memory.
  std::size_t countedBytes_ = 0;
};

}  // namespace ebb
