#pragma once

#include <algorithm>
#include <cmath>

#include "base/matrix.h"

namespace ebb {

/// Root mean square of numbers: inputs and targets are near 1 where they are standardised (LeCun et
/// al. 1998, Efficient BackProp, 4.3). In the numbers' own unit.
template <class Derived>
double rootMeanSquare(const Eigen::DenseBase<Derived>& values) {
  return frobeniusNorm(values) / std::sqrt(static_cast<double>(values.size()));
}

/// 1 - mean over pairs of samples of the cosine between them (`values`: units × samples): 0 where
/// the network tells none apart (Schoenholz et al. 2017, the correlation c). From the spread around
/// the mean direction, so that distances far under the numbers' own resolution are not lost to
/// 1 - 1. A sample whose values are all 0 has no direction; where all are, the distance is 0.
template <class Derived>
double cosineDistance(const Eigen::MatrixBase<Derived>& values) {
  const auto samples = static_cast<double>(values.cols());
  if (values.cols() < 2) return 1;
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(values.rows());
  Eigen::VectorXd inverse(values.cols());
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    const double norm = frobeniusNorm(values.col(i));
    inverse(i) = norm > 0 ? 1 / norm : 0;
    mean += values.col(i).template cast<double>() * inverse(i);
  }
  mean /= samples;
  double spread = 0;
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    spread += (values.col(i).template cast<double>() * inverse(i) - mean).squaredNorm();
  }
  return spread / (samples - 1);
}

/// How far the units of a layer are from being copies of each other: the root of the sum over units
/// of ‖row - mean row‖² over that of ‖row‖², a row being a unit's weights and bias. 0 for copies,
/// also where all are 0.
template <class T>
double unitSpread(const View<T>& weight, const View<T>& bias) {
  const Eigen::Index units = weight.rows();
  const auto numberAt = [&](Eigen::Index unit, Eigen::Index column) {
    return static_cast<double>(column < weight.cols() ? weight(unit, column) : bias(unit));
  };
  // Over the largest, so that no square is too large or too small for its precision.
  double largest = 0;
  for (Eigen::Index column = 0; column <= weight.cols(); ++column) {
    for (Eigen::Index unit = 0; unit < units; ++unit) {
      largest = std::max(largest, std::abs(numberAt(unit, column)));
    }
  }
  if (largest == 0) return 0;
  double spread = 0;
  double size = 0;
  for (Eigen::Index column = 0; column <= weight.cols(); ++column) {
    double mean = 0;
    for (Eigen::Index unit = 0; unit < units; ++unit) mean += numberAt(unit, column) / largest;
    mean /= static_cast<double>(units);
    for (Eigen::Index unit = 0; unit < units; ++unit) {
      const double number = numberAt(unit, column) / largest;
      spread += (number - mean) * (number - mean);
      size += number * number;
    }
  }
  return std::sqrt(spread / size);
}

/// The largest eigenvalue of the second derivative of the loss by the weights and the bias of one
/// output, all else held: of the mean over samples of c (h, 1)(h, 1)ᵀ, where `hidden` is units ×
/// samples and `curvature` each sample's c, the second derivative of its loss by the output. Plain
/// gradient descent cannot settle with a step over 2 divided by it (LeCun et al. 1998, Efficient
/// BackProp, 5); the whole network's curvature is no smaller. By a few power iterations from the
/// mean direction: a little under the true one at most.
template <class Derived>
double outputCurvature(const Eigen::MatrixBase<Derived>& hidden, const Eigen::VectorXd& curvature) {
  // Plain loops: a matrix product's kernels would weigh more than all the rest of the frame.
  const Eigen::Index units = hidden.rows();
  const Eigen::Index samples = hidden.cols();
  const auto h = [&](Eigen::Index unit, Eigen::Index sample) {
    return unit < units ? static_cast<double>(hidden(unit, sample)) : 1.0;
  };
  Eigen::VectorXd direction = Eigen::VectorXd::Zero(units + 1);
  double largest = 0;
  for (int round = 0; round < 4; ++round) {
    Eigen::VectorXd next = Eigen::VectorXd::Zero(units + 1);
    for (Eigen::Index i = 0; i < samples; ++i) {
      double along = round == 0 ? 1 : 0;
      for (Eigen::Index u = 0; u <= units; ++u) along += h(u, i) * direction(u);
      along *= curvature(i) / static_cast<double>(samples);
      for (Eigen::Index u = 0; u <= units; ++u) next(u) += h(u, i) * along;
    }
    largest = next.norm();
    if (!(largest > 0)) return 0;
    direction = next / largest;
  }
  return largest;
}

}  // namespace ebb
