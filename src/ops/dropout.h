#pragma once

#include "base/random.h"
#include "ops/operation.h"

namespace ebb {

/// Inverted dropout (Srivastava et al. 2014): m = 0 with probability p, else 1/(1-p).
///     d = m · a     ∂a = m · ∂d
/// The mask of an iteration is drawn from a stream of its own, so that replaying draws it again.
template <class T>
class Dropout final : public Operation<T> {
 public:
  Dropout(double probability, Key key, const Value<T>* a, const Value<T>* d, T* mask)
      : Operation<T>(OperationKind::dropout, a, d, d->layer),
        probability_(probability),
        key_(key),
        mask_(mask) {}

  void forward(const StepContext& context) override {
    Random random(key_.split(context.iteration));
    auto mask = maskView(context.batch);
    const T kept = static_cast<T>(1 / (1 - probability_));
    for (Eigen::Index i = 0; i < mask.size(); ++i) {
      mask(i) = random.uniform() < probability_ ? T(0) : kept;
    }
    this->output->array(context.batch) = mask * this->input->array(context.batch);
  }

  void backward(const StepContext& context) override {
    this->input->gradientArray(context.batch) =
        maskView(context.batch) * this->output->gradientArray(context.batch);
  }

  void infer(const ConstView<T>& in, const ConstView<T>&, View<T> out) const override { out = in; }

  SavedTensors<T> kept() const override { return {mask_, nullptr, nullptr, 0}; }

 private:
  ArrayView<T> maskView(int batch) const {
    return {mask_, Eigen::Index(this->input->units) * batch};
  }

  double probability_;
  Key key_;
  T* mask_;
};

}  // namespace ebb
