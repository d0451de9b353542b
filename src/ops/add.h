#pragma once

#include "ops/operation.h"

namespace ebb {

/// The residual connection (He et al. 2016): h_l = d_l + h_{l-1}.
///     ∂d_l = ∂h_l     ∂h_{l-1} = ∂h_l + what the block itself sends back (its affine map adds it)
template <class T>
class Add final : public Operation<T> {
 public:
  Add(const Value<T>* d, const Value<T>* skip, const Value<T>* h)
      : Operation<T>(OperationKind::add, d, h, h->layer), skip_(skip) {}

  void forward(const StepContext& context) override {
    this->output->array(context.batch) =
        this->input->array(context.batch) + skip_->array(context.batch);
  }

  void backward(const StepContext& context) override {
    const auto dh = this->output->gradientArray(context.batch);
    this->input->gradientArray(context.batch) = dh;
    skip_->gradientArray(context.batch) = dh;
  }

  void infer(const ConstView<T>& in, const ConstView<T>& skip, View<T> out) const override {
    out = in + skip;
  }

  const Value<T>* skip() const { return skip_; }

 private:
  const Value<T>* skip_;
};

}  // namespace ebb
