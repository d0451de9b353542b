#include "stepper/position.h"

#include <algorithm>

namespace ebb {

StepSchedule::StepSchedule(const std::vector<int>& operationLayers, bool clips,
                           int iterationsPerEpoch)
    : operationCount_(static_cast<int>(operationLayers.size())),
      iterationsPerEpoch_(iterationsPerEpoch) {
  const int loss = operationCount_ - 1;
  for (int i = 0; i < loss; ++i) stops_.push_back({Phase::forward, i});
  stops_.push_back({Phase::loss, loss});
  for (int i = loss; i >= 0; --i) stops_.push_back({Phase::backward, i});
  if (clips) stops_.push_back({Phase::clip, -1});
  stops_.push_back({Phase::update, -1});

  for (std::size_t s = 0; s < stops_.size(); ++s) {
    const Stop here = stops_[s];
    const Stop next = s + 1 < stops_.size() ? stops_[s + 1] : Stop{};
    const bool sameLayer = next.phase == here.phase && here.operation >= 0 && next.operation >= 0 &&
                           operationLayers[static_cast<std::size_t>(here.operation)] ==
                               operationLayers[static_cast<std::size_t>(next.operation)];
    if (!sameLayer) layerEnds_.push_back(s + 1);
  }
}

Stop StepSchedule::stop(std::uint64_t position) const {
  const std::uint64_t within = position % stopCount();
  if (within > 0) return stops_[within - 1];
  return position == 0 ? Stop{} : stops_.back();
}

std::uint64_t StepSchedule::layerTarget(std::uint64_t position, std::int64_t count) const {
  const std::uint64_t iteration = position / stopCount();
  const std::uint64_t within = position % stopCount();
  const auto perIteration = static_cast<std::int64_t>(layerEnds_.size());
  // Layer ends are numbered on from the start (0 is the start itself); `reached` counts those at or
  // before the position.
  const auto next = std::upper_bound(layerEnds_.begin(), layerEnds_.end(), within);
  const std::int64_t reached =
      static_cast<std::int64_t>(iteration) * perIteration + (next - layerEnds_.begin());
  const bool atEnd =
      within == 0 || std::binary_search(layerEnds_.begin(), layerEnds_.end(), within);
  // From the middle of a layer, the first step back leads to its beginning.
  const std::int64_t wanted = reached + count + (count < 0 && !atEnd ? 1 : 0);
  if (wanted <= 0) return 0;
  const std::int64_t whole = wanted / perIteration;
  const std::int64_t rest = wanted % perIteration;
  return boundary(static_cast<std::uint64_t>(whole)) +
         (rest == 0 ? 0 : layerEnds_[static_cast<std::size_t>(rest - 1)]);
}

std::uint64_t StepSchedule::target(std::uint64_t position, Unit unit, std::int64_t count) const {
  std::uint64_t length = stopCount();
  switch (unit) {
    case Unit::operation:
      length = 1;
      break;
    case Unit::layer:
      return layerTarget(position, count);
    case Unit::iteration:
      break;
    case Unit::epoch:
      length *= static_cast<std::uint64_t>(iterationsPerEpoch_);
      break;
  }
  const auto reached = static_cast<std::int64_t>(position / length);
  const bool atEnd = position % length == 0;
  const std::int64_t wanted = reached + count + (count < 0 && !atEnd ? 1 : 0);
  return wanted <= 0 ? 0 : static_cast<std::uint64_t>(wanted) * length;
}

}  // namespace ebb
