#pragma once

#include <vector>

#include "diagnosis/diagnosis.h"
#include "diagnosis/remedies.h"

namespace ebb {

/// What people of the field try first against a finding, most promising first.
std::vector<Reason> reasonsAgainst(FindingKind kind);

/// Puts first what acts on the gravest finding, then on the next; what acts on none keeps its place
/// behind. Without findings the verdict on the gradient's size stands for one.
void sortForTrial(std::vector<Remedy>& remedies, const Diagnosis& diagnosis,
                  const Experiment& experiment);

}  // namespace ebb
