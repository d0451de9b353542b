#pragma once

#include <string_view>

#include "experiment/link.h"
#include "experiment/settings.h"

namespace ebb {

/// Throws the FieldError that running the experiment would begin with; takes none of its memory.
void checkRunnable(const Experiment& experiment);

/// Reads a link so that what it holds can be run: where its settings do not go together, the fewest
/// that make it run stay at their defaults and are named among the problems. `settings` are put
/// over the link's afterwards by the caller: they count, and are not given up.
LinkReading readRunnableLink(std::string_view text, const Settings& settings = {});

}  // namespace ebb
