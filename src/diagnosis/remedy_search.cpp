#include "diagnosis/remedy_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace ebb {
namespace {

/// Parts of the budget: the experiment as it is; then what the single changes may take before the
/// rest is left for pairs, or for more seeds.
constexpr double kForUnchanged = 0.1;
constexpr double kForSingles = 0.65;

/// Rungs of a race, and of how many one goes on to the next.
constexpr int kRungs = 3;
constexpr std::size_t kOneOf = 3;
/// So many go on at least.
constexpr std::size_t kFewest = 5;
/// Under so many iterations a loss says nothing; rather fewer candidates.
constexpr double kShortest = 30;
/// To learn how long an iteration takes where the experiment broke down at once.
constexpr std::size_t kPaceRuns = 4;
constexpr std::uint64_t kPaceIterations = 100;

/// Of how many singles pairs are made.
constexpr std::size_t kPaired = 7;

/// What has not learnt yet goes on for so many times as long, but not for less than twice; half of
/// the time is left for what comes after.
constexpr double kLonger = 4;
constexpr double kForLonger = 0.5;

/// Rounds of two more seeds each, for so many candidates at most.
constexpr std::array<std::size_t, 2> kSeeded = {6, 3};
constexpr std::uint32_t kSeedsARound = 2;

}  // namespace

RemedySearch::RemedySearch(Experiment base, std::vector<Remedy> candidates, double seconds,
                           int workers)
    : base_(std::move(base)),
      candidates_(std::move(candidates)),
      singles_(candidates_.size()),
      seconds_(seconds),
      workers_(workers) {}

Experiment RemedySearch::experimentOf(const Trial& trial) const {
  Experiment experiment = trial.candidate < 0
                              ? base_
                              : with(base_, candidates_[static_cast<std::size_t>(trial.candidate)]);
  experiment.seed += trial.seed;
  return experiment;
}

void RemedySearch::report(const TrialResult& result) { results_.push_back(result); }

std::vector<Trial> RemedySearch::next(double secondsLeft) {
  if (candidates_.empty()) return {};
  while (stage_ != Stage::end && secondsLeft > 0) {
    std::vector<Trial> trials;
    switch (stage_) {
      case Stage::unchanged:
        if (results_.empty()) trials.push_back({-1, 0, kIterations, kForUnchanged * seconds_});
        break;
      case Stage::pace:
        trials = pace();
        break;
      case Stage::singles:
        trials = rung(secondsLeft - (1 - kForUnchanged - kForSingles) * seconds_);
        break;
      case Stage::pairs:
        trials = rung(secondsLeft);
        break;
      case Stage::longer:
        trials = longer(kForLonger * secondsLeft);
        break;
      case Stage::seeds:
        trials = moreSeeds(secondsLeft);
        break;
      case Stage::end:
        break;
    }
    if (!trials.empty()) return trials;
    goOn();
  }
  return {};
}

void RemedySearch::goOn() {
  switch (stage_) {
    case Stage::unchanged:
      stage_ = Stage::pace;
      return;
    case Stage::pace:
      race(Stage::singles, 0);
      return;
    case Stage::singles:
      if (learns()) {
        stage_ = Stage::seeds;
      } else {
        makePairs();
        race(Stage::pairs, singles_);
      }
      return;
    case Stage::pairs:
      stage_ = Stage::longer;
      return;
    case Stage::longer:
      stage_ = Stage::seeds;
      return;
    case Stage::seeds:
    case Stage::end:
      stage_ = Stage::end;
      return;
  }
}

bool RemedySearch::learns() const {
  const auto list = ranking();
  return unchanged().learns || (!list.empty() && list.front().learns);
}

void RemedySearch::race(Stage stage, std::size_t firstCandidate) {
  stage_ = stage;
  rungs_ = 0;
  field_.resize(candidates_.size() - firstCandidate);
  std::iota(field_.begin(), field_.end(), static_cast<int>(firstCandidate));
}

void RemedySearch::makePairs() {
  std::vector<int> best(singles_);
  std::iota(best.begin(), best.end(), 0);
  best = sorted(best);
  best.resize(std::min(best.size(), kPaired));
  // What acts on the cause, by the diagnosis, may fail alone and be what another needs.
  if (std::find(best.begin(), best.end(), 0) == best.end()) {
    best.insert(best.begin() + std::min<std::ptrdiff_t>(2, best.end() - best.begin()), 0);
  }
  // The smaller the sum of their places, the more promising is a pair.
  for (std::size_t sum = 1; sum + 2 < 2 * best.size(); ++sum) {
    for (std::size_t i = sum < best.size() ? 0 : sum - best.size() + 1; 2 * i < sum; ++i) {
      const Remedy& one = candidates_[static_cast<std::size_t>(best[i])];
      const Remedy& other = candidates_[static_cast<std::size_t>(best[sum - i])];
      Remedy pair = together(one, other);
      if (!pair.changes.empty()) candidates_.push_back(std::move(pair));
    }
  }
}

/// Where the experiment broke down at once, it does not tell how long an iteration takes.
std::vector<Trial> RemedySearch::pace() const {
  std::vector<Trial> trials;
  if (results_.size() > 1 || results_.front().outcome.iterations > kShortest) return trials;
  for (std::size_t i = 0; i < std::min(kPaceRuns, singles_); ++i) {
    trials.push_back({static_cast<int>(i), 0, kPaceIterations, kForUnchanged * seconds_});
  }
  return trials;
}

/// Of what ran in the last rung the better part, for as many iterations as this rung's share of the
/// time allows.
std::vector<Trial> RemedySearch::rung(double secondsLeft) {
  if (rungs_ == kRungs || (rungs_ > 0 && iterations_ == kIterations)) return {};
  if (rungs_ > 0) {
    field_ = sorted(field_);
    field_.resize(std::min(field_.size(), std::max(kFewest, field_.size() / kOneOf)));
  }
  const double all = iterationsIn(secondsLeft / (kRungs - rungs_));
  field_.resize(std::min(field_.size(), static_cast<std::size_t>(all / kShortest) + 1));
  if (field_.empty()) return {};
  const double each = std::clamp(std::floor(all / static_cast<double>(field_.size())), 1.0,
                                 static_cast<double>(kIterations));
  const auto iterations = static_cast<std::uint64_t>(each);
  if (rungs_ > 0 && iterations <= iterations_) return {};
  iterations_ = iterations;
  ++rungs_;
  std::vector<Trial> trials;
  for (const int one : field_) trials.push_back({one, 0, iterations_, std::max(secondsLeft, 0.0)});
  return trials;
}

/// A loss over `learntLoss` may only not have come down yet: the best, and the
/// experiment as it is, for longer, until one learns.
std::vector<Trial> RemedySearch::longer(double seconds) {
  if (learns() || iterations_ < kIterations || iterations_ >= kMostIterations) return {};
  field_.resize(candidates_.size());
  std::iota(field_.begin(), field_.end(), 0);
  field_ = sorted(field_);
  field_.resize(std::min(field_.size(), kFewest));
  const double each = iterationsIn(seconds) / static_cast<double>(field_.size() + 1);
  const auto now = static_cast<double>(iterations_);
  if (each < 2 * now) return {};
  const double most = std::min(kLonger * now, static_cast<double>(kMostIterations));
  iterations_ = static_cast<std::uint64_t>(std::min(each, most));
  std::vector<Trial> trials{{-1, 0, iterations_, seconds}};
  for (const int one : field_) trials.push_back({one, 0, iterations_, seconds});
  return trials;
}

std::vector<Trial> RemedySearch::moreSeeds(double secondsLeft) {
  std::vector<Trial> trials;
  if (rounds_ == kSeeded.size()) return trials;
  const double runs = iterationsIn(secondsLeft) / static_cast<double>(iterations_);
  const double affordable = std::floor(runs / kSeedsARound) - 1;
  const auto count =
      static_cast<std::size_t>(std::clamp(affordable, 0.0, static_cast<double>(kSeeded[rounds_])));
  const std::uint32_t first = 1 + static_cast<std::uint32_t>(rounds_) * kSeedsARound;
  ++rounds_;
  const auto add = [&](int candidate) {
    for (std::uint32_t seed = first; seed < first + kSeedsARound; ++seed) {
      trials.push_back({candidate, seed, iterations_, secondsLeft});
    }
  };
  for (const RankedRemedy& one : ranking()) {
    if (trials.size() == count * kSeedsARound) break;
    if (one.iterations == iterations_) add(one.candidate);
  }
  if (trials.empty()) return trials;
  add(-1);
  if (unchanged().iterations != iterations_) trials.push_back({-1, 0, iterations_, secondsLeft});
  return trials;
}

double RemedySearch::iterationsIn(double seconds) const {
  double done = 1;
  double took = 0;
  for (const TrialResult& result : results_) {
    done += static_cast<double>(result.outcome.iterations);
    took += result.seconds;
  }
  // A clock that has not moved yet: as if one iteration took a microsecond.
  return std::max(0.0, seconds) * workers_ * done / std::max(took, 1e-6 * done);
}

std::vector<int> RemedySearch::sorted(const std::vector<int>& list) const {
  std::vector<RankedRemedy> judged;
  for (const int one : list) {
    RankedRemedy what = judge(results_, one);
    if (!what.losses.empty()) judged.push_back(std::move(what));
  }
  std::stable_sort(judged.begin(), judged.end(), [](const RankedRemedy& a, const RankedRemedy& b) {
    return a.relative < b.relative;
  });
  std::vector<int> best;
  for (const RankedRemedy& one : judged) best.push_back(one.candidate);
  return best;
}

}  // namespace ebb
