#include "stepper/position.h"

#include <doctest/doctest.h>

#include <vector>

using namespace ebb;

namespace {

/// Affine and activation of layer 1, affine and loss of layer 2.
StepSchedule schedule(bool clips) { return {{1, 1, 2, 2}, clips, 3}; }

}  // namespace

TEST_CASE("an iteration goes forward to the loss, back, and ends with clip and update") {
  const StepSchedule clipped = schedule(true);
  CHECK(clipped.stops() == 10);
  CHECK(schedule(false).stops() == 9);
  const std::vector<std::pair<Phase, int>> wanted = {
      {Phase::forward, 0},  {Phase::forward, 1},  {Phase::forward, 2},  {Phase::loss, 3},
      {Phase::backward, 3}, {Phase::backward, 2}, {Phase::backward, 1}, {Phase::backward, 0},
      {Phase::clip, -1},    {Phase::update, -1}};
  CHECK(clipped.stop(0).phase == Phase::start);
  for (std::uint64_t position = 1; position <= 20; ++position) {
    const auto& [phase, operation] = wanted[(position - 1) % 10];
    CHECK(clipped.stop(position).phase == phase);
    CHECK(clipped.stop(position).operation == operation);
    CHECK(clipped.iteration(position) == position / 10);
  }
  for (int operation = 0; operation < 4; ++operation) {
    CHECK(clipped.stop(static_cast<std::uint64_t>(clipped.forwardStop(operation))).operation ==
          operation);
    const Stop back = clipped.stop(static_cast<std::uint64_t>(clipped.backwardStop(operation)));
    CHECK(back.operation == operation);
    for (const bool isBack : {false, true}) {
      const Stop passed = clipped.stop(clipped.passed(3, operation, isBack));
      CHECK(passed.operation == operation);
      CHECK((passed.phase == Phase::backward) == isBack);
      CHECK(clipped.iteration(clipped.passed(3, operation, isBack)) == 3);
    }
    CHECK(back.phase == Phase::backward);
  }
  CHECK(clipped.boundary(3) == 30);
}

TEST_CASE(
    "steps lead to the next end of their unit, back to the one before, never before the start") {
  const StepSchedule s = schedule(true);
  CHECK(s.target(7, Unit::operation, 2) == 9);
  CHECK(s.target(7, Unit::operation, -3) == 4);
  CHECK(s.target(7, Unit::operation, -9) == 0);
  CHECK(s.target(7, Unit::iteration, 1) == 10);
  CHECK(s.target(7, Unit::iteration, 2) == 20);
  CHECK(s.target(17, Unit::iteration, -1) == 10);
  CHECK(s.target(20, Unit::iteration, -1) == 10);
  CHECK(s.target(7, Unit::epoch, 1) == 30);
  CHECK(s.target(31, Unit::epoch, -1) == 30);
  CHECK(s.target(30, Unit::epoch, -1) == 0);
  // Ends of layers: 2, 3 forward; the loss 4; 6, 8 back; clip 9; update 10.
  const std::vector<std::uint64_t> ends = {0, 2, 3, 4, 6, 8, 9, 10, 12, 13};
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    CHECK(s.target(ends[i], Unit::layer, 1) == ends[i + 1]);
    CHECK(s.target(ends[i + 1], Unit::layer, -1) == ends[i]);
  }
  CHECK(s.target(7, Unit::layer, 1) == 8);
  CHECK(s.target(7, Unit::layer, -1) == 6);
  CHECK(s.target(7, Unit::layer, -2) == 4);
  CHECK(s.target(1, Unit::layer, -1) == 0);
  CHECK(s.target(0, Unit::layer, 7) == 10);
}
