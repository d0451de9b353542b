#pragma once

#include "simulation/simulation.h"

namespace ebb {

/// What of an iteration exists at a position.
class Progress {
 public:
  template <class T>
  explicit Progress(const Simulation<T>& simulation) : itinerary_(simulation.itinerary()) {
    const auto stops = static_cast<std::uint64_t>(itinerary_.stops());
    const std::uint64_t within = simulation.position() % stops;
    const bool atBoundary = within == 0 && simulation.position() > 0;
    done_ = static_cast<int>(atBoundary ? stops : within);
  }

  bool forward(int operation) const { return done_ >= itinerary_.forwardStop(operation); }
  bool backward(int operation) const { return done_ >= itinerary_.backwardStop(operation); }
  bool clipped() const { return done_ >= itinerary_.stops() - 1; }
  bool updated() const { return done_ >= itinerary_.stops(); }

 private:
  const Itinerary& itinerary_;
  int done_;
};

}  // namespace ebb
