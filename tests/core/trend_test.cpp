#include "diagnosis/trend.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ebb;

namespace {

/// `count` losses, each of its iteration.
template <class Loss>
TrainingRecord recordOf(int count, Loss lossAt) {
  TrainingRecord record;
  for (int i = 0; i < count; ++i) record.addLoss(lossAt(i));
  return record;
}

}  // namespace

TEST_CASE("a straight fall has its pace, without error, over each quarter") {
  // 256 losses are 64 windows of four.
  const auto record = recordOf(256, [](int i) { return 2 - 0.003 * i; });
  for (const std::size_t quarter : {0u, 1u, 2u, 3u}) {
    const auto trend = trendOf(record, 1, quarter);
    REQUIRE(trend);
    CHECK(trend->pace == doctest::Approx(0.003));
    CHECK(trend->error < 1e-12);
    CHECK(trend->length == 64);
    CHECK(trend->falls());
  }
  CHECK(!trendOf(record, 1, 4));
  const auto grows = trendOf(recordOf(256, [](int i) { return 2 + 0.003 * i; }), 1, 0);
  CHECK(grows->pace == doctest::Approx(-0.003));
  CHECK(!grows->falls());
}

TEST_CASE("quarters are told apart, the last one first") {
  const auto record = recordOf(256, [](int i) { return i < 192 ? 2 - 0.001 * i : 5 - 0.02 * i; });
  CHECK(trendOf(record, 1, 0)->pace == doctest::Approx(0.02));
  CHECK(trendOf(record, 1, 1)->pace == doctest::Approx(0.001));
}

TEST_CASE("four points of the line by hand: 5, 3, 4, 0 fall by 1.4 with an error of 0.52") {
  const double losses[] = {5, 3, 4, 0};
  const auto trend = trendOf(recordOf(4, [&](int i) { return losses[i]; }), 1, 0);
  REQUIRE(trend);
  // Σ x (y - 3) over Σ x² with x = -1.5, -0.5, 0.5, 1.5 is (-3 + 0 + 0.5 - 4.5) / 5. What is left
  // of the residuals -0.1, -0.7, 1.7, -0.9 is 4.2; √(4.2 / 2 / 5).
  CHECK(trend->pace == doctest::Approx(1.4));
  CHECK(trend->error == doctest::Approx(std::sqrt(0.42)));
  CHECK(!trend->falls());
  CHECK(!trendOf(recordOf(3, [&](int i) { return losses[i]; }), 1, 0));
}

TEST_CASE("a fall is one from four standard errors on") {
  CHECK(Trend{4.01, 1, 1}.falls());
  CHECK(!Trend{3.99, 1, 1}.falls());
  CHECK(!Trend{0, 0, 1}.falls());
}

TEST_CASE("batches of one epoch are one point, and a window that is only begun is none") {
  // Eight batches of very different loss, the same in each epoch, which falls by 0.08.
  const auto record = recordOf(512, [](int i) { return 3 - 0.01 * (i / 8 * 8) + 0.5 * (i % 8); });
  const auto trend = trendOf(record, 8, 0);
  REQUIRE(trend);
  CHECK(trend->pace == doctest::Approx(0.01));
  CHECK(trend->error < 1e-12);
  // Of epochs of two windows, a quarter is as many windows as before.
  const auto bent = recordOf(512, [](int i) { return i < 384 ? 9 - 0.001 * i : 16 - 0.02 * i; });
  CHECK(trendOf(bent, 16, 0)->pace == doctest::Approx(0.02));
  CHECK(trendOf(bent, 16, 1)->pace == doctest::Approx(0.001));
  // Windows of sixteen, the last of them with one loss of no size.
  auto begun = recordOf(513, [](int i) { return 3 - 0.01 * i; });
  begun.addLoss(1e9);
  CHECK(trendOf(begun, 1, 0)->pace == doctest::Approx(0.01));
}
