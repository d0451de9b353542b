#pragma once

#include <vector>

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// output = φ(input), element by element. PyTorch's definitions and constants:
///
///     identity    x                         leaky_relu  x > 0 ? x : 0.01 x
///     sigmoid     1 / (1 + e^-x)            elu         x > 0 ? x : e^x - 1
///     tanh        tanh x                    selu        λ (x > 0 ? x : α (e^x - 1))
///     hard_tanh   max(-1, min(1, x))        gelu        x/2 (1 + erf(x/√2))
///     relu        max(0, x)                 silu        x / (1 + e^-x)
///     softplus    log(1 + e^x); x over 20   softsign    x / (1 + |x|)
///     mish        x tanh(log(1 + e^x))
template <class T>
void activate(Activation kind, const ConstArrayView<T>& input, ArrayView<T> output);

/// slope = φ′(input); `output` is φ(input). At a kink the slope that PyTorch uses.
template <class T>
void activationSlope(Activation kind, const ConstArrayView<T>& input,
                     const ConstArrayView<T>& output, ArrayView<T> slope);

/// inputGradient = φ′(input) · outputGradient: the slope's own digits, and for the commonest φ in
/// one pass.
template <class T>
void backThroughActivation(Activation kind, const ConstArrayView<T>& input,
                           const ConstArrayView<T>& output, const ConstArrayView<T>& outputGradient,
                           ArrayView<T> inputGradient);

/// The largest |φ′| anywhere: saturation is measured against it.
double largestSlope(Activation kind);

/// Where φ is nearly flat: on neither side of 0, for negative inputs, or on both sides.
enum class FlatSide { none, negative, both };
FlatSide flatSide(Activation kind);

/// Where φ or one of its derivatives jumps.
std::vector<double> kinksOf(Activation kind);

}  // namespace ebb
