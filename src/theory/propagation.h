#pragma once

#include <vector>

#include "base/matrix.h"
#include "experiment/experiment.h"
#include "theory/moments.h"

namespace ebb {

/// What theory needs to know of a batch: |x|² and the mean over entries of each sample, the width
/// of x, and Σ over entries of the variance over samples.
struct InputScale {
  std::vector<double> lengths;
  std::vector<double> means;
  int inputs = 1;
  double batchVariance = 0;
  /// In how many directions the samples lie apart: (Σ variances)² / Σ variances², along the
  /// principal axes.
  double directions = 0;
  int samples = 0;

  static InputScale of(const Matrix<double>& inputs);
};

/// One hidden layer of an infinitely wide random network, for samples of one length.
struct LayerState {
  int units = 1;
  int inputs = 1;
  /// Whether what enters the layer is added to what it makes.
  bool hasSkip = false;
  /// Variance of a unit's z over the weights; what normalization divides by (1 without); and the
  /// variance of what enters φ.
  double q = 0;
  /// The biases' share of q.
  double biasShare = 0;
  double scale = 1;
  double entering = 0;
  ActivationMoments moments;
  /// E h², and E h, over units.
  double square = 0;
  double mean = 0;
  /// What the layer makes of a squared gradient at h on the way to z, and from z to the h before;
  /// the second without what goes past.
  double throughActivation = 1;
  double throughWeights = 1;
};

/// Forward through all hidden layers; `sample` is an index into the lengths.
std::vector<LayerState> propagate(const Experiment& experiment, const InputScale& input,
                                  std::size_t sample);

/// ln of the squared signal of each hidden layer, up to one constant for all.
std::vector<double> logSquaredSignals(const std::vector<LayerState>& layers);

}  // namespace ebb
