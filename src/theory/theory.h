#pragma once

#include <optional>
#include <vector>

#include "base/matrix.h"
#include "experiment/experiment.h"

namespace ebb {

/// What mean-field theory expects of one hidden layer before any training (Poole et al. 2016;
/// Schoenholz et al. 2017).
struct TheoryLayer {
  int layer = 1;
  /// Mean over samples of the variance of a unit's z.
  std::optional<double> q;
  /// Root mean square over samples of the gradient for one sample at z, over the last hidden
  /// layer's; the 10 and the 90 percent quantile of that over random networks of these widths.
  std::optional<double> signal;
  std::optional<double> low;
  std::optional<double> high;
  /// What turns a ratio of signals to the last hidden layer's into one of sizes, which are signals
  /// times √units.
  std::optional<double> sizePerSignal;
  /// Signal over that of the next hidden layer, with the same quantiles; not of the last.
  std::optional<double> factor;
  std::optional<double> factorLow;
  std::optional<double> factorHigh;
  /// As in a frame: the share of units whose |φ′| is under a tenth of its largest, and the standard
  /// deviation of h over units and samples.
  std::optional<double> saturated;
  std::optional<double> activationStd;
};

/// What is to be expected of random networks with an experiment's settings at iteration 0. What
/// does not exist is not there: where the theory does not hold, `limit` says why, and there is no
/// figure.
struct Theory {
  std::vector<TheoryLayer> layers;
  /// Signal of the first hidden layer over that of the last, in an infinitely wide network.
  std::optional<double> ratio;
  /// The 10 and the 90 percent quantile of the ratio over random networks of these widths.
  std::optional<double> low;
  std::optional<double> high;
  /// Of the network that is as deep as one likes, where its layers are all alike: see phase.h.
  std::optional<double> qStar;
  std::optional<double> chi1;
  std::optional<double> xi;
  std::optional<double> cStar;
  std::optional<double> xiC;
  std::optional<TheoryLimit> limit;
};

/// Of the experiment with its own data. Throws FieldError where these cannot be read.
Theory theoryOf(const Experiment& experiment);

/// Of the experiment with a batch of the caller's own: inputs × samples.
Theory theoryOf(const Experiment& experiment, const Matrix<double>& inputs);

}  // namespace ebb
