#pragma once

#include <cstdint>

#include "data/dataset.h"
#include "tape/tape.h"

namespace ebb {

/// Memory that one simulation may take in all, in bytes; larger ones are refused. A page holds two
/// for a moment, when one follows the other, and WebAssembly has 2 GB.
inline constexpr std::uint64_t kMostBytes = std::uint64_t(768) << 20;

/// Samples that are evaluated at once.
inline constexpr int kEvaluationBatch = 256;

/// What running an experiment takes, known before any of it is taken. Sizes in bytes.
struct Requirements {
  Shape shape;
  /// The two arenas.
  std::uint64_t state = 0;
  std::uint64_t work = 0;
  /// In all: arenas, checkpoints, data, and what evaluating and reading a frame take for a moment.
  std::uint64_t total = 0;
};

/// Throws FieldError where the experiment's parts do not fit each other, or memory: all that can be
/// wrong with settings that are each in their range.
Requirements requirementsOf(const Experiment& experiment, const Dataset& data);

}  // namespace ebb
