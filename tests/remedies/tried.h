#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "diagnosis/course.h"
#include "diagnosis/remedy_search.h"
#include "diagnosis/thresholds.h"
#include "experiment/link.h"
#include "simulation/simulation.h"

/// Runs of experiments and searches among them, as a page does them.
namespace ebb {

/// A run that goes on as far as somebody asks, at most to where it broke down.
class TriedRun {
 public:
  explicit TriedRun(const Experiment& experiment)
      : run_(std::make_unique<Simulation>(experiment)), data_(run_->outcome()) {}

  RunOutcome outcome(std::uint64_t after) {
    advance(after);
    const std::vector<double>& iterations = run_->history().iterations();
    const auto end = std::upper_bound(iterations.begin(), iterations.end(), double(after));
    const auto count = static_cast<std::size_t>(end - iterations.begin());
    const double reached = lossReached(run_->history().loss(), count);
    const bool isBroken = std::isinf(reached);
    return {isBroken ? static_cast<std::uint64_t>(iterations[count - 1]) : after, reached,
            data_.constantLoss, data_.leastLoss};
  }
  /// Whether there is a constant answer to do better than.
  bool canLearn() const { return data_.constantLoss.has_value(); }
  bool learns() {
    return canLearn() && outcome(RemedySearch::kIterations).loss <
                             learntLoss(*data_.constantLoss, data_.leastLoss);
  }

 private:
  void advance(std::uint64_t to) {
    while (reached_ < to) {
      const std::vector<double>& losses = run_->history().loss();
      if (!losses.empty() && !std::isfinite(losses.back())) return;
      run_->seek(run_->schedule().boundary(++reached_), 1);
    }
  }

  std::unique_ptr<Simulation> run_;
  RunOutcome data_;
  std::uint64_t reached_ = 0;
};

/// Seconds that an iteration takes in WebAssembly on a slow laptop: a fit to measured ones that
/// does not depend on what else this machine does.
inline double secondsAnIteration(const Experiment& e) {
  const double batch = e.batchSize > 0 ? e.batchSize : 0.8 * e.samples;
  double products = 0;
  double units = 0;
  double before = 2;
  for (const int width : e.hidden) {
    products += before * width;
    units += width;
    before = width;
  }
  return 1e-6 * (10 + 3e-4 * 3 * batch * products + 0.01 * batch * units);
}

/// Runs that are made once, whoever asks for them.
class TriedRuns {
 public:
  /// What ran out of its time is as far as it came.
  TrialResult run(const Experiment& experiment, const Trial& trial) {
    const double pace = secondsAnIteration(experiment);
    Trial made = trial;
    const double most = std::floor(trial.seconds / pace);
    if (most < static_cast<double>(made.iterations)) {
      made.iterations = static_cast<std::uint64_t>(std::max(1.0, most));
    }
    TrialResult result;
    result.trial = trial;
    result.outcome = of(experiment).outcome(made.iterations);
    result.seconds = pace * static_cast<double>(result.outcome.iterations);
    return result;
  }

  TriedRun& of(const Experiment& experiment) {
    // A link leaves a table out.
    const std::string key = writeLink(experiment) + ' ' + experiment.table;
    return runs_.try_emplace(key, experiment).first->second;
  }

 private:
  std::map<std::string, TriedRun> runs_;
};

/// What a page has to diagnose when somebody asks for remedies after some iterations.
inline Diagnosis diagnosisAfter(const Experiment& experiment, std::uint64_t iterations) {
  Simulation run(experiment);
  run.seek(run.schedule().boundary(iterations), iterations);
  return diagnose(run.frame(), experiment);
}

/// A whole search, `workers` runs at a time, in so many seconds of a slow laptop.
inline RemedySearch searchWithin(TriedRuns& runs, const Experiment& base,
                                 const Diagnosis& diagnosis, double seconds, int workers = 1) {
  RemedySearch search(base, remediesFor(base, diagnosis, 1), seconds, workers);
  double left = seconds;
  for (auto trials = search.next(left); !trials.empty(); trials = search.next(left)) {
    for (Trial trial : trials) {
      if (left <= 0) break;
      trial.seconds = std::min(trial.seconds, left);
      const TrialResult result = runs.run(search.experimentOf(trial), trial);
      left -= result.seconds / workers;
      search.report(result);
    }
  }
  return search;
}

}  // namespace ebb
