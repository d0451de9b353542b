#pragma once

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "base/matrix.h"

namespace ebb {

/// One allocation, handed out in aligned pieces. Whoever lays out memory asks twice with the same
/// calls: first of an Arena without memory, to learn the size, then of one that has it.
class Arena {
 public:
  /// Only counts: every piece is null.
  Arena() = default;

  explicit Arena(std::size_t bytes) : memory_(bytes / sizeof(Line) + 1), capacity_(bytes) {}

  /// `count` zeros of type T.
  template <class T>
  T* take(std::size_t count) {
    const std::size_t at = used_;
    used_ += (count * sizeof(T) + sizeof(Line) - 1) / sizeof(Line) * sizeof(Line);
    if (capacity_ == 0) return nullptr;
    if (used_ > capacity_) throw std::logic_error("arena: more was taken than was counted");
    return reinterpret_cast<T*>(reinterpret_cast<char*>(memory_.data()) + at);
  }

  std::size_t used() const { return used_; }

  char* data() { return reinterpret_cast<char*>(memory_.data()); }
  const char* data() const { return reinterpret_cast<const char*>(memory_.data()); }

 private:
  struct alignas(16) Line {
    char bytes[64] = {};
  };

  std::vector<Line> memory_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
};

}  // namespace ebb
