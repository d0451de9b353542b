#pragma once

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// The loss of a batch, summed in double. `output` and `target`: outputs × samples. PyTorch's
/// means:
///
///     mse            mean over outputs and samples of (y - t)²
///     bce            mean over outputs and samples of -t log σ(y) - (1-t) log(1-σ(y))
///     cross_entropy  mean over samples of -Σ t log softmax(y)
///     linear         mean over samples of Σ t y: hands `t` back as the gradient, as PyTorch's
///                    y.backward(t) does
template <class T>
double lossOf(Loss kind, const ConstView<T>& output, const ConstView<T>& target);

/// gradient = ∂loss/∂output.
template <class T>
void lossGradient(Loss kind, const ConstView<T>& output, const ConstView<T>& target,
                  View<T> gradient);

/// Logits to probabilities in place (bce: each by itself, cross_entropy: over a column); other
/// losses leave the outputs as they are.
template <class T>
void toAnswers(Loss kind, View<T> output);

}  // namespace ebb
