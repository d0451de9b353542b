#include "training/optimizer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "functions/finiteness.h"

namespace ebb {
namespace {

/// PyTorch's ε: what is added to the size that a rule divides by.
constexpr double kEpsilon = 1e-8;
constexpr double kAdagradEpsilon = 1e-10;

struct Traits {
  /// Whether a moving average of the gradient itself is kept, and one of its squares.
  bool keepsFirst = false;
  bool keepsSecond = false;
  bool sumsSquares = false;
  bool decouplesDecay = false;
};

/// PyTorch's rules (g: gradient, plus weightDecay · p except in adamw; μ: momentum; lr: rate).
Traits traitsOf(Optimizer kind) {
  switch (kind) {
    // p -= lr g
    case Optimizer::sgd:
      return {};
    // b = μ b + g; p -= lr b
    case Optimizer::momentum:
    // b = μ b + g; p -= lr (g + μ b)
    case Optimizer::nesterov:
      return {true, false, false, false};
    // v = 0.99 v + 0.01 g²; p -= lr g / (√v + 1e-8)
    case Optimizer::rmsprop:
      return {false, true, false, false};
    // v = v + g²; p -= lr g / (√v + 1e-10)
    case Optimizer::adagrad:
      return {false, true, true, false};
    // m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g²;
    // p -= lr (m / (1 - 0.9ᵗ)) / (√(v / (1 - 0.999ᵗ)) + 1e-8)
    case Optimizer::adam:
      return {true, true, false, false};
    // p -= lr weightDecay p; then as adam
    case Optimizer::adamw:
      return {true, true, false, true};
  }
  return {};
}

/// An update goes over a parameter in stretches that stay in the first cache, with all that belongs
/// to them: in one pass over memory. A multiple of what the memory is aligned to.
constexpr Eigen::Index kStretch = 512;

/// Sums of squares between these are exact to rounding in either precision; and where they are
/// under the larger one, so is every number, whose sums are then finite.
constexpr double kLeastSquares = 1e-30;
constexpr double kMostSquares = 1e30;

/// Summed in precision T.
template <class T>
double squaresOf(const ArrayView<T>& numbers) {
  return static_cast<double>(numbers.matrix().squaredNorm());
}

template <class Numbers>
double normOf(double squares, const Numbers& numbers) {
  const bool isExact = squares > kLeastSquares && squares < kMostSquares;
  return isExact ? std::sqrt(squares) : frobeniusNorm(numbers);
}

}  // namespace

bool dividesBySize(Optimizer kind) { return traitsOf(kind).keepsSecond; }
double epsilonOf(Optimizer kind) {
  if (!dividesBySize(kind)) return 0;
  return sumsSquares(kind) ? kAdagradEpsilon : kEpsilon;
}
bool sumsSquares(Optimizer kind) { return traitsOf(kind).sumsSquares; }
bool decouplesDecay(Optimizer kind) { return traitsOf(kind).decouplesDecay; }

double firstUpdateRatio(const Experiment& experiment, double gradient, double weightNorm,
                        double count) {
  const double weights = std::sqrt(count);
  const double rate = experiment.learningRate / weightNorm;
  const double decay = experiment.weightDecay * weightNorm;
  const double decayed = std::hypot(gradient, decay);
  // Every weight moves by about `factor` times the rate, as long as its gradient is well over ε.
  const auto bySize = [&](double size, double factor, double epsilon) {
    return size > 0 ? rate * weights * factor * size / (size + factor * epsilon * weights) : 0;
  };
  switch (experiment.optimizer) {
    case Optimizer::sgd:
    case Optimizer::momentum:
      return rate * decayed;
    case Optimizer::nesterov:
      return (1 + experiment.momentum) * rate * decayed;
    case Optimizer::rmsprop:
      return bySize(decayed, 10, kEpsilon);
    case Optimizer::adagrad:
      return bySize(decayed, 1, kAdagradEpsilon);
    case Optimizer::adam:
      return bySize(decayed, 1, kEpsilon);
    case Optimizer::adamw:
      return std::hypot(bySize(gradient, 1, kEpsilon), rate * decay);
  }
  return 0;
}

std::optional<double> stableCurvature(const Experiment& experiment) {
  const double momentum = experiment.momentum;
  switch (experiment.optimizer) {
    case Optimizer::sgd:
      return 2;
    case Optimizer::momentum:
      return 2 * (1 + momentum);
    case Optimizer::nesterov:
      return 2 * (1 + momentum) / (1 + 2 * momentum);
    case Optimizer::rmsprop:
    case Optimizer::adagrad:
    case Optimizer::adam:
    case Optimizer::adamw:
      return std::nullopt;
  }
  return std::nullopt;
}

template <class T>
OptimizerRule<T>::OptimizerRule(const Experiment& experiment, std::deque<Parameter<T>>& parameters,
                                Arena& state, Arena& work)
    : kind_(experiment.optimizer),
      rate_(experiment.learningRate),
      momentum_(experiment.momentum),
      weightDecay_(experiment.weightDecay) {
  for (auto& parameter : parameters) {
    const auto count = static_cast<std::uint64_t>(parameter.size());
    T* first = traitsOf(kind_).keepsFirst ? state.take<T>(count) : nullptr;
    T* second = traitsOf(kind_).keepsSecond ? state.take<T>(count) : nullptr;
    T* change = work.take<T>(count);
    T* before = work.take<T>(count);
    slots_.push_back({&parameter, first, second, change, before, 0, 0});
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
  const Rates rates = ratesOf(iteration);
  for (Slot& slot : slots_) {
    const Eigen::Index size = slot.parameter->size();
    slot.changeSquares = slot.beforeSquares = 0;
    for (Eigen::Index first = 0; first < size; first += kStretch) {
      updateStretch(slot, rates, first, std::min(kStretch, size - first));
    }
  }
}

template <class T>
const typename OptimizerRule<T>::Slot& OptimizerRule<T>::slotOf(
    const Parameter<T>& parameter) const {
  return slots_[parameter.index];
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
double OptimizerRule<T>::lastChangeNorm(const Parameter<T>& parameter) const {
  return normOf(slotOf(parameter).changeSquares, lastChange(parameter));
}

template <class T>
double OptimizerRule<T>::normBeforeLastUpdate(const Parameter<T>& parameter) const {
  return normOf(slotOf(parameter).beforeSquares, beforeLastUpdate(parameter));
}

template <class T>
void OptimizerRule<T>::swapWithBefore() {
  for (Slot& slot : slots_) std::swap(slot.before, slot.parameter->data);
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
bool OptimizerRule<T>::hadSmallParameters() const {
  return std::all_of(slots_.begin(), slots_.end(),
                     [](const Slot& slot) { return slot.beforeSquares < kMostSquares; });
}

template <class T>
bool OptimizerRule<T>::isLastUpdateFinite() const {
  return std::all_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
    const bool isSmall = slot.beforeSquares < kMostSquares && slot.changeSquares < kMostSquares;
    // A first average that is not finite makes the change so; an infinite second one makes it 0.
    return (isSmall || ebb::isFinite(slot.parameter->view())) &&
           (slot.second == nullptr || ebb::isFinite(averagesOf(slot).second));
  });
}

template <class T>
typename OptimizerRule<T>::Rates OptimizerRule<T>::ratesOf(std::uint64_t iteration) const {
  Rates rates;
  rates.rate = static_cast<T>(rate_);
  rates.momentum = static_cast<T>(momentum_);
  rates.decay = static_cast<T>(decouplesDecay(kind_) ? 0 : weightDecay_);
  if (kind_ == Optimizer::adam || kind_ == Optimizer::adamw) {
    const double t = static_cast<double>(iteration) + 1;
    rates.adamStep = static_cast<T>(rate_ / (1 - std::pow(0.9, t)));
    rates.adamRootCorrection = static_cast<T>(std::sqrt(1 - std::pow(0.999, t)));
    rates.adamwDecay = static_cast<T>(rate_ * weightDecay_);
  }
  return rates;
}

template <class T>
void OptimizerRule<T>::updateStretch(Slot& slot, const Rates& rates, Eigen::Index at,
                                     Eigen::Index count) const {
  const auto stretchOf = [&](T* numbers) {
    return numbers != nullptr ? ArrayView<T>(numbers + at, count) : ArrayView<T>(nullptr, 0);
  };
  auto p = stretchOf(slot.parameter->data);
  auto change = stretchOf(slot.change);
  auto first = stretchOf(slot.first);
  auto second = stretchOf(slot.second);
  const auto g = stretchOf(slot.parameter->gradient) + rates.decay * p;
  // Not Eigen's own sqrt: for float it approximates, and makes √∞ a NaN.
  const auto root = [](T v) { return std::sqrt(v); };

  switch (kind_) {
    case Optimizer::sgd:
      change = rates.rate * g;
      break;
    case Optimizer::momentum:
      first = rates.momentum * first + g;
      change = rates.rate * first;
      break;
    case Optimizer::nesterov:
      first = rates.momentum * first + g;
      change = rates.rate * (g + rates.momentum * first);
      break;
    case Optimizer::rmsprop:
      second = T(0.99) * second + T(0.01) * g.square();
      change = rates.rate * g / (second.unaryExpr(root) + T(kEpsilon));
      break;
    case Optimizer::adagrad:
      second += g.square();
      change = rates.rate * g / (second.unaryExpr(root) + T(kAdagradEpsilon));
      break;
    case Optimizer::adam:
    case Optimizer::adamw:
      first = T(0.9) * first + T(0.1) * g;
      second = T(0.999) * second + T(0.001) * g.square();
      change = rates.adamStep * first /
               (second.unaryExpr(root) / rates.adamRootCorrection + T(kEpsilon));
      if (kind_ == Optimizer::adamw) change += rates.adamwDecay * p;
      break;
  }
  auto before = stretchOf(slot.before);
  before = p;
  p -= change;
  slot.beforeSquares += squaresOf(before);
  slot.changeSquares += squaresOf(change);
}

template class OptimizerRule<float>;
template class OptimizerRule<double>;

}  // namespace ebb
