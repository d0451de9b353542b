#pragma once

#include "functions/activations.h"
#include "ops/operation.h"

namespace ebb {

///     a = φ(n)     ∂n = φ′(n) · ∂a
template <class T>
class ActivationOp final : public Operation<T> {
 public:
  ActivationOp(Activation function, const Value<T>* n, const Value<T>* a)
      : Operation<T>(OperationKind::activation, n, a, a->layer), function_(function) {}

  void forward(const StepContext& context) override {
    activate<T>(function_, constArray(this->input->data, context.batch),
                this->output->array(context.batch));
  }

  void backward(const StepContext& context) override {
    backThroughActivation<T>(function_, constArray(this->input->data, context.batch),
                             constArray(this->output->data, context.batch),
                             constArray(this->output->gradient, context.batch),
                             this->input->gradientArray(context.batch));
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    activate<T>(function_, ConstArrayView<T>(in.data(), in.size()),
                ArrayView<T>(out.data(), out.size()));
  }

 private:
  ConstArrayView<T> constArray(const T* data, int batch) const {
    return {data, Eigen::Index(this->input->units) * batch};
  }

  Activation function_;
};

}  // namespace ebb
