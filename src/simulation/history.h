#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace ebb {

/// What the first `count` of these losses had come to: the mean over the last twentieth of them,
/// since that of one small batch is mostly chance. Infinite where the last is no finite number; NaN
/// where there is none.
inline double lossReached(const std::vector<double>& losses, std::size_t count) {
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  if (!std::isfinite(losses[count - 1])) return std::numeric_limits<double>::infinity();
  const std::size_t last = count / 20 + 1;
  double sum = 0;
  for (std::size_t i = count - last; i < count; ++i) sum += losses[i];
  return sum / static_cast<double>(last);
}

/// What was at the iterations passed so far, thinned so that it never grows: every `stride`-th one;
/// when it is full, every second one is given up. Facts of a deterministic run: they stay true when
/// it steps back. All numbers of one iteration are of the parameters that it walked with, before
/// its update: loss, test loss and signals belong together.
class History {
 public:
  static constexpr std::size_t kMost = 1024;
  /// The first iterations all have their test loss, so that its curve begins at once.
  static constexpr std::uint64_t kFirstTests = 8;

  /// `stride`: to begin with. `testStride`, a multiple of it: test losses are asked for that
  /// seldom, until entries are as far apart.
  History(std::size_t layers, std::uint64_t stride, std::uint64_t testStride)
      : layers_(layers), stride_(stride), testStride_(testStride) {
    iterations_.reserve(kMost);
    loss_.reserve(kMost);
    testLoss_.reserve(kMost);
    signal_.reserve(kMost * layers);
  }

  /// Whether this iteration's turn has come and it is not kept yet.
  bool wants(std::uint64_t iteration) const {
    return iteration % stride_ == 0 &&
           (iterations_.empty() || static_cast<double>(iteration) > iterations_.back());
  }

  /// Whether an entry of this iteration is to have the test loss.
  bool wantsTest(std::uint64_t iteration) const {
    return iteration <= kFirstTests || iteration % testStride_ == 0;
  }

  /// `testLoss`: NaN where it is not known. `signal`: one number a layer.
  void add(std::uint64_t iteration, double loss, double testLoss,
           const std::vector<double>& signal) {
    if (iterations_.size() == kMost) thin();
    if (!wants(iteration)) return;
    iterations_.push_back(static_cast<double>(iteration));
    loss_.push_back(loss);
    testLoss_.push_back(testLoss);
    signal_.insert(signal_.end(), signal.begin(), signal.end());
  }

  std::uint64_t stride() const { return stride_; }
  std::size_t layers() const { return layers_; }
  const std::vector<double>& iterations() const { return iterations_; }
  const std::vector<double>& loss() const { return loss_; }
  const std::vector<double>& testLoss() const { return testLoss_; }

  /// Layer by layer: what a heat map draws as rows.
  std::vector<double> signalByLayer() const {
    std::vector<double> rows;
    rows.reserve(signal_.size());
    for (std::size_t layer = 0; layer < layers_; ++layer) {
      for (std::size_t i = layer; i < signal_.size(); i += layers_) rows.push_back(signal_[i]);
    }
    return rows;
  }

 private:
  void thin() {
    stride_ *= 2;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < iterations_.size(); ++i) {
      if (static_cast<std::uint64_t>(iterations_[i]) % stride_ != 0) continue;
      iterations_[kept] = iterations_[i];
      loss_[kept] = loss_[i];
      testLoss_[kept] = testLoss_[i];
      for (std::size_t l = 0; l < layers_; ++l)
        signal_[kept * layers_ + l] = signal_[i * layers_ + l];
      ++kept;
    }
    iterations_.resize(kept);
    loss_.resize(kept);
    testLoss_.resize(kept);
    signal_.resize(kept * layers_);
  }

  std::size_t layers_;
  std::uint64_t stride_;
  std::uint64_t testStride_;
  std::vector<double> iterations_;
  std::vector<double> loss_;
  std::vector<double> testLoss_;
  std::vector<double> signal_;
};

}  // namespace ebb
