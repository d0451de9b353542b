#include "training/optimizer.h"

#include <algorithm>
#include <cmath>

#include "functions/finiteness.h"

namespace ebb {
namespace {

bool hasFirst(Optimizer kind) {
  return kind == Optimizer::momentum || kind == Optimizer::nesterov || kind == Optimizer::adam ||
         kind == Optimizer::adamw;
}

}  // namespace

bool dividesBySize(Optimizer kind) {
  switch (kind) {
    case Optimizer::sgd:
    case Optimizer::momentum:
    case Optimizer::nesterov:
      return false;
    case Optimizer::rmsprop:
    case Optimizer::adagrad:
    case Optimizer::adam:
    case Optimizer::adamw:
      return true;
  }
  return false;
}

template <class T>
OptimizerRule<T>::OptimizerRule(const Experiment& experiment,
                                const std::deque<Parameter<T>>& parameters, Arena& state,
                                Arena& work)
    : kind_(experiment.optimizer),
      rate_(experiment.learningRate),
      momentum_(experiment.momentum),
      weightDecay_(experiment.weightDecay) {
  for (const auto& parameter : parameters) {
    const auto count = static_cast<std::uint64_t>(parameter.size());
    T* first = hasFirst(kind_) ? state.take<T>(count) : nullptr;
    T* second = dividesBySize(kind_) ? state.take<T>(count) : nullptr;
    T* change = work.take<T>(count);
    T* before = work.take<T>(count);
    slots_.push_back({&parameter, first, second, change, before});
  }
}

template <class T>
void OptimizerRule<T>::initialise() {
  for (const Slot& slot : slots_) {
    const Eigen::Index size = slot.parameter->size();
    if (slot.first != nullptr) ArrayView<T>(slot.first, size).setZero();
    if (slot.second != nullptr) ArrayView<T>(slot.second, size).setZero();
  }
}

template <class T>
void OptimizerRule<T>::update(std::uint64_t iteration) {
  for (const Slot& slot : slots_) {
    computeChange(slot, iteration);
    const Eigen::Index size = slot.parameter->size();
    ArrayView<T> p(slot.parameter->data, size);
    ArrayView<T>(slot.before, size) = p;
    p -= ArrayView<T>(slot.change, size);
  }
}

template <class T>
const typename OptimizerRule<T>::Slot& OptimizerRule<T>::slotOf(
    const Parameter<T>& parameter) const {
  return *std::find_if(slots_.begin(), slots_.end(),
                       [&parameter](const Slot& slot) { return slot.parameter == &parameter; });
}

template <class T>
ConstView<T> OptimizerRule<T>::lastChange(const Parameter<T>& parameter) const {
  return {slotOf(parameter).change, parameter.rows, parameter.cols};
}

template <class T>
ConstView<T> OptimizerRule<T>::beforeLastUpdate(const Parameter<T>& parameter) const {
  return {slotOf(parameter).before, parameter.rows, parameter.cols};
}

template <class T>
void OptimizerRule<T>::swapWithBefore() const {
  for (const Slot& slot : slots_) {
    std::swap_ranges(slot.before, slot.before + slot.parameter->size(), slot.parameter->data);
  }
}

template <class T>
MovingAverages<T> OptimizerRule<T>::averages(const Parameter<T>& parameter) const {
  return averagesOf(slotOf(parameter));
}

template <class T>
MovingAverages<T> OptimizerRule<T>::averagesOf(const Slot& slot) {
  const Eigen::Index size = slot.parameter->size();
  return {{slot.first, slot.first != nullptr ? size : 0},
          {slot.second, slot.second != nullptr ? size : 0}};
}

template <class T>
bool OptimizerRule<T>::isFinite() const {
  for (const Slot& slot : slots_) {
    const MovingAverages<T> averages = averagesOf(slot);
    if (!ebb::isFinite(slot.parameter->view()) || !ebb::isFinite(averages.first) ||
        !ebb::isFinite(averages.second)) {
      return false;
    }
  }
  return true;
}

template <class T>
void OptimizerRule<T>::computeChange(const Slot& slot, std::uint64_t iteration) const {
  const Eigen::Index size = slot.parameter->size();
  const ArrayView<T> p(slot.parameter->data, size);
  ArrayView<T> change(slot.change, size);
  ArrayView<T> first(slot.first, slot.first != nullptr ? size : 0);
  ArrayView<T> second(slot.second, slot.second != nullptr ? size : 0);
  const T rate = static_cast<T>(rate_);
  const T momentum = static_cast<T>(momentum_);
  const T decay = static_cast<T>(kind_ == Optimizer::adamw ? 0 : weightDecay_);
  const auto g = ArrayView<T>(slot.parameter->gradient, size) + decay * p;
  // Not Eigen's own sqrt: for float it approximates, and makes √∞ a NaN.
  const auto root = [](T v) { return std::sqrt(v); };

  switch (kind_) {
    case Optimizer::sgd:
      change = rate * g;
      return;
    case Optimizer::momentum:
      first = momentum * first + g;
      change = rate * first;
      return;
    case Optimizer::nesterov:
      first = momentum * first + g;
      change = rate * (g + momentum * first);
      return;
    case Optimizer::rmsprop:
      second = T(0.99) * second + T(0.01) * g.square();
      change = rate * g / (second.unaryExpr(root) + T(1e-8));
      return;
    case Optimizer::adagrad:
      second += g.square();
      change = rate * g / (second.unaryExpr(root) + T(1e-10));
      return;
    case Optimizer::adam:
    case Optimizer::adamw: {
      const double t = static_cast<double>(iteration) + 1;
      const T stepSize = static_cast<T>(rate_ / (1 - std::pow(0.9, t)));
      const T rootCorrection = static_cast<T>(std::sqrt(1 - std::pow(0.999, t)));
      first = T(0.9) * first + T(0.1) * g;
      second = T(0.999) * second + T(0.001) * g.square();
      change = stepSize * first / (second.unaryExpr(root) / rootCorrection + T(1e-8));
      if (kind_ == Optimizer::adamw) change += static_cast<T>(rate_ * weightDecay_) * p;
      return;
    }
  }
}

template class OptimizerRule<float>;
template class OptimizerRule<double>;

}  // namespace ebb
