#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "base/matrix.h"
#include "base/median.h"
#include "experiment/kinds.h"
#include "functions/activations.h"
#include "functions/finiteness.h"

namespace ebb {

/// Root mean square over units and samples of B · ∂loss/∂z: the gradient for one sample at the
/// layer's affine output. `gradient`: units × B.
template <class Derived>
double signal(const Eigen::DenseBase<Derived>& gradient) {
  const double batch = static_cast<double>(gradient.cols());
  return batch * frobeniusNorm(gradient) / std::sqrt(static_cast<double>(gradient.size()));
}

/// The median over samples of one sample's root mean square over units of B · ∂loss/∂z. Where a few
/// unsaturated units carry everything, `signal` explodes while this vanishes.
template <class Derived>
double signalMedian(const Eigen::MatrixBase<Derived>& gradient) {
  const double scale =
      static_cast<double>(gradient.cols()) / std::sqrt(static_cast<double>(gradient.rows()));
  std::vector<double> samples;
  samples.reserve(static_cast<std::size_t>(gradient.cols()));
  for (Eigen::Index sample = 0; sample < gradient.cols(); ++sample) {
    samples.push_back(scale * frobeniusNorm(gradient.col(sample)));
    if (samples.back() != samples.back()) return samples.back();
  }
  return median(std::move(samples));
}

/// ‖ΔW‖ / ‖W‖, W as it was before the update. 0 / 0 counts as 0.
template <class A, class B>
double updateRatio(const Eigen::DenseBase<A>& before, const Eigen::DenseBase<B>& change) {
  const double moved = frobeniusNorm(change);
  return moved == 0 ? 0 : moved / frobeniusNorm(before);
}

struct MeanAndStd {
  double mean;
  double standardDeviation;
};

/// Mean and (population) standard deviation over units and samples.
template <class Derived>
MeanAndStd meanAndStd(const Eigen::DenseBase<Derived>& values) {
  const MeanAndVariance both = meanAndVariance(entriesOf(values));
  return {both.mean, std::sqrt(both.variance)};
}

/// Root mean square over units and samples, in one pass: the size of the values at a place of the
/// network. What is not finite shows.
template <class Derived>
double valueSize(const Eigen::MatrixBase<Derived>& values) {
  return quickNorm(values) / std::sqrt(static_cast<double>(values.size()));
}

/// Share of units × samples that are saturated: whose |φ′| is under `flatSlope`.
template <class T>
double saturatedShare(Activation kind, const Matrix<T>& slopes) {
  const double limit = flatSlope(kind);
  const auto under = (slopes.array().abs().template cast<double>() < limit).count();
  return static_cast<double>(under) / static_cast<double>(slopes.size());
}

/// Share of units whose φ′ is 0 for every sample of the batch.
template <class T>
double deadShare(const Matrix<T>& slopes) {
  const auto dead = (slopes.array() == T(0)).rowwise().all().count();
  return static_cast<double>(dead) / static_cast<double>(slopes.rows());
}

/// Share of samples whose largest answer (or side, for one logit) is the target's. Outputs and
/// targets: outputs × samples; `threshold`: the side of one output (0 for a logit, ½ for a value).
template <class A, class B>
double accuracy(const Eigen::MatrixBase<A>& outputs, const Eigen::MatrixBase<B>& targets,
                double threshold) {
  double right = 0;
  for (Eigen::Index sample = 0; sample < outputs.cols(); ++sample) {
    if (outputs.rows() == 1) {
      right += (outputs(0, sample) > threshold) == (targets(0, sample) > 0.5);
      continue;
    }
    Eigen::Index answer = 0;
    Eigen::Index truth = 0;
    outputs.col(sample).maxCoeff(&answer);
    targets.col(sample).maxCoeff(&truth);
    right += answer == truth;
  }
  return right / static_cast<double>(outputs.cols());
}

}  // namespace ebb
