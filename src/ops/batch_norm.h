#pragma once

#include <cmath>

#include "ops/operation.h"

namespace ebb {

inline constexpr double kNormEpsilon = 1e-5;

/// Batch normalization (Ioffe & Szegedy 2015), per unit over the samples of the batch:
///     x̂ = (z - mean) / √(variance + ε)     n = γ x̂ + β
///     ∂z = γ/√(variance + ε) · (∂n - mean(∂n) - x̂ mean(∂n x̂))
///     ∂γ = Σ ∂n x̂     ∂β = Σ ∂n
/// Running statistics as PyTorch's: momentum 0.1, the unbiased variance. A batch of one sample has
/// variance 0: it passes β on and lets no gradient through.
template <class T>
class BatchNorm final : public Operation<T> {
 public:
  /// `normalized`: units × batch; `mean`, `inverse_std`: this batch's; the running statistics
  /// belong to the state. All one a unit.
  struct Memory {
    T* normalized;
    T* mean;
    T* inverseStd;
    T* runningMean;
    T* runningVariance;
  };

  BatchNorm(const Value<T>* z, const Value<T>* n, const Parameter<T>* gamma,
            const Parameter<T>* beta, Memory memory)
      : Operation<T>(OperationKind::batch_norm, z, n, n->layer),
        gamma_(gamma),
        beta_(beta),
        memory_(memory) {}

  void forward(const StepContext& context) override {
    const auto z = this->input->view(context.batch);
    auto mean = column(memory_.mean);
    auto inverseStd = column(memory_.inverseStd);
    auto normalized = normalizedView(context.batch);
    mean = z.rowwise().mean();
    normalized = z.colwise() - mean.col(0);
    inverseStd = normalized.rowwise().squaredNorm() / T(context.batch);  // the variance, for now
    const T unbias = context.batch > 1 ? T(context.batch) / T(context.batch - 1) : T(1);
    column(memory_.runningMean) = T(0.9) * column(memory_.runningMean) + T(0.1) * mean;
    column(memory_.runningVariance) =
        T(0.9) * column(memory_.runningVariance) + T(0.1) * unbias * inverseStd;
    inverseStd = inverseStd.unaryExpr(
        [](T variance) { return T(1) / std::sqrt(variance + T(kNormEpsilon)); });
    normalized.array().colwise() *= inverseStd.array().col(0);
    auto n = this->output->view(context.batch);
    n.array() = (normalized.array().colwise() * gamma_->view().array().col(0)).colwise() +
                beta_->view().array().col(0);
  }

  void backward(const StepContext& context) override {
    const auto dn = this->output->gradientView(context.batch);
    const auto normalized = normalizedView(context.batch);
    auto dGamma = gamma_->gradientView();
    auto dBeta = beta_->gradientView();
    dGamma = (dn.array() * normalized.array()).rowwise().sum().matrix();
    dBeta = dn.rowwise().sum();
    auto dz = this->input->gradientView(context.batch);
    const auto scale = gamma_->view().col(0).array() * column(memory_.inverseStd).col(0).array();
    const T share = T(1) / T(context.batch);
    // Column by column: Eigen would put a factor of a whole broadcast into a temporary.
    for (int sample = 0; sample < context.batch; ++sample) {
      const auto common =
          dBeta.col(0).array() + normalized.col(sample).array() * dGamma.col(0).array();
      dz.col(sample).array() = (dn.col(sample).array() - share * common) * scale;
    }
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    for (Eigen::Index unit = 0; unit < in.rows(); ++unit) {
      const T scale =
          gamma_->data[unit] / std::sqrt(memory_.runningVariance[unit] + T(kNormEpsilon));
      out.row(unit).array() =
          (in.row(unit).array() - memory_.runningMean[unit]) * scale + beta_->data[unit];
    }
  }

  const Parameter<T>* weight() const override { return gamma_; }
  const Parameter<T>* bias() const override { return beta_; }
  SavedTensors<T> kept() const override {
    return {memory_.normalized, memory_.mean, memory_.inverseStd, this->input->units};
  }
  RunningStatistics<T> runningStatistics() const override {
    return {memory_.runningMean, memory_.runningVariance, this->input->units};
  }

 private:
  View<T> column(T* data) const { return {data, this->input->units, 1}; }
  View<T> normalizedView(int batch) const {
    return {memory_.normalized, this->input->units, batch};
  }

  const Parameter<T>* gamma_;
  const Parameter<T>* beta_;
  Memory memory_;
};

}  // namespace ebb
