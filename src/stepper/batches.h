#pragma once

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "data/shuffle.h"

namespace ebb {

/// Which training samples an iteration sees: an order of its own for every epoch, cut into batches;
/// the last may be smaller. All samples at once stay in their own order.
class Batches {
 public:
  Batches(int samples, int batchSize, Key key)
      : size_(sizeOf(samples, batchSize)), key_(key), order_(static_cast<std::size_t>(samples)) {
    std::iota(order_.begin(), order_.end(), 0);
  }

  /// Samples of the largest batch.
  static int sizeOf(int samples, int batchSize) {
    return batchSize == 0 ? samples : std::min(batchSize, samples);
  }

  int size() const { return size_; }
  int perEpoch() const { return (samples() + size_ - 1) / size_; }

  /// Samples of the iteration's batch: `order()[first]` and the `count - 1` after it.
  struct Range {
    int first;
    int count;
  };

  Range of(std::uint64_t iteration) {
    if (size_ == samples()) return {0, size_};
    const auto perEpochCount = static_cast<std::uint64_t>(perEpoch());
    const std::uint64_t epoch = iteration / perEpochCount;
    if (!shuffled_ || epoch != epoch_) {
      shuffle(order_, key_.split(epoch));
      epoch_ = epoch;
      shuffled_ = true;
    }
    const int first = static_cast<int>(iteration % perEpochCount) * size_;
    return {first, std::min(size_, samples() - first)};
  }

  const std::vector<int>& order() const { return order_; }

 private:
  int samples() const { return static_cast<int>(order_.size()); }

  int size_;
  Key key_;
  std::vector<int> order_;
  std::uint64_t epoch_ = 0;
  bool shuffled_ = false;
};

}  // namespace ebb
