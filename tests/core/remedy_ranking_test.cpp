#include "diagnosis/remedy_ranking.h"

#include <doctest/doctest.h>

#include <vector>

using namespace ebb;

namespace {

/// A run over 100 iterations beside a constant answer's loss of 1.
TrialResult run(int candidate, std::uint32_t seed, double loss) {
  return {{candidate, seed, 100, 1}, {100, loss, 1.0}, 1};
}

std::vector<Remedy> remedies(std::size_t count) {
  return std::vector<Remedy>(count, {{Reason::no_decay}, {{"weightDecay", 0.0}}});
}

}  // namespace

TEST_CASE("help is a fifth less loss, where nothing learns") {
  const auto helps = [](double loss) {
    return rank({run(-1, 0, 0.9), run(0, 0, loss)}, remedies(1)).front().helps;
  };
  CHECK(helps(0.71));
  CHECK(!helps(0.73));
}

TEST_CASE("of one seed that learns less is believed than of three, and more than of two in three") {
  const std::vector<TrialResult> results = {
      run(0, 0, 0.4), run(1, 0, 1e-3), run(1, 1, 1e-3), run(1, 2, 0.9),
      run(2, 0, 0.4), run(2, 1, 0.4),  run(2, 2, 0.4),
  };
  const auto list = rank(results, remedies(3));
  REQUIRE(list.size() == 3);
  CHECK(list[0].candidate == 2);
  CHECK(list[1].candidate == 0);
  CHECK(list[2].candidate == 1);
}

TEST_CASE("what learns from half of the seeds does not learn in the median") {
  const RankedRemedy half = judge({run(0, 0, 0.4), run(0, 1, 0.8)}, 0);
  CHECK(half.learning == 1);
  CHECK(half.loss == doctest::Approx(0.6));
  CHECK(!half.learns);
  CHECK(judge({run(0, 0, 0.4), run(0, 1, 0.8), run(0, 2, 0.3)}, 0).learns);
}
