#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "diagnosis/remedy_ranking.h"

namespace ebb {

/// A search for what helps, by running it, within a budget of time. Successive halving (Jamieson &
/// Talwalkar 2016): every candidate is run a little, the better third longer, the best of them to
/// the end and from several seeds. Where nothing does, pairs of the best are tried the same way;
/// where none of them has learnt yet, the best of all go on for longer.
///
/// It runs nothing itself and reads no clock: what to run next follows from the results so far and
/// from the time that is left, so that the same results lead to the same list.
class RemedySearch {
 public:
  /// Iterations that candidates are compared at where time allows.
  static constexpr std::uint64_t kIterations = 1000;
  /// The longest that one goes on where nothing has learnt by then.
  static constexpr std::uint64_t kMostIterations = 16'000;

  /// `seconds`: the whole budget; `workers`: how many runs go on at a time.
  RemedySearch(Experiment base, std::vector<Remedy> candidates, double seconds, int workers);

  /// What a trial runs: the base with its candidate's changes, from its seed.
  Experiment experimentOf(const Trial& trial) const;

  void report(const TrialResult& result);

  /// The runs of the next round, in the order in which they are to be begun; no runs: the search is
  /// at its end. To be asked again once all of them are reported, or time is up.
  std::vector<Trial> next(double secondsLeft);

  /// What was run so far, best first, and the experiment as it is.
  std::vector<RankedRemedy> ranking() const { return rank(results_, candidates_); }
  RankedRemedy unchanged() const { return judge(results_, -1); }

  /// Pairs that were tried come last.
  const std::vector<Remedy>& candidates() const { return candidates_; }
  const Remedy& candidateOf(int candidate) const {
    return candidates_[static_cast<std::size_t>(candidate)];
  }
  /// Iterations that the last round compares at.
  std::uint64_t iterations() const { return iterations_; }

 private:
  enum class Stage { unchanged, pace, singles, pairs, longer, seeds, end };

  void goOn();
  void race(Stage stage, std::size_t firstCandidate);
  void makePairs();
  std::vector<Trial> pace() const;
  std::vector<Trial> rung(double secondsLeft);
  std::vector<Trial> longer(double secondsLeft);
  std::vector<Trial> moreSeeds(double secondsLeft);
  /// How many iterations all workers together manage in so many seconds.
  double iterationsIn(double seconds) const;
  bool learns() const;
  /// Those that were run, the lower loss first.
  std::vector<int> sorted(const std::vector<int>& list) const;

  Experiment base_;
  std::vector<Remedy> candidates_;
  std::size_t singles_;
  double seconds_;
  int workers_;
  Stage stage_ = Stage::unchanged;
  /// Who is still in the race of this stage, and how many rungs of it and rounds of seeds are done.
  std::vector<int> field_;
  int rungs_ = 0;
  std::size_t rounds_ = 0;
  std::uint64_t iterations_ = 0;
  std::vector<TrialResult> results_;
};

}  // namespace ebb
