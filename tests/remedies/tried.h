#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "diagnosis/remedy_search.h"
#include "experiment/link.h"
#include "run/simulation.h"

/// Runs of experiments and searches among them, as a page does them.
namespace ebb {

/// A run as far as it went: to the end, or to where it broke down.
struct TriedRun {
  std::vector<double> iterations;
  std::vector<double> losses;
  Maybe constantLoss;

  explicit TriedRun(const Experiment& experiment) {
    Simulation run(experiment);
    for (std::uint64_t i = 1; i <= RemedySearch::kIterations; ++i) {
      run.seek(run.schedule().boundary(i), 1);
      if (!run.history().loss().empty() && !std::isfinite(run.history().loss().back())) break;
    }
    iterations = run.history().iterations();
    losses = run.history().loss();
    constantLoss = run.outcome().constantLoss;
  }
  explicit TriedRun(std::istream& saved) {
    std::size_t count = 0;
    double constant = 0;
    saved >> count >> constant;
    if (constant >= 0) constantLoss = constant;
    for (std::size_t i = 0; i < count; ++i) {
      std::string loss;
      saved >> iterations.emplace_back() >> loss;
      losses.push_back(std::strtod(loss.c_str(), nullptr));
    }
  }
  void save(std::ostream& to) const {
    to << losses.size() << ' ' << constantLoss.value_or(-1);
    for (std::size_t i = 0; i < losses.size(); ++i) to << ' ' << iterations[i] << ' ' << losses[i];
    to << '\n';
  }

  RunOutcome outcome(std::uint64_t after) const {
    const auto end = std::upper_bound(iterations.begin(), iterations.end(), double(after));
    const auto count = static_cast<std::size_t>(end - iterations.begin());
    const double reached = lossReached(losses, count);
    const bool isBroken = std::isinf(reached);
    return {isBroken ? static_cast<std::uint64_t>(iterations[count - 1]) : after, reached,
            constantLoss};
  }
  bool learns() const {
    return constantLoss && outcome(RemedySearch::kIterations).loss < kLearned * *constantLoss;
  }
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

  const TriedRun& of(const Experiment& experiment) {
    const std::string key = writeLink(experiment);
    const auto found = runs_.find(key);
    if (found != runs_.end()) return found->second;
    const TriedRun& made = runs_.emplace(key, TriedRun(experiment)).first->second;
    if (save_.is_open()) {
      save_ << key << '\n';
      made.save(save_);
      save_.flush();
    }
    return made;
  }

  /// Goes on from the runs in a file, and adds to it.
  void keepIn(const std::string& path) {
    std::ifstream saved(path);
    for (std::string key; std::getline(saved, key);) {
      std::string line;
      std::getline(saved, line);
      std::istringstream text(line);
      runs_.emplace(key, TriedRun(text));
    }
    save_.open(path, std::ios::app);
  }

 private:
  std::map<std::string, TriedRun> runs_;
  std::ofstream save_;
};

/// What a page has to diagnose when somebody asks for remedies after some iterations.
inline Diagnosis diagnosisAfter(const Experiment& experiment, std::uint64_t iterations) {
  Simulation run(experiment);
  run.seek(run.schedule().boundary(iterations), iterations);
  return diagnose(run.frame());
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
