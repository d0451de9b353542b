#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace ebb {

/// Copies of the state at iterations 0, s, 2s, …, within a byte budget: when it is full, every
/// second one is given up and the spacing s doubles. One more is kept of the
/// iteration last gone back to, so that further steps back within it need not train up to it again.
/// All memory is taken at the start.
class Checkpoints {
 public:
  static constexpr std::size_t kBudget = 64u << 20;
  static constexpr std::size_t kMost = 512;

  /// `spacing`: to begin with.
  explicit Checkpoints(std::uint64_t stateBytes, std::uint64_t spacing = 1)
      : bytes_(static_cast<std::size_t>(stateBytes)),
        count_(countFor(stateBytes)),
        spacing_(spacing),
        places_(count_),
        memory_(new char[static_cast<std::size_t>(memoryFor(stateBytes))]) {
    std::iota(places_.begin(), places_.end(), std::size_t(0));
  }

  /// A spacing with which copies take a few hundredths of the training between them. A number of
  /// the state is copied in the time in which it is trained with about seven samples (forward, back
  /// and update; the optimizer's own numbers are trained with none): measured in WebAssembly from
  /// 2,500 to 800,000 parameters, in either precision.
  static std::uint64_t spacingFor(std::uint64_t stateNumbers, std::uint64_t parameters,
                                  std::uint64_t batch) {
    std::uint64_t spacing = 1;
    while (spacing * batch * parameters < kSamplesPerCopy * stateNumbers) spacing *= 2;
    return spacing;
  }

  static std::uint64_t memoryFor(std::uint64_t stateBytes) {
    const std::uint64_t count = countFor(stateBytes);
    return count == 0 ? 0 : (count + 1) * stateBytes;
  }

  std::size_t stateBytes() const { return bytes_; }

  /// Keeps the state where the iteration's turn has come and it is not kept yet.
  void offer(std::uint64_t iteration, const char* state) {
    if (count_ == 0 || iteration != kept_ * spacing_) return;
    if (kept_ == count_) {
      // The memory of those that are given up goes to the ones to come.
      for (std::size_t i = 1; i < count_ / 2; ++i) std::swap(places_[i], places_[2 * i]);
      kept_ = count_ / 2;
      spacing_ *= 2;
    }
    std::memcpy(slot(kept_++), state, bytes_);
  }

  /// Keeps the state of an iteration that was gone back to.
  void keepGoal(std::uint64_t iteration, const char* state) {
    if (count_ == 0 || goal_ == iteration) return;
    goal_ = iteration;
    std::memcpy(memory_.get() + count_ * bytes_, state, bytes_);
  }

  struct Found {
    std::uint64_t iteration;
    const char* state;
  };

  /// The latest one at or before the iteration.
  std::optional<Found> atOrBefore(std::uint64_t iteration) const {
    if (kept_ == 0) return std::nullopt;
    const std::uint64_t index = std::min<std::uint64_t>(iteration / spacing_, kept_ - 1);
    const Found found{index * spacing_, memory_.get() + places_[index] * bytes_};
    const bool isGoalNearer = goal_ && *goal_ <= iteration && *goal_ > found.iteration;
    return isGoalNearer ? Found{*goal_, memory_.get() + count_ * bytes_} : found;
  }

 private:
  /// Trained samples between two copies, at the least, of a state that is all parameters.
  static constexpr std::uint64_t kSamplesPerCopy = 512;

  static std::size_t countFor(std::uint64_t stateBytes) {
    const std::uint64_t fit = kBudget / std::max<std::uint64_t>(stateBytes, 1);
    return static_cast<std::size_t>(std::min<std::uint64_t>(kMost, fit) / 2 * 2);
  }

  char* slot(std::size_t index) { return memory_.get() + places_[index] * bytes_; }

  std::size_t bytes_;
  std::size_t count_;
  std::size_t kept_ = 0;
  std::uint64_t spacing_;
  std::optional<std::uint64_t> goal_;
  /// Where in the memory each of them is.
  std::vector<std::size_t> places_;
  /// Not cleared: most of it is never touched.
  std::unique_ptr<char[]> memory_;
};

}  // namespace ebb
