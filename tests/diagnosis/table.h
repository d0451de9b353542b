#pragma once

#include <array>
#include <cstdio>
#include <vector>

#include "diagnosis/diagnosis.h"
#include "diagnosis/drawn_experiments.h"
#include "diagnosis/outcome.h"
#include "simulation/simulation.h"

namespace ebb {

/// The gravest that was said of a network: failure, warning, or neither.
enum class Said { failure, warning, nothing };

inline Said saidOf(const Diagnosis& diagnosis) {
  Said said = Said::nothing;
  for (const Finding& one : diagnosis.findings) {
    if (one.severity == Severity::failure) return Said::failure;
    if (one.severity == Severity::warning) said = Said::warning;
  }
  return said;
}

/// One drawn experiment: what was said of it and what became of it.
struct Row {
  std::uint64_t number = 0;
  Experiment experiment;
  Outcome outcome = Outcome::learns;
  double share = 0;
  /// At the end of the first walk back, after the first iteration, at the end.
  std::array<Diagnosis, 3> diagnoses;
  /// As the verdict on the ratio alone has it: ill or not, after the first iteration and at the
  /// end.
  std::array<bool, 2> verdictIsIll{};
};

inline constexpr std::uint64_t kIterations = 1000;

inline Row rowOf(Taste taste, std::uint64_t number) {
  Row row;
  row.number = number;
  row.experiment = ExperimentDraw(taste, number).next();
  Simulation run(row.experiment);
  const auto said = [&](std::size_t when, std::uint64_t position) {
    while (!run.seek(position, kIterations)) {
    }
    const Frame frame = run.frame();
    row.diagnoses[when] = diagnose(frame, row.experiment);
    const Verdict verdict = row.diagnoses[when].verdict;
    if (when > 0) {
      row.verdictIsIll[when - 1] = verdict != Verdict::healthy && verdict != Verdict::unknown;
    }
    return frame;
  };
  said(0, 2 * run.frame().operations.size());
  said(1, run.schedule().boundary(1));
  const Frame end = said(2, run.schedule().boundary(kIterations));
  row.outcome = outcomeOf(end);
  row.share = shareOfConstant(end);
  return row;
}

/// Rows counted by what became of them and what was said.
class Table {
 public:
  void add(const Row& row) {
    const auto outcome = static_cast<std::size_t>(row.outcome);
    ++total_[outcome];
    for (std::size_t when = 0; when < 3; ++when) {
      ++said_[when][outcome][static_cast<std::size_t>(saidOf(row.diagnoses[when]))];
    }
    for (std::size_t when = 0; when < 2; ++when) verdict_[when][outcome] += row.verdictIsIll[when];
  }

  /// Of those that do not learn (stand still, diverge, break), the share of which nothing grave is
  /// said; of those that learn, the share that carries a failure.
  double missed(std::size_t when) const {
    double count = 0;
    double all = 0;
    for (const std::size_t outcome : {2u, 3u, 4u}) {
      count += said_[when][outcome][static_cast<std::size_t>(Said::nothing)];
      all += total_[outcome];
    }
    return all > 0 ? count / all : 0;
  }
  double accused(std::size_t when) const {
    return total_[0] > 0 ? said_[when][0][static_cast<std::size_t>(Said::failure)] / total_[0] : 0;
  }

  void print() const {
    static const char* const kTimes[] = {"after the first walk back", "after the first iteration",
                                         "after 1,000 iterations"};
    for (std::size_t when = 0; when < 3; ++when) {
      std::printf("%s\n%14s %6s %8s %8s %8s\n", kTimes[when], "", "all", "failure", "warning",
                  "neither");
      for (std::size_t outcome = 0; outcome < 5; ++outcome) {
        const auto& said = said_[when][outcome];
        std::printf("%14s %6.0f %8.0f %8.0f %8.0f", kOutcomes[outcome].data(), total_[outcome],
                    said[0], said[1], said[2]);
        if (when > 0) std::printf("   (ill by the ratio alone: %.0f)", verdict_[when - 1][outcome]);
        std::printf("\n");
      }
      std::printf(
          "  not learning and nothing grave said: %.1f %%; learning and called a failure: %.1f "
          "%%\n",
          100 * missed(when), 100 * accused(when));
    }
  }

 private:
  std::array<double, 5> total_{};
  std::array<std::array<std::array<double, 3>, 5>, 3> said_{};
  std::array<std::array<double, 5>, 2> verdict_{};
};

}  // namespace ebb
