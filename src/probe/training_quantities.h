#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/matrix.h"

namespace ebb {

/// 1 - mean over pairs of samples of the cosine between them (`values`: units × samples): 0 where
/// the network tells none apart (Schoenholz et al. 2017, the correlation c). From the spread around
/// the mean direction, so that distances far under the numbers' own resolution are not lost to
/// 1 - 1. A sample whose values are all 0 has no direction; where all are, the distance is 0.
template <class Derived>
double cosineDistance(const Eigen::MatrixBase<Derived>& values) {
  const auto samples = static_cast<double>(values.cols());
  if (values.cols() < 2) return 1;
  // Of length 1 each.
  Matrix<double> directions = values.template cast<double>();
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(values.rows());
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    const double norm = frobeniusNorm(values.col(i));
    directions.col(i) *= norm > 0 ? 1 / norm : 0;
    mean += directions.col(i);
  }
  mean /= samples;
  double spread = 0;
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    spread += (directions.col(i) - mean).squaredNorm();
  }
  return spread / (samples - 1);
}

/// Units that differ by so much, relative to their size, are no copies, and nobody asks how far
/// apart they are.
inline constexpr double kApart = 0.1;

/// How far the units of a layer are from being copies of each other: the root of the sum over units
/// of ‖row - mean row‖² over that of ‖row‖², a row being a unit's weights and bias. 0 for copies,
/// also where all are 0. None where the first columns show that it is over kApart. `weightNorm`:
/// the Frobenius norm of `weight`.
template <class T>
std::optional<double> unitSpread(const View<T>& weight, const View<T>& bias, double weightNorm) {
  const auto units = weight.rows();
  const double largest = std::max(weightNorm, frobeniusNorm(bias));
  if (largest == 0) return 0;
  // So that no square is too large or too small for its precision.
  const double down = 1 / std::max(largest, std::numeric_limits<double>::min());
  const double size = std::pow(down * weightNorm, 2) + std::pow(down * frobeniusNorm(bias), 2);
  double spread = 0;
  for (Eigen::Index column = 0; column <= weight.cols(); ++column) {
    const T* numbers = column < weight.cols() ? weight.col(column).data() : bias.data();
    // From the first unit's: of copies, every difference is exactly 0.
    double sum = 0;
    double squares = 0;
    for (Eigen::Index unit = 0; unit < units; ++unit) {
      const double difference =
          down * static_cast<double>(numbers[unit]) - down * static_cast<double>(numbers[0]);
      sum += difference;
      squares += difference * difference;
    }
    spread += squares - sum * sum / static_cast<double>(units);
    if (spread > kApart * kApart * size) return std::nullopt;
  }
  return spread < 0 ? 0 : std::sqrt(spread / size);
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
  const Eigen::Index units = hidden.rows() + 1;
  const Eigen::Index samples = hidden.cols();
  // In double once, and not in every round.
  Matrix<double> h(units, samples);
  h.topRows(units - 1) = hidden.template cast<double>();
  h.row(units - 1).setOnes();
  Eigen::VectorXd direction(units);
  Eigen::VectorXd next(units);
  double largest = 0;
  for (int round = 0; round < 4; ++round) {
    next.setZero();
    for (Eigen::Index i = 0; i < samples; ++i) {
      const double along = round == 0 ? 1 : h.col(i).dot(direction);
      next += along * curvature(i) / static_cast<double>(samples) * h.col(i);
    }
    largest = next.norm();
    if (!(largest > 0)) return 0;
    direction = next / largest;
  }
  return largest;
}

}  // namespace ebb
