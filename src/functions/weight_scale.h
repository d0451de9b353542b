#pragma once

#include "experiment/experiment.h"

namespace ebb {

/// Variance of one entry of a layer's initial weight matrix (its mean is 0).
double weightVariance(const Experiment& experiment, int units, int inputs);

/// Variance of one initial bias.
double biasVariance(const Experiment& experiment, int inputs);

}  // namespace ebb
