#pragma once

#include "ops/batch_norm.h"
#include "ops/operation.h"

namespace ebb {

/// Root mean square normalization (Zhang & Sennrich 2019), per sample over the units:
///     x̂ = z / √(mean(z²) + ε)     n = γ x̂
///     ∂z = (g - x̂ mean(g x̂)) / √(mean(z²) + ε),  g = γ ∂n
///     ∂γ = Σ ∂n x̂
template <class T>
class RmsNorm final : public Operation<T> {
 public:
  /// `normalized`: units × batch; `inverseStd`: one a sample.
  struct Memory {
    T* normalized;
    T* inverseStd;
  };

  RmsNorm(const Value<T>* z, const Value<T>* n, const Parameter<T>* gamma, Memory memory)
      : Operation<T>(OperationKind::rms_norm, z, n, n->layer), gamma_(gamma), memory_(memory) {}

  void forward(const StepContext& context) override {
    batch_ = context.batch;
    const auto z = this->input->view(context.batch);
    auto normalized = normalizedView(context.batch);
    for (int sample = 0; sample < context.batch; ++sample) {
      const T inverse = inverseRms(z.col(sample));
      memory_.inverseStd[sample] = inverse;
      normalized.col(sample) = z.col(sample) * inverse;
    }
    this->output->view(context.batch).array() =
        normalized.array().colwise() * gamma_->view().array().col(0);
  }

  void backward(const StepContext& context) override {
    const auto dn = this->output->gradientView(context.batch);
    const auto normalized = normalizedView(context.batch);
    gamma_->gradientView() = (dn.array() * normalized.array()).rowwise().sum().matrix();
    auto dz = this->input->gradientView(context.batch);
    dz.array() = dn.array().colwise() * gamma_->view().array().col(0);
    for (int sample = 0; sample < context.batch; ++sample) {
      auto g = dz.col(sample).array();
      const auto x = normalized.col(sample).array();
      const T along = (g * x).mean();
      g = (g - x * along) * memory_.inverseStd[sample];
    }
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    for (Eigen::Index sample = 0; sample < in.cols(); ++sample) {
      const T inverse = inverseRms(in.col(sample));
      out.col(sample).array() = in.col(sample).array() * inverse * gamma_->view().array().col(0);
    }
  }

  const Parameter<T>* weight() const override { return gamma_; }
  SavedTensors<T> kept() const override {
    return {memory_.normalized, nullptr, memory_.inverseStd, batch_};
  }

 private:
  template <class Column>
  static T inverseRms(const Column& z) {
    return T(1) / std::sqrt(z.array().square().mean() + T(kNormEpsilon));
  }

  View<T> normalizedView(int batch) const {
    return {memory_.normalized, this->input->units, batch};
  }

  const Parameter<T>* gamma_;
  Memory memory_;
  int batch_ = 0;
};

}  // namespace ebb
