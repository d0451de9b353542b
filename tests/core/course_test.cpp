#include "diagnosis/course.h"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

#include "core/sound_frame.h"

using namespace ebb;

namespace {

using State = Course::State;

/// After these losses, in epochs of so many iterations; a constant answer's loss is 1.
Course courseAfter(const std::vector<double>& losses, double iterationsPerEpoch) {
  Frame frame = soundFrame();
  frame.training.record = {};
  for (const double loss : losses) frame.training.record.addLoss(loss);
  frame.training.iterationsPerEpoch = iterationsPerEpoch;
  return courseOf(frame);
}

std::vector<double> repeated(int count, double loss) {
  return std::vector<double>(static_cast<std::size_t>(count), loss);
}

}  // namespace

TEST_CASE("learnt is what is half-way down from a constant answer's loss to the least there is") {
  CHECK(learntLoss(2, 0) == 1);
  CHECK(learntLoss(2, 0.5) == 1.25);
  CHECK(learntLoss(std::optional<double>(2), 0.5) == 1.25);
  CHECK(!learntLoss(std::nullopt, 0.5));
}

TEST_CASE(
    "the recent loss is an epoch's at least, and an eighth of the iterations where that is more") {
  std::vector<double> losses = repeated(60, 1);
  losses.insert(losses.end(), 20, 0.5);
  CHECK(courseAfter(losses, 1).recent == doctest::Approx(0.5));
  // Twenty of 1 and twenty of a half.
  CHECK(courseAfter(losses, 40).recent == doctest::Approx(0.75));
  CHECK(*courseAfter(losses, 40).before == doctest::Approx(1));
}

TEST_CASE(
    "before an epoch is over nothing is known but that a loss is over what any sample is worth") {
  CHECK(courseAfter(repeated(20, 0), 21).state == State::unknown);
  CHECK(courseAfter(repeated(20, 0), 20).state == State::fitted);
  // Ten times a whole epoch's loss of one sample; once all were there, ten times their own.
  std::vector<double> losses = repeated(1, 1);
  losses.insert(losses.end(), 19, 150);
  CHECK(courseAfter(losses, 21).state == State::unknown);
  CHECK(courseAfter(losses, 20).state == State::diverging);
  losses.assign(1, 1);
  losses.insert(losses.end(), 19, 250);
  CHECK(courseAfter(losses, 21).state == State::diverging);
  // Beside what it began with, where that was more.
  losses.assign(1, 20);
  losses.insert(losses.end(), 19, 150);
  CHECK(courseAfter(losses, 1).state != State::diverging);
  losses.insert(losses.end(), 99, 250);
  CHECK(courseAfter(losses, 1).state == State::diverging);
}
