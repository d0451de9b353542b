#include "simulation/checkpoints.h"

#include <doctest/doctest.h>

#include <vector>

using namespace ebb;

TEST_CASE("checkpoints keep copies in turn, and the spacing doubles when their room is full") {
  // Room for four.
  const std::size_t bytes = Checkpoints::kBudget / 4;
  Checkpoints checkpoints(bytes);
  CHECK(Checkpoints::memoryFor(bytes) == Checkpoints::kBudget);
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
  CHECK(Checkpoints::memoryFor(8) == 512 * 8);
  Checkpoints none(Checkpoints::kBudget + 1);
  const char state = 0;
  none.offer(0, &state);
  CHECK(!none.atOrBefore(0));
}
