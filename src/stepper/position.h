#pragma once

#include <cstdint>
#include <vector>

#include "experiment/kinds.h"

namespace ebb {

/// Where one iteration can be stood on. Stop 0 is the boundary before the iteration (the start, or
/// the update of the one before); then come the operations forward, the loss last, the same
/// operations backward, the clip stage where there is one, and the update.
struct Stop {
  Phase phase = Phase::start;
  /// Index into the tape's operations; -1 at start, clip and update.
  int operation = -1;
};

/// Positions are counted in operations walked since the start, so that they are ordered and a
/// difference is a distance: position = iteration · stops + stop.
class StepSchedule {
 public:
  /// `operationLayers`: the layer of every operation on the tape, the loss last.
  StepSchedule(const std::vector<int>& operationLayers, bool clips, int iterationsPerEpoch);

  int stops() const { return static_cast<int>(stops_.size()); }
  int iterationsPerEpoch() const { return iterationsPerEpoch_; }

  /// Iterations completed at a position.
  std::uint64_t iteration(std::uint64_t position) const { return position / stopCount(); }
  /// Stops done of the iteration under way, its update included; 0 before the first.
  int stopsDone(std::uint64_t position) const {
    return position == 0 ? 0 : static_cast<int>((position - 1) % stopCount()) + 1;
  }
  /// The last thing done at a position.
  Stop stop(std::uint64_t position) const;
  /// The same so many stops (1 to stops()) after a boundary.
  Stop stopWithin(int stop) const { return stops_[static_cast<std::size_t>(stop - 1)]; }
  /// The boundary after so many iterations.
  std::uint64_t boundary(std::uint64_t iteration) const { return iteration * stopCount(); }
  /// Where the walk back is complete that comes after so many iterations: before clipping and
  /// update.
  std::uint64_t walkedBack(std::uint64_t iteration) const { return passed(iteration, 0, true); }

  /// Where `count` units on (back, when negative) lead; never before the start. A layer ends where
  /// the walk leaves it, forward or back; an iteration with its update.
  std::uint64_t target(std::uint64_t position, Unit unit, std::int64_t count) const;

  /// The stop (1-based, in the iteration) that walks the given operation forward or back.
  int forwardStop(int operation) const { return operation + 1; }
  int backwardStop(int operation) const { return 2 * operationCount_ - operation; }
  int operationCount() const { return operationCount_; }

  /// Where the walk after so many iterations has passed an operation, on its way forward or back.
  std::uint64_t passed(std::uint64_t iteration, int operation, bool isBack) const {
    const int stop = isBack ? backwardStop(operation) : forwardStop(operation);
    return boundary(iteration) + static_cast<std::uint64_t>(stop);
  }

 private:
  std::uint64_t stopCount() const { return stops_.size(); }
  std::uint64_t layerTarget(std::uint64_t position, std::int64_t count) const;

  int operationCount_;
  int iterationsPerEpoch_;
  /// stops_[s - 1] is stop s.
  std::vector<Stop> stops_;
  /// Stops at which a layer of the walk is finished, ascending; the last is the update.
  std::vector<std::uint64_t> layerEnds_;
};

}  // namespace ebb
