#pragma once

#include <cmath>
#include <string_view>

#include "probe/frame.h"

namespace ebb {

/// What became of a network, judged by its loss alone, beside that of a constant answer.
enum class Outcome { learns, between, stands_still, diverges, breaks };

inline constexpr std::string_view kOutcomes[] = {"learns", "between", "stands still", "diverges",
                                                 "breaks"};

/// Mean loss of the last windows over the constant answer's.
inline double shareOfConstant(const Frame& frame) {
  const TrainingRecord& record = frame.training.record;
  double sum = 0;
  double count = 0;
  for (std::size_t i = record.windowCount(); i-- > 0;) {
    sum += record.windows[i];
    ++count;
    if (count >= 2 &&
        count * static_cast<double>(record.windowLength) >= 2.0 * frame.training.iterationsPerEpoch)
      break;
  }
  return sum / count / *frame.training.data.constantLoss;
}

inline Outcome outcomeOf(const Frame& end) {
  const double share = shareOfConstant(end);
  if (!std::isfinite(share) || end.brokenParameters > 0) return Outcome::breaks;
  if (share < 0.5) return Outcome::learns;
  if (share < 0.95) return Outcome::between;
  return share < 1.2 ? Outcome::stands_still : Outcome::diverges;
}

}  // namespace ebb
