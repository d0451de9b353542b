#include "tape/tape.h"

#include "base/error.h"
#include "base/text.h"
#include "functions/initialisers.h"
#include "ops/activation.h"
#include "ops/add.h"
#include "ops/batch_norm.h"
#include "ops/dropout.h"
#include "ops/layer_norm.h"
#include "ops/rms_norm.h"

namespace ebb {

template <class T>
Tape<T>::Tape(const Experiment& experiment, const Shape& shape, Arena& state, Arena& work)
    : shape_(shape) {
  current_ = value('x', 0, shape.inputs, work);
  int layer = 1;
  for (const int units : experiment.hidden) addHiddenBlock(experiment, layer++, units, state, work);
  layers_.emplace_back();
  addAffine(layer, shape.outputs, false, state, work);
  T* target = work.take<T>(numbers(shape.outputs));
  auto loss = std::make_unique<LossOp<T>>(shape.loss, current_, target);
  loss_ = loss.get();
  operations_.push_back(std::move(loss));
}

template <class T>
void Tape<T>::addHiddenBlock(const Experiment& experiment, int layer, int units, Arena& state,
                             Arena& work) {
  const Value<T>* const entered = current_;
  const bool isResidual = experiment.residual == Residual::add && entered->units == units;
  layers_.emplace_back();
  addAffine(layer, units, isResidual, state, work);
  addNormalization(experiment.normalization, state, work);

  Layer<T>& block = layers_.back();
  block.a = value('a', layer, units, work);
  operations_.push_back(
      std::make_unique<ActivationOp<T>>(experiment.activation, current_, block.a));
  block.d = current_ = block.a;
  if (experiment.dropout > 0) {
    block.d = value('d', layer, units, work);
    T* mask = work.take<T>(numbers(units));
    const Key key = Key(experiment.seed).split("dropout").split(static_cast<std::uint64_t>(layer));
    operations_.push_back(
        std::make_unique<Dropout<T>>(experiment.dropout, key, current_, block.d, mask));
    current_ = block.d;
  }
  if (isResidual) {
    const Value<T>* sum = value('h', layer, units, work);
    operations_.push_back(std::make_unique<Add<T>>(current_, entered, sum));
    current_ = sum;
  }
  block.h = current_;
}

template <class T>
void Tape<T>::addAffine(int layer, int units, bool keepsBranch, Arena& state, Arena& work) {
  Layer<T>& block = layers_.back();
  const Value<T>* entered = current_;
  block.weight = parameter(Role::weight, layer, units, entered->units, state, work);
  block.bias = parameter(Role::bias, layer, units, 1, state, work);
  block.z = block.h = value('z', layer, units, work);
  T* branch = keepsBranch ? work.take<T>(numbers(entered->units)) : nullptr;
  auto affine = std::make_unique<Affine<T>>(entered, block.z, block.weight, block.bias, branch);
  block.affine = affine.get();
  operations_.push_back(std::move(affine));
  current_ = block.z;
}

template <class T>
void Tape<T>::addNormalization(Normalization kind, Arena& state, Arena& work) {
  if (kind == Normalization::none) return;
  Layer<T>& block = layers_.back();
  const Value<T>* z = block.z;
  const int units = z->units;
  const auto perUnit = static_cast<std::uint64_t>(units);
  const auto perSample = static_cast<std::uint64_t>(shape_.batch);
  const Value<T>* n = block.n = value('n', z->layer, units, work);
  const Parameter<T>* gamma = block.gamma = parameter(Role::gamma, z->layer, units, 1, state, work);
  if (kind != Normalization::rms) {
    block.beta = parameter(Role::beta, z->layer, units, 1, state, work);
  }
  T* normalized = work.take<T>(numbers(units));
  switch (kind) {
    case Normalization::none:
      break;
    case Normalization::batch: {
      T* runningMean = state.take<T>(perUnit);
      T* runningVariance = state.take<T>(perUnit);
      runningMeans_.emplace_back(runningMean, units, 1);
      runningVariances_.emplace_back(runningVariance, units, 1);
      T* mean = work.take<T>(perUnit);
      T* inverseStd = work.take<T>(perUnit);
      operations_.push_back(std::make_unique<BatchNorm<T>>(
          z, n, gamma, block.beta,
          typename BatchNorm<T>::Memory{normalized, mean, inverseStd, runningMean,
                                        runningVariance}));
      break;
    }
    case Normalization::layer: {
      T* mean = work.take<T>(perSample);
      T* inverseStd = work.take<T>(perSample);
      operations_.push_back(std::make_unique<LayerNorm<T>>(
          z, n, gamma, block.beta, typename LayerNorm<T>::Memory{normalized, mean, inverseStd}));
      break;
    }
    case Normalization::rms: {
      T* inverseStd = work.take<T>(perSample);
      operations_.push_back(std::make_unique<RmsNorm<T>>(
          z, n, gamma, typename RmsNorm<T>::Memory{normalized, inverseStd}));
      break;
    }
  }
  current_ = n;
}

template <class T>
const Value<T>* Tape<T>::value(char symbol, int layer, int units, Arena& work) {
  const std::uint64_t count = numbers(units);
  T* data = work.take<T>(count);
  T* gradient = work.take<T>(count);
  values_.push_back({symbol, layer, units, data, gradient});
  return &values_.back();
}

template <class T>
const Parameter<T>* Tape<T>::parameter(ParameterRole role, int layer, int rows, int cols,
                                       Arena& state, Arena& work) {
  const std::uint64_t count = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(cols);
  T* data = state.take<T>(count);
  T* gradient = work.take<T>(count);
  parameters_.push_back({role, layer, rows, cols, data, gradient, parameters_.size()});
  return &parameters_.back();
}

template <class T>
void Tape<T>::initialise(const Experiment& experiment) {
  const Key key = Key(experiment.seed).split("weights");
  for (const Layer<T>& layer : layers_) {
    const Parameter<T>& weight = *layer.weight;
    const Key own = key.split(static_cast<std::uint64_t>(weight.layer));
    weight.view() = initialWeights(experiment.init, experiment.gain, weight.rows, weight.cols,
                                   own.split("weight"))
                        .template cast<T>();
    layer.bias->view() = initialBiases(experiment.init, experiment.gain, experiment.biasStd,
                                       weight.rows, weight.cols, own.split("bias"))
                             .template cast<T>();
    if (layer.gamma != nullptr) layer.gamma->view().setOnes();
    if (layer.beta != nullptr) layer.beta->view().setZero();
  }
  for (auto& mean : runningMeans_) mean.setZero();
  for (auto& variance : runningVariances_) variance.setOnes();
  applyCustomWeights(experiment);
}

template <class T>
void Tape<T>::checkCustomWeights(const Experiment& experiment) const {
  const auto check = [&](Role role, const std::vector<double>& given, const char* field) {
    if (given.empty()) return;
    Eigen::Index wanted = 0;
    for (const auto& p : parameters_) wanted += p.role == role ? p.size() : 0;
    if (given.size() == static_cast<std::size_t>(wanted)) return;
    throw FieldError(
        field, counted(given.size(), "number"),
        counted(static_cast<std::size_t>(wanted), "number") + " for this network, or none");
  };
  check(Role::weight, experiment.weights, "weights");
  check(Role::bias, experiment.biases, "biases");
}

template <class T>
void Tape<T>::applyCustomWeights(const Experiment& experiment) {
  const auto apply = [&](Role role, const std::vector<double>& given) {
    if (given.empty()) return;
    std::size_t next = 0;
    for (const auto& p : parameters_) {
      if (p.role != role) continue;
      auto view = p.view();
      for (int row = 0; row < p.rows; ++row) {
        for (int col = 0; col < p.cols; ++col) view(row, col) = static_cast<T>(given[next++]);
      }
    }
  };
  checkCustomWeights(experiment);
  apply(Role::weight, experiment.weights);
  apply(Role::bias, experiment.biases);
}

template class Tape<float>;
template class Tape<double>;

}  // namespace ebb
