#pragma once

#include <map>
#include <string>

#include "base/matrix.h"
#include "data/dataset.h"

namespace ebb {

/// A batch and parameters of the caller's own, in place of the experiment's.
struct CustomBatch {
  /// inputs × samples, and the targets as the loss takes them, outputs × samples. Both without any
  /// number: the experiment's data.
  Matrix<double> inputs;
  Matrix<double> targets;
  /// By name: "1.weight" (rows = outputs), "1.bias", "1.gamma", "1.beta" (one column).
  std::map<std::string, Matrix<double>> parameters;
};

/// What a batch, and one matrix of its parameters, may have at most.
inline constexpr int kMostCustomSamples = 100'000;
inline constexpr int kMostCustomColumns = 1024;
inline constexpr int kMostCustomNumbers = 1 << 22;

/// Refuses a matrix of so many rows and columns, named by `field`, before it is taken.
void checkCustomSize(const std::string& field, double rows, double columns);

/// The experiment's data, or the caller's own. Throws FieldError where these cannot be used.
Dataset datasetOf(const Experiment& experiment, const CustomBatch& given);

}  // namespace ebb
