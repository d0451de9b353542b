#pragma once

#include "base/product.h"
#include "ops/operation.h"

namespace ebb {

///     z = W h + b
///     ∂W = ∂z hᵀ     ∂b = Σ_samples ∂z     ∂h = Wᵀ ∂z
///
/// Where h also goes past this block (residual), Wᵀ ∂z is kept apart in `branch` and added to what
/// came back on the other way.
template <class T>
class Affine final : public Operation<T> {
 public:
  Affine(const Value<T>* h, const Value<T>* z, const Parameter<T>* weights,
         const Parameter<T>* biases, T* branch)
      : Operation<T>(OperationKind::affine, h, z, z->layer),
        weights_(weights),
        biases_(biases),
        branch_(branch) {}

  void forward(const StepContext& context) override {
    apply(this->input->view(context.batch), this->output->view(context.batch));
  }

  void backward(const StepContext& context) override {
    const auto dz = this->output->gradientView(context.batch);
    multiply<T>(factor(dz), transposed(this->input->view(context.batch)), context.batch,
                weights_->gradientView());
    biases_->gradientView() = dz.rowwise().sum();
    auto dh = this->input->gradientView(context.batch);
    View<T> own(branch_ != nullptr ? branch_ : dh.data(), dh.rows(), dh.cols());
    multiply<T>(transposed(weights_->view()), factor(dz), dz.rows(), own);
    if (branch_ != nullptr) dh += own;
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    apply(in, out);
  }

  const Parameter<T>* weight() const override { return weights_; }
  const Parameter<T>* bias() const override { return biases_; }

  /// What came back through this block alone; null where nothing goes past it.
  const T* branch() const { return branch_; }

 private:
  template <class In>
  void apply(const In& in, View<T> out) const {
    multiply<T>(factor(weights_->view()), factor(in), in.rows(), out, biases_->data);
  }

  const Parameter<T>* weights_;
  const Parameter<T>* biases_;
  T* branch_;
};

}  // namespace ebb
