#pragma once

#include <deque>

#include "experiment/kinds.h"
#include "ops/operation.h"

namespace ebb {

/// Changes gradients in place, as PyTorch does, and says whether any was changed:
///
///     value  every entry into [-threshold, threshold]            clip_grad_value_
///     norm   all times min(1, threshold / (norm of all + 1e-6))  clip_grad_norm_
///     layer  the same over each layer's own parameters
///
/// A norm is a number of precision T, as in PyTorch: float32 gradients over about 1.8e19 have an
/// infinite norm, and norm and layer then make them 0 (and what is infinite itself NaN).
template <class T>
bool clipGradients(Clip kind, double threshold, const std::deque<Parameter<T>>& parameters);

extern template bool clipGradients(Clip, double, const std::deque<Parameter<float>>&);
extern template bool clipGradients(Clip, double, const std::deque<Parameter<double>>&);

}  // namespace ebb
