#pragma once

#include <optional>

#include "base/matrix.h"
#include "experiment/experiment.h"

namespace ebb {

/// What is true of the training samples and a loss, whatever the weights are.
struct DataFacts {
  /// The loss of the best answer that is the same for all samples, where there is one.
  std::optional<double> constantLoss;
  /// The loss where all outputs are 0: what an output layer begins near that is small enough.
  double zeroLoss = 0;
  /// The least loss that any function of the inputs can reach: over 0 where samples with the same
  /// inputs have different targets.
  double leastLoss = 0;
  /// Root mean squares of the inputs, of the column where it is largest, and of the targets of a
  /// squared error.
  double inputScale = 1;
  double largestInputScale = 1;
  /// The largest number of the column where that is smallest; columns of zeros have none.
  double smallestInputReach = 1;
  std::optional<double> targetScale;
  /// `unexplainedByLine`, where the network is one affine map; none for any other network.
  std::optional<double> linearRest;
};

/// `inputs`: columns × samples; `targets`: outputs × samples.
template <class T>
DataFacts dataFactsOf(const Experiment& experiment, Loss loss, const Matrix<T>& inputs,
                      const Matrix<T>& targets);

/// Whether all layers together are one affine map in their input: nothing between them bends.
bool isAffine(const Experiment& experiment);

/// Root mean square of numbers: inputs and targets are near 1 where they are standardised (LeCun et
/// al. 1998, Efficient BackProp, 4.3). In the numbers' own unit.
template <class Derived>
double rootMeanSquare(const Eigen::DenseBase<Derived>& values) {
  return frobeniusNorm(values) / std::sqrt(static_cast<double>(values.size()));
}

/// The share of the targets' variance that the best affine map of the inputs leaves (1 - R², over
/// all outputs together): least squares, by Gram-Schmidt over the inputs' columns done twice. For
/// classes it is that of their indicators (Hastie, Tibshirani, Friedman 2009, 4.2). Columns that
/// follow from the ones before add nothing. None where the targets do not vary.
std::optional<double> unexplainedByLine(const Matrix<double>& inputs,
                                        const Matrix<double>& targets);

/// The mean over samples of the loss of the best answer to each input (`constantAnswerLoss` over
/// the samples that have it), where equal inputs have different targets; 0 where none have.
double leastLossOf(const Matrix<double>& inputs, const Matrix<double>& targets, Loss loss);

extern template DataFacts dataFactsOf(const Experiment&, Loss, const Matrix<float>&,
                                      const Matrix<float>&);
extern template DataFacts dataFactsOf(const Experiment&, Loss, const Matrix<double>&,
                                      const Matrix<double>&);

}  // namespace ebb
