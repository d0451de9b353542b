#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnosis/diagnosis.h"
#include "experiment/settings.h"

namespace ebb {

/// One field's new value.
struct Change {
  std::string_view field;
  Setting value;
};

/// A few changes that belong together, and what they are to do: one reason, or two where two
/// remedies are tried together.
struct Remedy {
  std::vector<Reason> reasons;
  std::vector<Change> changes;
};

/// Every change that a person of the field would try, in the order in which they are worth trying.
/// A guess, to be run before it is believed: the diagnosis decides the order, and only what cannot
/// matter is left out: what is set already; a shorter or bounded step for what broke down before
/// the first; more range where nothing fell out of it. Empty where next to nothing of the loss is
/// left that a change could take.
///
/// `iteration`: how many updates were made before the diagnosis.
std::vector<Remedy> remediesFor(const Experiment& experiment, const Diagnosis& diagnosis,
                                std::uint64_t iteration);

/// Those that leave these fields as they are.
std::vector<Remedy> sparing(std::vector<Remedy> remedies, const std::vector<std::string>& fields);

/// Both remedies at once; no changes where they disagree on a field.
Remedy together(const Remedy& first, const Remedy& second);

Experiment with(Experiment experiment, const Remedy& remedy);

}  // namespace ebb
