#pragma once

#include <optional>

#include "data/data_facts.h"
#include "stepper/training_record.h"

namespace ebb {

/// What a run's training is measured by at a position. Definitions: training_quantities.h,
/// data_facts.h, training_record.h.
struct TrainingFrame {
  TrainingRecord record;
  DataFacts data;
  /// Iterations of one epoch: over fewer, batches make the loss noisy.
  int iterationsPerEpoch = 1;
  /// Columns of the inputs.
  int inputs = 1;
  /// Training samples.
  int samples = 0;
  /// 1 - mean cosine between samples at the last hidden layer.
  std::optional<double> cosineDistance;
  /// The relative variance of the samples' lengths there.
  std::optional<double> lengthSpread;
  /// Largest curvature of the loss along the output layer's own weights, all else held; none
  /// under a rule that divides by the gradient's size.
  std::optional<double> outputCurvature;
  /// By how much the last update lowers the loss to first order: Σ gradient · change, over all
  /// parameters, gradients before clipping. None where clipping has taken from them what is not
  /// known any more.
  std::optional<double> predictedDecrease;
};

}  // namespace ebb
