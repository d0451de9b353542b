#pragma once

#include <vector>

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// output = φ(input), element by element, by PyTorch's definitions and constants.
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

/// |φ′| under which a unit is saturated: a tenth of its largest value.
inline double flatSlope(Activation kind) { return largestSlope(kind) / 10; }

/// Where φ is nearly flat: on neither side of 0, for negative inputs, or on both sides.
enum class FlatSide { none, negative, both };
FlatSide flatSide(Activation kind);

/// Where φ or one of its derivatives jumps.
std::vector<double> kinksOf(Activation kind);

/// The initialiser whose weights of gain 1 keep the size of a signal that goes through it:
/// Kaiming's for the ReLU family, LeCun's for SELU, Xavier's for what has slope 1 around 0 (and, as
/// the literature has it, for the sigmoid).
Initialiser fittingInitialiser(Activation kind);

}  // namespace ebb
