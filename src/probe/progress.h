#pragma once

#include "stepper/stepper.h"

namespace ebb {

/// What of an iteration exists at a position.
class Progress {
 public:
  template <class T>
  explicit Progress(const Stepper<T>& simulation) : schedule_(simulation.schedule()) {
    const auto stops = static_cast<std::uint64_t>(schedule_.stops());
    const std::uint64_t within = simulation.position() % stops;
    const bool atBoundary = within == 0 && simulation.position() > 0;
    done_ = static_cast<int>(atBoundary ? stops : within);
  }

  bool forward(int operation) const { return done_ >= schedule_.forwardStop(operation); }
  bool backward(int operation) const { return done_ >= schedule_.backwardStop(operation); }
  bool clipped() const { return done_ >= schedule_.stops() - 1; }
  bool updated() const { return done_ >= schedule_.stops(); }

 private:
  const StepSchedule& schedule_;
  int done_;
};

}  // namespace ebb
