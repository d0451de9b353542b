#pragma once

#include <string>
#include <vector>

#include "base/matrix.h"
#include "base/random.h"
#include "experiment/experiment.h"

namespace ebb {

/// Points and what is to be said of them. Training samples come first, test samples after.
struct Dataset {
  /// inputs × samples.
  Matrix<double> inputs;
  /// A curve: values, outputs × samples. Classes: the index of the class, 1 × samples.
  Matrix<double> targets;
  /// 0: a curve.
  int classes = 0;
  int trainSamples = 0;
  /// Whether `targets` are already what the loss takes (a caller's own batch), not class indices.
  bool ready = false;
  /// Names of the inputs and, last, of the target; empty where there are none.
  std::vector<std::string> names;
  /// What the classes are called; empty where they have only numbers.
  std::vector<std::string> labels;

  /// Columns (inputs, then the target) that were to be standardised and are one number in all
  /// training samples: they are 0 there.
  std::vector<int> constantColumns;

  int samples() const { return static_cast<int>(inputs.cols()); }
};

/// The experiment's data: drawn from its seed, or its table. Split, and standardised if wanted.
/// Throws FieldError for field `table`.
Dataset makeDataset(const Experiment& experiment);

/// Moves a share of the samples, chosen by the key, to the end: the test samples. At least one
/// sample stays for training.
void splitOff(Dataset& data, double testFraction, Key key);

}  // namespace ebb
