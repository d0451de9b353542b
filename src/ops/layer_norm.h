#pragma once

#include "ops/batch_norm.h"
#include "ops/operation.h"

namespace ebb {

/// Layer normalization (Ba, Kiros & Hinton 2016), per sample over the units:
///     x̂ = (z - mean) / √(variance + ε)     n = γ x̂ + β
///     ∂z = (g - mean(g) - x̂ mean(g x̂)) / √(variance + ε),  g = γ ∂n
///     ∂γ = Σ ∂n x̂     ∂β = Σ ∂n
template <class T>
class LayerNorm final : public Operation<T> {
 public:
  /// `normalized`: units × batch; `mean`, `inverseStd`: one a sample.
  struct Memory {
    T* normalized;
    T* mean;
    T* inverseStd;
  };

  LayerNorm(const Value<T>* z, const Value<T>* n, const Parameter<T>* gamma,
            const Parameter<T>* beta, Memory memory)
      : Operation<T>(OperationKind::layer_norm, z, n, n->layer),
        gamma_(gamma),
        beta_(beta),
        memory_(memory) {}

  void forward(const StepContext& context) override {
    batch_ = context.batch;
    auto normalized = normalizedView(context.batch);
    auto n = this->output->view(context.batch);
    for (int sample = 0; sample < context.batch; ++sample) {
      const auto z = this->input->view(context.batch).col(sample);
      const T mean = z.mean();
      const T inverseStd = T(1) / std::sqrt((z.array() - mean).square().mean() + T(kNormEpsilon));
      memory_.mean[sample] = mean;
      memory_.inverseStd[sample] = inverseStd;
      normalized.col(sample) = (z.array() - mean) * inverseStd;
      scale(normalized.col(sample), n.col(sample));
    }
  }

  void backward(const StepContext& context) override {
    const auto dn = this->output->gradientView(context.batch);
    const auto normalized = normalizedView(context.batch);
    gamma_->gradientView() = (dn.array() * normalized.array()).rowwise().sum().matrix();
    beta_->gradientView() = dn.rowwise().sum();
    auto dz = this->input->gradientView(context.batch);
    dz.array() = dn.array().colwise() * gamma_->view().array().col(0);
    for (int sample = 0; sample < context.batch; ++sample) {
      auto g = dz.col(sample).array();
      const auto x = normalized.col(sample).array();
      const T mean = g.mean();
      const T along = (g * x).mean();
      g = (g - mean - x * along) * memory_.inverseStd[sample];
    }
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    for (Eigen::Index sample = 0; sample < in.cols(); ++sample) {
      const T mean = in.col(sample).mean();
      auto column = out.col(sample).array();
      column = in.col(sample).array() - mean;
      column /= std::sqrt(column.square().mean() + T(kNormEpsilon));
      column = column * gamma_->view().array().col(0) + beta_->view().array().col(0);
    }
  }

  const Parameter<T>* weight() const override { return gamma_; }
  const Parameter<T>* bias() const override { return beta_; }
  SavedTensors<T> kept() const override {
    return {memory_.normalized, memory_.mean, memory_.inverseStd, batch_};
  }

 private:
  View<T> normalizedView(int batch) const {
    return {memory_.normalized, this->input->units, batch};
  }

  template <class In, class Out>
  void scale(const In& in, Out out) const {
    out.array() = in.array() * gamma_->view().array().col(0) + beta_->view().array().col(0);
  }

  const Parameter<T>* gamma_;
  const Parameter<T>* beta_;
  Memory memory_;
  int batch_ = 0;
};

}  // namespace ebb
