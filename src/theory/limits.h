#pragma once

#include <optional>

#include "theory/propagation.h"

namespace ebb {

/// What makes the theory not hold for these settings; judged before anything is computed.
std::optional<TheoryLimit> limitOf(const Experiment& experiment, const InputScale& input);

/// The same, of what was computed.
std::optional<TheoryLimit> limitOf(const Experiment& experiment,
                                   const std::vector<LayerState>& layers);

/// The same, of what was computed for all samples.
std::optional<TheoryLimit> limitOf(const Experiment& experiment,
                                   const std::vector<std::vector<LayerState>>& samples);

}  // namespace ebb
