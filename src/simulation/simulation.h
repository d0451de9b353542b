#pragma once

#include <map>
#include <memory>
#include <string>

#include "diagnosis/diagnosis.h"
#include "diagnosis/remedy_ranking.h"
#include "probe/frame.h"
#include "simulation/history.h"
#include "stepper/stepper.h"

namespace ebb {

/// An experiment being run, in whichever precision it asks for, with its history: what the module
/// hands out. Throws FieldError where the experiment cannot be run.
class Simulation {
 public:
  explicit Simulation(const Experiment& experiment, const CustomBatch& given = {});
  ~Simulation();
  Simulation(Simulation&&) noexcept;

  const Experiment& experiment() const { return experiment_; }
  std::uint64_t position() const;
  const StepSchedule& schedule() const;
  const Dataset& data() const;
  Loss loss() const;
  std::uint64_t bytes() const;

  /// Where `count` units on (back, when negative) lead.
  std::uint64_t target(Unit unit, std::int64_t count) const;
  /// Goes towards a position over at most `limit` iterations; true when there.
  bool seek(std::uint64_t position, std::uint64_t limit);

  /// The first stop up to the position at which anything that was computed is not finite.
  std::optional<NonFinite> firstNonFinite() const;

  Frame frame(const FrameRequest& request = {}) const;
  const History& history() const { return history_; }
  /// What the training has come to so far.
  RunOutcome outcome() const;

  /// By name ("1.weight"): parameters and their gradients as they are now.
  std::map<std::string, Matrix<double>> parameters() const;
  std::map<std::string, Matrix<double>> gradients() const;
  /// By name ("1.z"), units × samples: values and ∂loss/∂ of them.
  std::map<std::string, Matrix<double>> values() const;
  std::map<std::string, Matrix<double>> valueGradients() const;

 private:
  struct Concept;
  template <class T>
  struct Model;

  static std::unique_ptr<Concept> hold(const Experiment& experiment, const CustomBatch& given);
  static std::uint64_t strideFor(const Concept& held, std::uint64_t trainedPerTest);
  static History historyOf(const Concept& held);
  /// The end of the iteration before the one that a position stands within; 0: there is none.
  std::uint64_t boundaryBefore(std::uint64_t position) const;
  void readLastWalk();

  Experiment experiment_;
  std::unique_ptr<Concept> model_;
  History history_;
  /// What the iteration up to a boundary had found, for frames within the next.
  std::uint64_t lastBoundary_ = 0;
  std::shared_ptr<const LastWalk> lastWalk_;
};

}  // namespace ebb
