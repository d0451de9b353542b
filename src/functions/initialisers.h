#pragma once

#include "base/matrix.h"
#include "base/random.h"
#include "experiment/kinds.h"

namespace ebb {

/// Weights of one affine map, units × inputs: fan_out = units, fan_in = inputs. Standard
/// deviations:
///
///     zeros 0 · constant 0 (every weight is `gain`) · uniform gain/√3 · normal gain
///     xavier    gain √(2 / (fan_in + fan_out))   Glorot & Bengio 2010
///     kaiming   gain √(2 / fan_in)               He et al. 2015 (the √2 of ReLU included)
///     lecun     gain √(1 / fan_in)               LeCun et al. 1998
///     orthogonal: rows (or columns) orthonormal, times gain; Saxe et al. 2014
///     pytorch_linear: uniform in ±gain/√fan_in, what torch.nn.Linear starts with
Matrix<double> initialWeights(Initialiser kind, double gain, int units, int inputs, Key key);

/// Biases, one a unit: normal with `standardDeviation`; for pytorch_linear uniform in
/// ±gain/√fan_in.
Matrix<double> initialBiases(Initialiser kind, double gain, double standardDeviation, int units,
                             int inputs, Key key);

/// Whether an initialiser suits an activation as well as its `fittingInitialiser`.
bool fits(Initialiser init, Activation activation);

}  // namespace ebb
