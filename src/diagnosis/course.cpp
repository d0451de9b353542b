#include "diagnosis/course.h"

#include <algorithm>
#include <cmath>

#include "diagnosis/thresholds.h"
#include "diagnosis/trend.h"

namespace ebb {
namespace {

using State = Course::State;
using Direction = Course::Direction;

/// Means over the recorded windows, from the last one back.
class Windows {
 public:
  explicit Windows(const TrainingRecord& record) : record_(record), end_(record.windowCount()) {}

  /// Mean over the windows before those taken so far that span at least `iterations`.
  std::optional<double> take(double iterations) {
    double sum = 0;
    double count = 0;
    for (; end_ > 0 && count < iterations; --end_) {
      const double length = lengthOf(end_ - 1);
      sum += record_.windows[end_ - 1] * length;
      count += length;
    }
    taken_ = count;
    if (count == 0 || count < iterations) return std::nullopt;
    return sum / count;
  }

  /// Iterations spanned by the last `take`.
  double taken() const { return taken_; }
  /// Windows that are taken.
  std::size_t windows() const { return record_.windowCount() - end_; }

 private:
  double lengthOf(std::size_t window) const {
    const std::uint64_t from = window * record_.windowLength;
    return static_cast<double>(std::min(record_.windowLength, record_.losses - from));
  }

  const TrainingRecord& record_;
  std::size_t end_;
  double taken_ = 0;
};

/// The first iteration of the stretch that is over a loss on average, and of the windows before it
/// that all are.
std::uint64_t overSince(const TrainingRecord& record, std::size_t stretch, double loss) {
  std::size_t window = record.windowCount() - stretch;
  while (window > 0 && record.windows[window - 1] > loss) --window;
  return window * record.windowLength;
}

/// Where the mean loss over so many iterations was least.
std::optional<Course::Low> lowestOf(const TrainingRecord& record, double iterations) {
  const auto length = static_cast<double>(record.windowLength);
  const auto together = static_cast<std::size_t>(std::max(1.0, std::ceil(iterations / length)));
  std::optional<Course::Low> lowest;
  for (std::size_t end = together; end * record.windowLength <= record.losses; ++end) {
    double sum = 0;
    for (std::size_t i = end - together; i < end; ++i) sum += record.windows[i];
    const double mean = sum / static_cast<double>(together);
    if (lowest && !(mean < lowest->loss)) continue;
    lowest = {mean, (2 * end - together) * record.windowLength / 2, 0};
  }
  return lowest;
}

/// Where the last windows go, by the sign of every pair of them, which a few extreme losses cannot
/// sway (Mann 1945, "Nonparametric tests against trend").
Direction directionOf(const TrainingRecord& record, std::size_t windows) {
  const std::size_t end = record.windowCount();
  double score = 0;
  for (std::size_t late = end - windows; late < end; ++late) {
    for (std::size_t early = end - windows; early < late; ++early) {
      const double change = record.windows[late] - record.windows[early];
      score += (change > 0) - (change < 0);
    }
  }
  const auto n = static_cast<double>(windows);
  const double deviation = std::sqrt(n * (n - 1) * (2 * n + 5) / 18);
  if (std::abs(score) < threshold::kCertainDirection * deviation) return Direction::unclear;
  return score < 0 ? Direction::down : Direction::up;
}

/// Iterations until a loss that falls faster and faster has lost `rest`, its pace growing on as it
/// did from one quarter to the next: descent from a saddle grows exponentially (Saxe et al. 2014,
/// sigmoidal learning curves). None where the pace does not grow.
std::optional<double> timeToLeave(const Trend& before, const Trend& now, double rest) {
  if (!before.falls() || !now.falls() || !(now.pace > before.pace)) return std::nullopt;
  const double time = now.length / std::log(now.pace / before.pace);
  return time * std::log1p(rest / (now.pace * time));
}

/// How the loss goes beside a constant answer's.
State stateOf(const Course& course, const DataFacts& facts, double initial, double epoch) {
  using namespace threshold;
  const double constant = *facts.constantLoss;
  const bool isWhole = course.iterations >= epoch;
  // The hardest of all samples may be worth a whole epoch's loss: before one is over, only what is
  // above that cannot be the chance of who was drawn.
  const double base = std::max(constant, initial) * (isWhole ? 1 : epoch);
  if (base > 0 && course.iterations >= kJump && course.recent > kDiverged * base) {
    return State::diverging;
  }
  // A few small batches may be right by chance.
  if (!isWhole) return State::unknown;
  if (course.hasReachedLeast) return State::fitted;
  if (!course.share) return State::unknown;
  const double share = *course.share;
  const bool isYoung = course.iterations < kPatience || !course.before;
  // Random weights may begin under half; what is learnt shows in what the loss was.
  if (share < kLearnt) {
    const bool hasFallen = course.recent < learntLoss(initial, facts.leastLoss);
    return isYoung && !hasFallen ? State::unknown : State::learning;
  }
  if (isYoung) return State::unknown;
  const bool grows = course.direction == Direction::up && course.recent > *course.before;
  if (grows && course.recent > kDiverging * base) return State::diverging;
  if (course.toHalf && *course.toHalf < course.iterations / 4) {
    // On its way down from a large start it has yet to come to what a constant answer gives.
    return share < 1 ? State::learning : State::unknown;
  }
  // Slow: it would be there in ten times as long. What comes down to a constant answer's loss from
  // above has learnt nothing yet but that answer.
  const bool isOnItsWay = course.toHalf && *course.toHalf < kSlow * course.iterations;
  if (isOnItsWay && share < 1) return State::slow;
  return share < kConstant ? State::standing : State::constant;
}

}  // namespace

double learntLoss(double constantLoss, double leastLoss) {
  return leastLoss + threshold::kLearnt * (constantLoss - leastLoss);
}

std::optional<double> learntLoss(std::optional<double> constantLoss, double leastLoss) {
  return constantLoss ? std::optional(learntLoss(*constantLoss, leastLoss)) : std::nullopt;
}

Course courseOf(const Frame& frame) {
  const TrainingFrame& training = frame.training;
  const TrainingRecord& record = training.record;
  const DataFacts& facts = training.data;
  Course course;
  course.iterations = static_cast<double>(record.losses);
  if (record.losses == 0) return course;
  Windows windows(record);
  const double epoch = training.iterationsPerEpoch;
  const bool isWhole = course.iterations >= epoch;
  course.recent =
      *windows.take(isWhole ? std::max(epoch, course.iterations / 8) : course.iterations);
  const double length = windows.taken();
  const std::size_t stretch = windows.windows();
  course.before = windows.take(length);
  if (!facts.constantLoss || !std::isfinite(course.recent)) return course;
  const double constant = *facts.constantLoss;
  if (course.before) course.direction = directionOf(record, windows.windows());
  // Where no answer is better than a constant one, its loss is all that can be reached.
  const double usual = std::max(constant, facts.zeroLoss);
  const double scale = usual > 0 ? usual : record.initialLoss;
  const double learnable = constant - facts.leastLoss;
  // Targets that differ by less than a float's rounding of them are one number.
  const bool isOneNumber = constant <= threshold::kOneNumber * usual;
  if (isOneNumber || learnable <= threshold::kFitted * constant) {
    course.hasReachedLeast = course.recent - facts.leastLoss <= threshold::kFitted * scale;
  } else {
    // By the chance of batches a mean may be under what all samples together allow.
    course.share = std::max(0.0, (course.recent - facts.leastLoss) / learnable);
    course.hasReachedLeast = *course.share < threshold::kFitted;
  }
  const double learnt = learntLoss(constant, facts.leastLoss);
  const double rest = course.recent - learnt;
  if (course.share && rest > 0) {
    const bool falls = course.before && course.direction == Direction::down &&
                       *course.before > (1 + threshold::kFalling) * course.recent;
    const std::optional<Trend> trend = trendOf(record, epoch, 0);
    const bool hasTrend = trend && trend->falls();
    if (falls) {
      course.toHalf = rest * length / (*course.before - course.recent);
    } else if (hasTrend) {
      course.toHalf = rest / trend->pace;
    }
    // From above a loss comes down to the constant answer's and no further.
    if (hasTrend && *course.share < 1) {
      const auto earlier = trendOf(record, epoch, 1);
      const auto toLeave = earlier ? timeToLeave(*earlier, *trend, rest) : std::nullopt;
      course.stillFalls = *course.toHalf < threshold::kInSight * course.iterations ||
                          (toLeave && *toLeave < threshold::kLeaving * course.iterations);
    }
  }
  if (course.share && course.iterations >= threshold::kPatience) {
    course.low = lowestOf(record, std::max(epoch, course.iterations / 16));
    // Random weights that began low had learnt nothing.
    const double low = learntLoss(std::min(constant, record.initialLoss), facts.leastLoss);
    if (course.low && course.low->loss < low &&
        course.recent - course.low->loss > threshold::kLost * constant) {
      course.low->leftAt = overSince(record, stretch, (course.low->loss + course.recent) / 2);
    } else {
      course.low.reset();
    }
  }
  course.state = stateOf(course, facts, record.initialLoss, epoch);
  switch (course.state) {
    case State::diverging:
      course.since = overSince(record, stretch, std::max(constant, record.initialLoss));
      break;
    case State::constant:
      course.since = overSince(record, stretch, facts.leastLoss + threshold::kConstant * learnable);
      break;
    case State::standing:
    case State::slow:
      course.since = overSince(record, stretch, learnt);
      break;
    case State::unknown:
    case State::fitted:
    case State::learning:
      break;
  }
  return course;
}

}  // namespace ebb
