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

  void forward(const Walk& walk) override {
    this->output->array(walk.batch) = this->input->array(walk.batch) + skip_->array(walk.batch);
  }

  void backward(const Walk& walk) override {
    const auto dh = this->output->gradientArray(walk.batch);
    this->input->gradientArray(walk.batch) = dh;
    skip_->gradientArray(walk.batch) = dh;
  }

  void infer(const ConstView<T>& in, const ConstView<T>& skip, View<T> out) const override {
    out = in + skip;
  }

  const Value<T>* skip() const { return skip_; }

 private:
  const Value<T>* skip_;
};

}  // namespace ebb
