#pragma once

#include "tape/tape.h"

namespace ebb {

/// True only where all values and gradients of an iteration that was walked back whole are finite,
/// but for those of its parameters. Few of them have to be looked at, since what is not finite
/// spreads: no sum and no product makes it finite again. On the way forward only an activation does
/// (tanh of infinity is 1); on the way back it reaches the gradient of a parameter, or the input's.
/// Where values are `bounded`, only the first layer's have to be: from numbers up to 1 and weights
/// that are not too large no sum becomes infinite.
template <class T>
bool isWalkFinite(const Tape<T>& tape, int batch, bool bounded);

/// Whether the gradients of all parameters are finite.
template <class T>
bool areGradientsFinite(const Tape<T>& tape);

extern template bool isWalkFinite(const Tape<float>&, int, bool);
extern template bool isWalkFinite(const Tape<double>&, int, bool);
extern template bool areGradientsFinite(const Tape<float>&);
extern template bool areGradientsFinite(const Tape<double>&);

}  // namespace ebb
