#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "experiment/experiment.h"

namespace ebb {

struct LinkReading {
  Experiment experiment;
  /// One for each of the first settings that could not be used, which stay at their defaults; last,
  /// under `link`, how many more there are.
  std::vector<FieldError> problems;
};

/// Reads `#depth=20&activation=tanh` (with or without the leading # or ?). Never throws.
LinkReading readLink(std::string_view text);

/// Only what differs from the defaults, in the order of fields(); empty for the default experiment.
std::string writeLink(const Experiment& experiment);

}  // namespace ebb
