#include "stepper/non_finite.h"

#include <cmath>

#include "functions/finiteness.h"

namespace ebb {
namespace {

using Found = std::optional<NonFinite>;

/// Looks through tensors in order until one is not finite.
class Search {
 public:
  explicit Search(Phase phase) { found_.phase = phase; }

  template <class T>
  void of(const Operation<T>& operation, int index) {
    found_.operation = index;
    found_.layer = operation.layer;
  }

  template <class Derived>
  bool meets(TensorRole tensor, const Eigen::DenseBase<Derived>& numbers, int rows) {
    if (isFinite(numbers)) return false;
    for (Eigen::Index i = 0; i < numbers.size(); ++i) {
      if (std::isfinite(static_cast<double>(numbers.derived().data()[i]))) continue;
      found_.unit = static_cast<int>(i % rows);
      found_.sample = static_cast<int>(i / rows);
      break;
    }
    return take(tensor, finiteness(numbers));
  }

  bool meets(TensorRole tensor, double number) {
    if (std::isfinite(number)) return false;
    return take(tensor, number != number ? Verdict::nan : Verdict::infinite);
  }

  Found found() const { return found_; }

 private:
  bool take(TensorRole tensor, Verdict verdict) {
    found_.tensor = tensor;
    found_.verdict = verdict;
    return true;
  }

  NonFinite found_;
};

template <class T>
Found findForward(const Tape<T>& tape, Stop stop, int batch) {
  const Operation<T>& operation = *tape.operations()[static_cast<std::size_t>(stop.operation)];
  Search search(stop.phase);
  search.of(operation, stop.operation);
  if (stop.phase == Phase::loss) {
    if (search.meets(TensorRole::value, tape.loss().value())) return search.found();
    return std::nullopt;
  }
  if (search.meets(TensorRole::value, operation.output->array(batch), operation.output->units))
    return search.found();
  const RunningStatistics<T> running = operation.runningStatistics();
  const ConstArrayView<T> mean(running.mean, running.units);
  const ConstArrayView<T> variance(running.variance, running.units);
  if (search.meets(TensorRole::running_statistic, mean, running.units) ||
      search.meets(TensorRole::running_statistic, variance, running.units)) {
    return search.found();
  }
  return std::nullopt;
}

template <class T>
Found findBackward(const Tape<T>& tape, Stop stop, int batch) {
  const Operation<T>& operation = *tape.operations()[static_cast<std::size_t>(stop.operation)];
  Search search(stop.phase);
  search.of(operation, stop.operation);
  if (search.meets(TensorRole::gradient, operation.input->gradientArray(batch),
                   operation.input->units)) {
    return search.found();
  }
  for (const Parameter<T>* parameter : {operation.weight(), operation.bias()}) {
    if (parameter != nullptr &&
        search.meets(TensorRole::parameter_gradient, parameter->gradientView(), parameter->rows)) {
      return search.found();
    }
  }
  return std::nullopt;
}

/// After clip and update, parameter by parameter along the tape.
template <class T>
Found findInParameters(const Tape<T>& tape, const OptimizerRule<T>& optimizer, Phase phase) {
  if (phase == Phase::update && optimizer.isFinite()) return std::nullopt;
  Search search(phase);
  int index = 0;
  for (const auto& operation : tape.operations()) {
    search.of(*operation, index++);
    for (const Parameter<T>* parameter : {operation->weight(), operation->bias()}) {
      if (parameter == nullptr) continue;
      if (phase == Phase::clip) {
        if (search.meets(TensorRole::parameter_gradient, parameter->gradientView(),
                         parameter->rows)) {
          return search.found();
        }
        continue;
      }
      const MovingAverages<T> averages = optimizer.averages(*parameter);
      if (search.meets(TensorRole::moving_average, averages.first, parameter->rows) ||
          search.meets(TensorRole::moving_average, averages.second, parameter->rows) ||
          search.meets(TensorRole::parameter, parameter->view(), parameter->rows)) {
        return search.found();
      }
    }
  }
  return std::nullopt;
}

}  // namespace

template <class T>
Found findNonFinite(const Tape<T>& tape, const OptimizerRule<T>& optimizer, Stop stop, int batch) {
  switch (stop.phase) {
    case Phase::start:
      return std::nullopt;
    case Phase::forward:
    case Phase::loss:
      return findForward(tape, stop, batch);
    case Phase::backward:
      return findBackward(tape, stop, batch);
    case Phase::clip:
    case Phase::update:
      return findInParameters(tape, optimizer, stop.phase);
  }
  return std::nullopt;
}

template Found findNonFinite(const Tape<float>&, const OptimizerRule<float>&, Stop, int);
template Found findNonFinite(const Tape<double>&, const OptimizerRule<double>&, Stop, int);

}  // namespace ebb
