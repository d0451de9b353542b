#include "diagnosis/course.h"

#include <algorithm>
#include <cmath>

#include "diagnosis/thresholds.h"
#include "diagnosis/trend.h"

namespace ebb {
namespace {

using State = Course::State;

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

 private:
  double lengthOf(std::size_t window) const {
    const std::uint64_t from = window * record_.windowLength;
    return static_cast<double>(std::min(record_.windowLength, record_.losses - from));
  }

  const TrainingRecord& record_;
  std::size_t end_;
  double taken_ = 0;
};

/// The first iteration of the windows at the end that are all over a loss.
std::uint64_t overSince(const TrainingRecord& record, double loss) {
  std::size_t window = record.windowCount();
  while (window > 0 && record.windows[window - 1] > loss) --window;
  return window * record.windowLength;
}

/// Iterations until a loss that falls faster and faster has lost `rest`, its pace growing on as it
/// did from one quarter to the next: descent from a saddle grows exponentially (Saxe et al. 2014,
/// sigmoidal learning curves). None where the pace does not grow.
std::optional<double> timeToLeave(const Trend& before, const Trend& now, double rest) {
  if (!before.falls() || !now.falls() || !(now.pace > before.pace)) return std::nullopt;
  const double time = now.length / std::log(now.pace / before.pace);
  return time * std::log1p(rest / (now.pace * time));
}

State stateOf(const Course& course, double constant, double initial, double epoch) {
  using namespace threshold;
  const double base = std::max(constant, initial);
  if (course.iterations >= kJump && course.recent > kDiverged * base) return State::diverging;
  const double share = *course.share;
  // One small batch may be right by chance.
  const bool isWhole = course.iterations >= epoch;
  if (share < kFitted) return isWhole ? State::fitted : State::unknown;
  const bool isYoung = course.iterations < kPatience || !course.before;
  // Random weights may begin under half; what is learnt shows in what the loss was.
  if (share < kLearnt) {
    return isYoung && !(course.recent < kLearnt * initial) ? State::unknown : State::learning;
  }
  if (isYoung) return State::unknown;
  const bool grows = course.recent > *course.before;
  if (grows && course.recent > kDiverging * base) return State::diverging;
  if (course.toHalf && *course.toHalf < course.iterations / 4) {
    // On its way down from a large start it has yet to come to what a constant answer gives.
    return share < 1 ? State::learning : State::unknown;
  }
  // What comes down to a constant answer's loss from above has learnt nothing yet but that answer.
  const bool isAtConstant = share > kConstant && share < 1 / kConstant;
  // Slow: it would be there in ten times as long.
  const bool isOnItsWay = course.toHalf && *course.toHalf < kSlow * course.iterations;
  if (isOnItsWay && !(isAtConstant && share >= 1)) return State::slow;
  return share < kConstant ? State::standing : State::constant;
}

}  // namespace

Course courseOf(const Frame& frame) {
  const TrainingFrame& training = frame.training;
  const TrainingRecord& record = training.record;
  Course course;
  course.iterations = static_cast<double>(record.losses);
  if (record.losses == 0) return course;
  Windows windows(record);
  const double epoch = training.iterationsPerEpoch;
  const auto recent = windows.take(std::max(epoch, course.iterations / 8));
  course.recent = recent ? *recent : frame.loss.value_or(record.initialLoss);
  const double length = windows.taken();
  if (recent) course.before = windows.take(length);
  if (!training.data.constantLoss || !(*training.data.constantLoss > 0)) return course;
  const double constant = *training.data.constantLoss;
  if (!std::isfinite(course.recent)) return course;
  course.share = course.recent / constant;
  const bool falls = course.before && *course.before > (1 + threshold::kFalling) * course.recent;
  const std::optional<Trend> trend = trendOf(record, epoch, 0);
  const double rest = course.recent - threshold::kLearnt * constant;
  if (falls && rest > 0) {
    course.toHalf = rest * length / (*course.before - course.recent);
  } else if (trend && trend->falls() && rest > 0) {
    course.toHalf = rest / trend->pace;
  }
  // From above a loss comes down to the constant answer's and no further.
  if (trend && trend->falls() && rest > 0 && *course.share < 1) {
    const auto earlier = trendOf(record, epoch, 1);
    const auto toLeave = earlier ? timeToLeave(*earlier, *trend, rest) : std::nullopt;
    course.stillFalls = *course.toHalf < threshold::kInSight * course.iterations ||
                        (toLeave && *toLeave < threshold::kLeaving * course.iterations);
  }
  course.state = stateOf(course, constant, record.initialLoss, epoch);
  switch (course.state) {
    case State::diverging:
      course.since = overSince(record, std::max(constant, record.initialLoss));
      break;
    case State::constant:
      course.since = overSince(record, threshold::kConstant * constant);
      break;
    case State::standing:
    case State::slow:
      course.since = overSince(record, threshold::kLearnt * constant);
      break;
    case State::unknown:
    case State::fitted:
    case State::learning:
      break;
  }
  return course;
}

}  // namespace ebb
