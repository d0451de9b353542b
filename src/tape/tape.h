#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "base/arena.h"
#include "base/random.h"
#include "experiment/experiment.h"
#include "ops/affine.h"
#include "ops/loss.h"
#include "ops/operation.h"

namespace ebb {

/// What the data decide about the network.
struct Shape {
  int inputs = 0;
  int outputs = 0;
  /// Samples of the largest batch.
  int batch = 0;
  Loss loss = Loss::mse;
};

/// One hidden block or the output layer, by its values and parameters; null where it has none.
template <class T>
struct Layer {
  const Affine<T>* affine = nullptr;
  const Value<T>* z = nullptr;
  const Value<T>* n = nullptr;
  const Value<T>* a = nullptr;
  const Value<T>* d = nullptr;
  const Value<T>* h = nullptr;
  const Parameter<T>* weight = nullptr;
  const Parameter<T>* bias = nullptr;
  const Parameter<T>* gamma = nullptr;
  const Parameter<T>* beta = nullptr;
};

/// An experiment compiled: operations in forward order (the loss is the last), and what they work
/// on. All memory is taken from two arenas at the start: `state` holds what training changes and a
/// checkpoint keeps (parameters, running statistics), `work` what every iteration writes anew.
template <class T>
class Tape {
 public:
  Tape(const Experiment& experiment, const Shape& shape, Arena& state, Arena& work);

  const std::vector<std::unique_ptr<Operation<T>>>& operations() const { return operations_; }
  const std::deque<Parameter<T>>& parameters() const { return parameters_; }
  std::deque<Parameter<T>>& parameters() { return parameters_; }
  const std::deque<Value<T>>& values() const { return values_; }
  /// Hidden layers in order, then the output layer: layers()[l - 1].
  const std::vector<Layer<T>>& layers() const { return layers_; }
  const Value<T>& input() const { return values_.front(); }
  const LossOp<T>& loss() const { return *loss_; }
  LossOp<T>& loss() { return *loss_; }
  const Shape& shape() const { return shape_; }
  /// Of batch normalization, layer by layer; none without it.
  const std::vector<View<T>>& runningMeans() const { return runningMeans_; }
  const std::vector<View<T>>& runningVariances() const { return runningVariances_; }

  /// All weights, biases, gammas and betas as the experiment starts them; running statistics too.
  void initialise(const Experiment& experiment);

  /// Throws FieldError where `weights` or `biases` do not fit the network.
  void checkCustomWeights(const Experiment& experiment) const;

  /// What enters the activation of a layer (n, or z without normalization).
  static const Value<T>& activationInput(const Layer<T>& layer) {
    return layer.n != nullptr ? *layer.n : *layer.z;
  }

 private:
  using Role = ParameterRole;

  /// Of a value of so many units.
  std::uint64_t numbers(int units) const {
    return static_cast<std::uint64_t>(units) * static_cast<std::uint64_t>(shape_.batch);
  }

  void addHiddenBlock(const Experiment& experiment, int layer, int units, Arena& state,
                      Arena& work);
  void addAffine(int layer, int units, bool keepsBranch, Arena& state, Arena& work);
  void addNormalization(Normalization kind, Arena& state, Arena& work);

  const Value<T>* value(char symbol, int layer, int units, Arena& work);
  const Parameter<T>* parameter(Role role, int layer, int rows, int cols, Arena& state,
                                Arena& work);

  /// `weights` and `biases`, where they are given.
  void applyCustomWeights(const Experiment& experiment);

  Shape shape_;
  /// Deques, so that pointers to elements stay.
  std::deque<Value<T>> values_;
  std::deque<Parameter<T>> parameters_;
  std::vector<Layer<T>> layers_;
  std::vector<std::unique_ptr<Operation<T>>> operations_;
  LossOp<T>* loss_ = nullptr;
  std::vector<View<T>> runningMeans_;
  std::vector<View<T>> runningVariances_;
  /// What the next block reads.
  const Value<T>* current_ = nullptr;
};

extern template class Tape<float>;
extern template class Tape<double>;

}  // namespace ebb
