#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "diagnosis/diagnosis.h"
#include "experiment/fields.h"

namespace ebb {

/// One field's new value.
struct Change {
  std::string_view field;
  Setting value;
};

/// A few changes that belong together, and what they are to do.
struct Remedy {
  Reason reason;
  std::vector<Change> changes;
};

/// What is worth trying where the gradient vanishes, explodes or breaks down, best first: what
/// takes a cause away, then what works around it, then what makes the task smaller. Nothing that is
/// set already, and nothing that cannot help: clipping gives a vanished gradient nothing back, and
/// dropout is no remedy. A guess of what helps, to be run before it is believed. Empty where the
/// gradient is healthy or not known.
///
/// `iteration`: how many updates were made before the diagnosis; a step cannot be to blame for what
/// broke down before the first.
std::vector<Remedy> remediesFor(const Experiment& experiment, const Diagnosis& diagnosis,
                                std::uint64_t iteration);

Experiment with(Experiment experiment, const Remedy& remedy);

/// Whether initial weights of gain 1 keep the size of a signal that goes through this activation:
/// Kaiming's for the ReLU family, LeCun's for SELU, Xavier's for what has slope 1 around 0.
bool fits(Initialiser init, Activation activation);

}  // namespace ebb
