#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace ebb {

/// How long an update of a layer's weights was.
struct StepLength {
  /// ‖ΔW‖ / ‖W‖; 0 for weights that were 0.
  double ratio = 0;
  /// The same beside the size that the weights began with, where that is the larger one: weights on
  /// their way through 0, or that decay has emptied, are passed by any step.
  double ofUsual = 0;
};

inline StepLength stepLength(double change, double size, double initialSize) {
  const double usual = std::max(size, initialSize);
  return {size == 0 ? 0 : change / size, usual == 0 ? 0 : change / usual};
}

/// What became of the loss and of the steps over the iterations so far, in a fixed size: a function
/// of the position, kept beside the parameters in a checkpoint, so that a step back finds it as it
/// was.
struct TrainingRecord {
  static constexpr std::size_t kWindows = 64;
  static constexpr std::uint64_t kNever = ~std::uint64_t(0);
  /// An update as large as the weights it changes leaves nothing of what they were.
  static constexpr double kLongStep = 1;

  /// Iterations whose loss was computed.
  std::uint64_t losses = 0;
  double initialLoss = 0;
  /// The loss of outputs that are all 0, of the same batch.
  double initialZeroLoss = 0;
  double largestLoss = 0;
  std::uint64_t largestLossAt = 0;
  /// Means of the loss over stretches of `windowLength` iterations, from the first on; the last one
  /// may be begun only. When all are full, neighbours are joined.
  std::uint64_t windowLength = 1;
  double windows[kWindows] = {};

  /// `signal` (quantities.h) at the first and at the last hidden layer, in the first walk back and
  /// in the last one that was finite.
  double initialFirstSignal = 0;
  double initialLastSignal = 0;
  double firstSignal = 0;
  double lastSignal = 0;

  std::uint64_t updates = 0;
  std::uint64_t clipped = 0;
  /// ‖ΔW‖ / ‖W‖ of the longest step of any layer so far, where and when; and the first that was
  /// over kLongStep. How long they are is compared by `ofUsual`.
  double longestStep = 0;
  double longestStepOfUsual = 0;
  std::uint64_t longestStepAt = 0;
  std::uint64_t longestStepLayer = 0;
  std::uint64_t longSince = kNever;

  std::size_t windowCount() const {
    return static_cast<std::size_t>((losses + windowLength - 1) / windowLength);
  }

  void addLoss(double loss) {
    if (losses == 0) initialLoss = largestLoss = loss;
    if (loss > largestLoss && std::isfinite(loss)) {
      largestLoss = loss;
      largestLossAt = losses;
    }
    if (losses == kWindows * windowLength) {
      for (std::size_t i = 0; i < kWindows / 2; ++i) {
        windows[i] = (windows[2 * i] + windows[2 * i + 1]) / 2;
      }
      windowLength *= 2;
    }
    const auto window = static_cast<std::size_t>(losses / windowLength);
    const auto before = static_cast<double>(losses % windowLength);
    double& mean = windows[window];
    mean = before == 0 ? loss : mean + (loss - mean) / (before + 1);
    ++losses;
  }

  void addSignals(double first, double last) {
    if (updates == 0) {
      initialFirstSignal = first;
      initialLastSignal = last;
    }
    if (!std::isfinite(first) || !std::isfinite(last)) return;
    firstSignal = first;
    lastSignal = last;
  }

  /// What is not finite is left out.
  void addStep(std::uint64_t iteration, std::uint64_t layer, const StepLength& step) {
    if (!std::isfinite(step.ratio)) return;
    if (step.ofUsual > longestStepOfUsual) {
      longestStepOfUsual = step.ofUsual;
      longestStep = step.ratio;
      longestStepAt = iteration;
      longestStepLayer = layer;
    }
    if (step.ofUsual > kLongStep) longSince = std::min(longSince, iteration);
  }
};

/// The same of one layer's weights.
struct LayerRecord {
  /// Steps that the mean spans, and those after which weights that were 0 have a size of their own:
  /// before, they are nothing but the last few steps, and a ratio to them says nothing.
  static constexpr std::uint64_t kSpan = 16;

  /// ‖W‖ before the first update.
  double initialNorm = 0;
  /// Mean of ‖ΔW‖ / ‖W‖ over about the last sixteen updates, and how many ratios there were; since
  /// the weights were 0, if they were.
  double updateRatio = 0;
  std::uint64_t ratios = 0;
  /// The mean of `StepLength::ofUsual`.
  double ofUsual = 0;
  bool wasZero = false;
  /// The first iteration of those that, up to now, left the weights exactly as they were.
  std::uint64_t stillSince = TrainingRecord::kNever;

  /// Whether the weights have a size that a step can be measured by.
  bool hasSize() const { return !wasZero || ratios > kSpan; }

  /// An update of length `change` of weights that had the norm `size`: how long it was; nothing
  /// where the weights have no size to measure it by.
  std::optional<StepLength> addStep(std::uint64_t iteration, double change, double size) {
    if (iteration == 0) initialNorm = size;
    if (size == 0 && change != 0) {
      wasZero = true;
      ratios = 0;
      stillSince = TrainingRecord::kNever;
      return std::nullopt;
    }
    const StepLength step = stepLength(change, size, initialNorm);
    if (std::isfinite(step.ratio)) {
      ++ratios;
      const double share = 1 / static_cast<double>(std::min(ratios, kSpan));
      updateRatio += (step.ratio - updateRatio) * share;
      ofUsual += (step.ofUsual - ofUsual) * share;
      stillSince = step.ratio != 0 ? TrainingRecord::kNever : std::min(stillSince, iteration);
    }
    return hasSize() ? std::optional(step) : std::nullopt;
  }
};

}  // namespace ebb
