#pragma once

#include <cstdint>

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// A matrix that flows: units × samples, with ∂loss/∂ of it beside it. The memory is the tape's.
template <class T>
struct Value {
  /// `x` input, `z` affine map, `n` normalized, `a` activation, `d` after dropout, `h` what the
  /// layer ends with.
  char symbol = 'x';
  /// 0 for the input.
  int layer = 0;
  int units = 0;
  T* data = nullptr;
  T* gradient = nullptr;

  View<T> view(int batch) const { return {data, units, batch}; }
  View<T> gradientView(int batch) const { return {gradient, units, batch}; }
  ArrayView<T> array(int batch) const { return {data, Eigen::Index(units) * batch}; }
  ArrayView<T> gradientArray(int batch) const { return {gradient, Eigen::Index(units) * batch}; }
};

/// What is trained, with its gradient beside it.
template <class T>
struct Parameter {
  ParameterRole role = ParameterRole::weight;
  int layer = 1;
  int rows = 0;
  int cols = 1;
  T* data = nullptr;
  T* gradient = nullptr;
  /// Its place among all parameters of the network.
  std::size_t index = 0;

  Eigen::Index size() const { return Eigen::Index(rows) * cols; }
  View<T> view() const { return {data, rows, cols}; }
  View<T> gradientView() const { return {gradient, rows, cols}; }
};

/// What an operation may depend on beside its operands: where the step is.
struct StepContext {
  /// Samples in this iteration's batch.
  int batch = 0;
  /// Iterations completed before this one.
  std::uint64_t iteration = 0;
};

/// What an operation keeps from its forward for its backward and shows to a reader.
template <class T>
struct SavedTensors {
  /// units × batch: a normalization's normalized values, dropout's mask times 1/(1-p); else null.
  const T* local = nullptr;
  /// One a unit (batch norm) or a sample (layer and rms norm).
  const T* mean = nullptr;
  const T* inverseStd = nullptr;
  int statistics = 0;
};

/// What batch normalization remembers of the batches before, one number a unit; null elsewhere.
template <class T>
struct RunningStatistics {
  const T* mean = nullptr;
  const T* variance = nullptr;
  int units = 0;
};

/// One operation of the tape: output from input, and back ∂loss/∂input from ∂loss/∂output, together
/// with the gradients of its own parameters.
template <class T>
class Operation {
 public:
  Operation(OperationKind operation_kind, const Value<T>* from, const Value<T>* to, int of_layer)
      : kind(operation_kind), input(from), output(to), layer(of_layer) {}
  virtual ~Operation() = default;
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  virtual void forward(const StepContext& context) = 0;
  virtual void backward(const StepContext& context) = 0;
  /// Forward as it is after training (running statistics, no dropout) on other values.
  /// `skip` is what went into the block (for add).
  virtual void infer(const ConstView<T>& in, const ConstView<T>& skip, View<T> out) const = 0;

  virtual const Parameter<T>* weight() const { return nullptr; }
  virtual const Parameter<T>* bias() const { return nullptr; }
  virtual SavedTensors<T> kept() const { return {}; }
  virtual RunningStatistics<T> runningStatistics() const { return {}; }

  const OperationKind kind;
  const Value<T>* const input;
  /// The loss has none.
  const Value<T>* const output;
  const int layer;
};

}  // namespace ebb
