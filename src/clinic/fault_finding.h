#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "experiment/experiment.h"
#include "experiment/kinds.h"

namespace ebb {

/// What a network is found by in which this field alone is at fault: of what tells of such a fault
/// the most telling that was found after the first walk back, after the first update or at the end;
/// none where none of it was.
std::optional<FindingKind> findingOf(const Experiment& sick, std::string_view field,
                                     std::uint64_t iterations);

}  // namespace ebb
