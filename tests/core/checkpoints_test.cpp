#include "stepper/checkpoints.h"

#include <doctest/doctest.h>

#include <vector>

using namespace ebb;

TEST_CASE("checkpoints keep copies in turn, and the spacing doubles when their room is full") {
  // Room for four.
  const std::size_t bytes = Checkpoints::kBudget / 4;
  Checkpoints checkpoints(bytes);
  // And one more for an iteration that is gone back to.
  CHECK(Checkpoints::memoryFor(bytes) == Checkpoints::kBudget + bytes);
  CHECK(!checkpoints.atOrBefore(0));
  std::vector<char> state(bytes);
  const auto offer = [&](int iteration) {
    state[0] = static_cast<char>(iteration);
    state[bytes - 1] = static_cast<char>(2 * iteration);
    checkpoints.offer(static_cast<std::uint64_t>(iteration), state.data());
  };
  const auto found = [&](std::uint64_t iteration) {
    const auto checkpoint = checkpoints.atOrBefore(iteration);
    REQUIRE(checkpoint.has_value());
    CHECK(checkpoint->state[0] == static_cast<char>(checkpoint->iteration));
    CHECK(checkpoint->state[bytes - 1] == static_cast<char>(2 * checkpoint->iteration));
    return checkpoint->iteration;
  };
  for (int i = 0; i < 4; ++i) offer(i);
  CHECK(found(2) == 2);
  CHECK(found(9) == 3);
  offer(2);
  CHECK(found(2) == 2);
  offer(4);
  CHECK(found(4) == 4);
  CHECK(found(3) == 2);
  CHECK(found(1) == 0);
  offer(5);
  CHECK(found(5) == 4);
  offer(6);
  CHECK(found(7) == 6);
}

TEST_CASE("of a small state at most 512 copies are kept, of one too large for the budget none") {
  CHECK(Checkpoints::memoryFor(8) == 513 * 8);
  Checkpoints none(Checkpoints::kBudget + 1);
  const char state = 0;
  none.offer(0, &state);
  CHECK(!none.atOrBefore(0));
}

TEST_CASE("copies begin as far apart as costs a few hundredths of the training between them") {
  CHECK(Checkpoints::spacingFor(1000, 1000, 512) == 1);
  CHECK(Checkpoints::spacingFor(1000, 1000, 511) == 2);
  CHECK(Checkpoints::spacingFor(1000, 1000, 32) == 16);
  // What an optimizer keeps is copied, too.
  CHECK(Checkpoints::spacingFor(3000, 1000, 32) == 64);
  Checkpoints apart(8, 4);
  std::int64_t state = 0;
  for (std::uint64_t iteration = 0; iteration < 10; ++iteration) {
    state = static_cast<std::int64_t>(iteration);
    apart.offer(iteration, reinterpret_cast<const char*>(&state));
  }
  CHECK(apart.atOrBefore(3)->iteration == 0);
  CHECK(apart.atOrBefore(9)->iteration == 8);
}

TEST_CASE("the iteration that was last gone back to has a copy of its own") {
  Checkpoints apart(1, 4);
  const auto see = [&](std::uint64_t iteration) {
    const char state = static_cast<char>(iteration);
    apart.offer(iteration, &state);
    return state;
  };
  for (std::uint64_t iteration = 0; iteration < 10; ++iteration) see(iteration);
  const char third = 3;
  apart.keepGoal(3, &third);
  CHECK(apart.atOrBefore(3)->iteration == 3);
  CHECK(*apart.atOrBefore(3)->state == 3);
  CHECK(apart.atOrBefore(2)->iteration == 0);
  CHECK(apart.atOrBefore(4)->iteration == 4);
  CHECK(*apart.atOrBefore(4)->state == 4);
  const char sixth = 6;
  apart.keepGoal(6, &sixth);
  CHECK(apart.atOrBefore(3)->iteration == 0);
  CHECK(*apart.atOrBefore(7)->state == 6);
}
