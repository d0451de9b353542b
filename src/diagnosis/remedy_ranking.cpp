#include "diagnosis/remedy_ranking.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "base/median.h"
#include "diagnosis/course.h"
#include "diagnosis/thresholds.h"

namespace ebb {
namespace {

/// Losses of one half decade are alike.
constexpr double kBucketsPerDecade = 2;
/// Less loss by this factor is clearly less.
constexpr double kClearly = 0.8;

double bucket(double number) {
  if (!std::isfinite(number)) return std::numeric_limits<double>::infinity();
  return std::floor(kBucketsPerDecade * std::log10(std::max(number, threshold::kNothingLeft)));
}

/// How long a run counts as: what broke down would have stayed so.
std::uint64_t lengthOf(const TrialResult& result) {
  return std::isfinite(result.outcome.loss) ? result.outcome.iterations : result.trial.iterations;
}

/// The share of seeds that it learns from, as if half of one more had: 1 of 1 is less than 3 of 3.
double share(const RankedRemedy& one) {
  return (one.learning + 0.5) / (static_cast<double>(one.losses.size()) + 1);
}

double spread(const RankedRemedy& one) {
  const auto [least, most] = std::minmax_element(one.losses.begin(), one.losses.end());
  if (!std::isfinite(*most)) return std::numeric_limits<double>::infinity();
  return bucket(*most) - bucket(*least);
}

/// Smaller is better, the first first.
std::array<double, 5> orderOf(const RankedRemedy& one, const Remedy& remedy) {
  return {-share(one), bucket(one.relative), spread(one),
          static_cast<double>(remedy.changes.size()), one.relative};
}

}  // namespace

RankedRemedy judge(const std::vector<TrialResult>& results, int candidate) {
  RankedRemedy judged;
  judged.candidate = candidate;
  std::map<std::uint64_t, int> runs;
  int most = 0;
  for (const TrialResult& result : results) {
    if (result.trial.candidate == candidate) most = std::max(most, ++runs[lengthOf(result)]);
  }
  for (const auto& [length, count] : runs) {
    if (count == most) judged.iterations = length;
  }
  std::vector<double> relative;
  for (const TrialResult& result : results) {
    if (result.trial.candidate != candidate || lengthOf(result) != judged.iterations) continue;
    const double loss = result.outcome.loss;
    const Maybe constant = result.outcome.constantLoss;
    judged.losses.push_back(loss);
    relative.push_back(constant && *constant > 0 ? loss / *constant : loss);
    judged.learning += constant && loss < learntLoss(*constant, result.outcome.leastLoss);
  }
  if (judged.losses.empty()) return judged;
  judged.loss = median(judged.losses);
  judged.relative = median(relative);
  judged.learns = 2 * judged.learning > static_cast<int>(judged.losses.size());
  return judged;
}

std::vector<RankedRemedy> rank(const std::vector<TrialResult>& results,
                               const std::vector<Remedy>& candidates) {
  const RankedRemedy unchanged = judge(results, -1);
  std::vector<RankedRemedy> list;
  for (int i = 0; i < static_cast<int>(candidates.size()); ++i) {
    RankedRemedy one = judge(results, i);
    if (one.losses.empty()) continue;
    const bool isLess =
        unchanged.losses.empty() || !(one.relative >= kClearly * unchanged.relative);
    one.helps = std::isfinite(one.loss) && (isLess || (one.learns && !unchanged.learns));
    list.push_back(std::move(one));
  }
  std::stable_sort(list.begin(), list.end(), [&](const RankedRemedy& a, const RankedRemedy& b) {
    const auto order = [&](const RankedRemedy& one) {
      return orderOf(one, candidates[static_cast<std::size_t>(one.candidate)]);
    };
    return order(a) < order(b);
  });
  return list;
}

}  // namespace ebb
