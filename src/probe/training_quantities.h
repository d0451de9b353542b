#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/matrix.h"
#include "functions/losses.h"

namespace ebb {

/// How samples differ at a layer.
struct SampleSpread {
  /// 1 - mean over pairs of samples of the cosine between them.
  double cosineDistance = 1;
  /// The variance of their lengths over the mean length squared.
  double lengthSpread = 1;
};

/// Of `values` (units × samples): both 0 where the network tells none apart (Schoenholz et al.
/// 2017, the correlation c). From the spread around the mean direction, so that distances far under
/// the numbers' own resolution are not lost to 1 - 1. A sample whose values are all 0 has no
/// direction; where all are, both are 0.
template <class Derived>
SampleSpread spreadOfSamples(const Eigen::MatrixBase<Derived>& values) {
  const auto samples = static_cast<double>(values.cols());
  if (values.cols() < 2) return {};
  Eigen::VectorXd norms(values.cols());
  double meanNorm = 0;
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    norms(i) = frobeniusNorm(values.col(i));
    meanNorm += norms(i) / samples;
  }
  if (!(meanNorm > 0)) return {0, 0};
  // Of length 1 each.
  Matrix<double> directions = values.template cast<double>();
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(values.rows());
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    directions.col(i) *= norms(i) > 0 ? 1 / norms(i) : 0;
    mean += directions.col(i);
  }
  mean /= samples;
  double spread = 0;
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    spread += (directions.col(i) - mean).squaredNorm();
  }
  double lengths = 0;
  for (Eigen::Index i = 0; i < values.cols(); ++i) {
    const double off = norms(i) / meanNorm - 1;
    lengths += off * off;
  }
  return {spread / (samples - 1), lengths / (samples - 1)};
}

/// Units that differ by so much, relative to their size, are no copies, and nobody asks how far
/// apart they are.
inline constexpr double kApart = 0.1;

/// How far the units of a layer are from having the same weights and bias: the root of the sum over
/// units of ‖row - mean row‖² over that of ‖row‖², a row being a unit's weights and bias. 0 where
/// all are alike, also where all are 0. None where the first columns show that it is over kApart.
/// `weightNorm`: the Frobenius norm of `weight`.
template <class Weight, class Bias>
std::optional<double> unitSpread(const Eigen::MatrixBase<Weight>& weight,
                                 const Eigen::MatrixBase<Bias>& bias, double weightNorm) {
  const auto units = weight.rows();
  const double largest = std::max(weightNorm, frobeniusNorm(bias));
  if (largest == 0) return 0;
  // So that no square is too large or too small for its precision.
  const double down = 1 / std::max(largest, std::numeric_limits<double>::min());
  const double size = std::pow(down * weightNorm, 2) + std::pow(down * frobeniusNorm(bias), 2);
  double spread = 0;
  for (Eigen::Index column = 0; column <= weight.cols(); ++column) {
    const auto* numbers =
        column < weight.cols() ? weight.col(column).data() : bias.derived().data();
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

/// Of each sample, the second derivative of its loss by the output where that is largest.
/// `outputs`: outputs × samples.
template <class T>
Eigen::VectorXd lossCurvatures(Loss kind, const View<T>& outputs) {
  const Eigen::Index samples = outputs.cols();
  const double rows = static_cast<double>(outputs.rows());
  Matrix<T> answers = outputs;
  toAnswers<T>(kind, View<T>(answers.data(), answers.rows(), answers.cols()));
  const auto spread = (answers.array() * (1 - answers.array())).template cast<double>();
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      return Eigen::VectorXd::Constant(samples, 2 / rows);
    case Loss::bce:
      return spread.colwise().maxCoeff().transpose() / rows;
    case Loss::cross_entropy:
      return spread.colwise().maxCoeff().transpose();
    case Loss::linear:
      return Eigen::VectorXd::Zero(samples);
  }
  return Eigen::VectorXd::Zero(samples);
}

}  // namespace ebb
