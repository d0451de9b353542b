#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "experiment/experiment.h"
#include "experiment/kinds.h"
#include "experiment/settings.h"

namespace ebb {

/// One setting that keeps a network from learning.
struct Fault {
  std::string_view field;
  /// As it is in the sick network, and as it was before.
  Setting value;
  Setting healthy;
  /// What the diagnosis finds where this fault is the only one; none: nothing that tells of it.
  /// Told to whoever is done; neither a case nor what its cure is worth depends on it.
  std::optional<FindingKind> finding;
};

/// A network that learns, and the same one with faults, none of which may stay: with any of them
/// left, and all others undone, it does not learn.
struct ClinicCase {
  Experiment healthy;
  Experiment sick;
  std::vector<Fault> faults;
  /// What it is trained for, and the loss that it has to be under then: half of a constant
  /// answer's.
  std::uint64_t iterations = 0;
  double goal = 0;
};

/// A setting that may be at fault, and the values that it is drawn from and may be given.
struct Suspect {
  std::string_view field;
  std::vector<Setting> values;
};

inline constexpr int kMostFaults = 3;

/// The same for all cases, so that the list gives nothing away.
const std::vector<Suspect>& suspects();

/// The case of a seed. Everything about it was run while it was drawn: undoing its faults is a
/// cure. Throws FieldError where there are fewer faults than one, or more than three.
ClinicCase drawCase(std::uint32_t seed, int faults);

}  // namespace ebb
