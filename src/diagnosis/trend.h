#pragma once

#include <cstddef>
#include <optional>

#include "stepper/training_record.h"

namespace ebb {

/// The straight line through the loss over a stretch of iterations, by least squares.
struct Trend {
  /// By how much the loss falls from one iteration to the next; negative where it grows.
  double pace = 0;
  /// The standard error of `pace`, from how the losses lie about the line.
  double error = 0;
  /// Iterations that the stretch spans.
  double length = 0;

  /// Whether the loss falls, and not by the chance of batches alone.
  bool falls() const;
};

/// The trend over a quarter of the iterations so far: 0 is the last quarter, 1 the one before.
/// Batches of one epoch are no points of their own: what differs between them comes again in the
/// next. None where there are too few points for a line and its error.
std::optional<Trend> trendOf(const TrainingRecord& record, double iterationsPerEpoch,
                             std::size_t quarter);

}  // namespace ebb
