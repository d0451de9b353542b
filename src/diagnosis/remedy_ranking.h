#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "diagnosis/remedies.h"

namespace ebb {

/// What became of an experiment, told by the run itself.
struct RunOutcome {
  /// Iterations it was trained for.
  std::uint64_t iterations = 0;
  /// Mean loss of the last iterations; infinite where a number is not finite any more.
  double loss = 0;
  /// The loss of a constant answer over its training targets; none for a loss without a least.
  Maybe constantLoss;
  /// The least that any function of its training inputs can reach.
  double leastLoss = 0;
};

/// A run that is to be made.
struct Trial {
  /// Index into the candidates; -1: the experiment as it is.
  int candidate = -1;
  /// 0: the experiment's own seed; k: the k-th after it.
  std::uint32_t seed = 0;
  std::uint64_t iterations = 0;
  /// What it may take at most; as far as it came then is what counts.
  double seconds = 0;
};

struct TrialResult {
  Trial trial;
  RunOutcome outcome;
  /// What the run took.
  double seconds = 0;
};

/// What a candidate (-1: the experiment as it is) brought.
struct RankedRemedy {
  int candidate = -1;
  /// How long the runs were that it is judged by.
  std::uint64_t iterations = 0;
  /// Median over the seeds, and each seed's by itself.
  double loss = 0;
  std::vector<double> losses;
  /// `loss` over that of a constant answer; `loss` itself where there is none.
  double relative = 0;
  /// From how many of the seeds it learns, and whether it does so in the median.
  int learning = 0;
  bool learns = false;
  /// Whether it learns where the experiment as it is does not, or comes to clearly less loss.
  bool helps = false;
};

/// A candidate judged by the runs of one length that it has most of (the longest, where as many).
/// `losses` is empty where it was not run.
RankedRemedy judge(const std::vector<TrialResult>& results, int candidate);

/// What was run, best first: what learns from most seeds (counted as carefully as there are few),
/// then the lower loss (by half decades), the smaller spread, the fewer changes, the lower loss as
/// it is; of equals the one that was thought of first.
std::vector<RankedRemedy> rank(const std::vector<TrialResult>& results,
                               const std::vector<Remedy>& candidates);

}  // namespace ebb
