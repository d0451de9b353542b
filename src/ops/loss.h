#pragma once

#include "functions/losses.h"
#include "ops/operation.h"

namespace ebb {

/// The batch's loss from the outputs z_{L+1}, and ∂loss/∂z_{L+1}.
template <class T>
class LossOp final : public Operation<T> {
 public:
  LossOp(Loss function, const Value<T>* z, T* target)
      : Operation<T>(OperationKind::loss, z, nullptr, z->layer),
        function_(function),
        target_(target) {}

  void forward(const StepContext& context) override {
    value_ =
        lossOf<T>(function_, ConstView<T>(this->input->data, this->input->units, context.batch),
                  ConstView<T>(target_, this->input->units, context.batch));
  }

  void backward(const StepContext& context) override {
    lossGradient<T>(function_, ConstView<T>(this->input->data, this->input->units, context.batch),
                    ConstView<T>(target_, this->input->units, context.batch),
                    this->input->gradientView(context.batch));
  }

  /// Logits to answers: probabilities, or the values themselves.
  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override {
    out = in;
    toAnswers<T>(function_, out);
  }

  SavedTensors<T> kept() const override { return {target_, nullptr, nullptr, 0}; }

  double value() const { return value_; }
  /// What it would be if all outputs were 0.
  double zeroLoss(int batch) const {
    return zeroLossOf<T>(function_, ConstView<T>(target_, this->input->units, batch));
  }
  Loss function() const { return function_; }
  /// The batch's targets, outputs × samples.
  View<T> target(int batch) const { return {target_, this->input->units, batch}; }

 private:
  Loss function_;
  T* target_;
  double value_ = 0;
};

}  // namespace ebb
