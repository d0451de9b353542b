#pragma once

#include <optional>

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// The loss of a batch, a number of precision T: every term and the sum are, as in PyTorch, so that
/// in float32 a difference over 1.8e19 has an infinite square; only the rounding of the sum is a
/// single one. `output` and `target`: outputs × samples. PyTorch's means:
///
///     mse            mean over outputs and samples of (y - t)²
///     bce            mean over outputs and samples of -t log σ(y) - (1-t) log(1-σ(y))
///     cross_entropy  mean over samples of -Σ t log softmax(y)
///     linear         mean over samples of Σ t y: hands `t` back as the gradient, as PyTorch's
///                    y.backward(t) does
template <class T>
double lossOf(Loss kind, const ConstView<T>& output, const ConstView<T>& target);

/// The loss of outputs that are all 0 over these targets: what an output layer begins near that is
/// small enough.
template <class T>
double zeroLossOf(Loss kind, const ConstView<T>& target);

/// gradient = ∂loss/∂output.
template <class T>
void lossGradient(Loss kind, const ConstView<T>& output, const ConstView<T>& target,
                  View<T> gradient);

/// Logits to probabilities in place (bce: each by itself, cross_entropy: over a column); other
/// losses leave the outputs as they are.
template <class T>
void toAnswers(Loss kind, View<T> output);

/// The least loss that one answer, the same for every sample, can reach over these targets
/// (outputs × samples):
///
///     mse            mean over outputs of the target's variance
///     bce            mean over outputs of the entropy of the target's mean, in nats
///     cross_entropy  entropy of the classes' shares, in nats
///     linear         none: it has no least value
///
/// A network at this loss has learnt nothing but how often each answer occurs.
std::optional<double> constantAnswerLoss(const Matrix<double>& targets, Loss kind);

}  // namespace ebb
