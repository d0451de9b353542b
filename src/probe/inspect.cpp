#include "probe/inspect.h"

#include <cmath>
#include <limits>

#include "functions/activations.h"
#include "ops/add.h"
#include "probe/probe.h"

namespace ebb {
namespace {

constexpr int kLine = 256;
/// Points a side of the plane: fewer where a network has so many weights that answering for all of
/// them would take over about a tenth of a second.
constexpr int kPlane = 64;
constexpr int kCoarsePlane = 16;
constexpr double kPlaneWork = 1e9;
/// Beyond this many, weights are not drawn one by one.
constexpr Eigen::Index kMostWeights = 20'000;

template <class Derived>
Matrix<double> asDouble(const Eigen::DenseBase<Derived>& values) {
  return values.derived().template cast<double>();
}

template <class T>
std::optional<std::vector<double>> listOf(const T* data, int count) {
  if (data == nullptr) return std::nullopt;
  return std::vector<double>(data, data + count);
}

/// The local factor of an operation: what its backward multiplies with.
template <class T>
MaybeMatrix localOf(const Stepper<T>& stepper, const Operation<T>& op, int batch) {
  if (op.kind == OperationKind::activation) {
    const auto& layer = stepper.tape().layers()[static_cast<std::size_t>(op.layer - 1)];
    return asDouble(slopesOf(stepper.experiment().activation, layer, batch));
  }
  const SavedTensors<T> kept = op.kept();
  if (kept.local == nullptr) return std::nullopt;
  return asDouble(ConstView<T>(kept.local, op.input->units, batch));
}

/// The two means that the backward of a normalization takes out of g = γ ∂n: over the samples of a
/// unit (batch) or the units of a sample.
void readGradientMeans(OperationDetail& detail) {
  const Matrix<double> g =
      (detail.gradientOutput->array().colwise() * detail.weight->col(0).array());
  const Matrix<double> along = g.cwiseProduct(*detail.local);
  const bool overSamples = detail.kind == OperationKind::batch_norm;
  const auto meansOf = [&](const Matrix<double>& values) {
    const Eigen::VectorXd means = overSamples
                                      ? Eigen::VectorXd(values.rowwise().mean())
                                      : Eigen::VectorXd(values.colwise().mean().transpose());
    return std::vector<double>(means.data(), means.data() + means.size());
  };
  detail.gradientMean = meansOf(g);
  detail.gradientAlong = meansOf(along);
}

template <class T>
bool isUpdated(const Stepper<T>& stepper) {
  return stepper.schedule().stop(stepper.position()).phase == Phase::update;
}

/// A parameter as the walk used it: an update has changed it since.
template <class T>
Matrix<double> walkedWith(const Stepper<T>& stepper, const Parameter<T>& parameter) {
  return isUpdated(stepper) ? asDouble(stepper.optimizer().beforeLastUpdate(parameter))
                            : asDouble(parameter.view());
}

/// Whether numbers about this large lose digits to the precision's range.
template <class T>
bool isSubnormal(double size) {
  return size < static_cast<double>(std::numeric_limits<T>::min());
}

/// What an affine map does to a gradient's size, whatever the gradient's direction.
template <class T>
void readWeightSize(OperationDetail& detail) {
  const Matrix<double>& w = *detail.weight;
  const double inputs = static_cast<double>(w.cols());
  detail.weightRms = frobeniusNorm(w) / std::sqrt(static_cast<double>(w.size()));
  if (!detail.gradientInput || !detail.gradientOutput) return;
  const double factor = std::sqrt(inputs) * *detail.weightRms;
  const Matrix<double>& arrived = *detail.gradientOutput;
  const double perEntry =
      frobeniusNorm(arrived) / std::sqrt(static_cast<double>(arrived.cols()) * inputs);
  if (factor == 0 || !isSubnormal<T>(factor * perEntry)) detail.isotropicFactor = factor;
}

template <class T>
OperationDetail detailOf(const Stepper<T>& stepper, const Progress& progress, int index) {
  const Operation<T>& op = *stepper.tape().operations()[static_cast<std::size_t>(index)];
  const int batch = stepper.context().batch;
  OperationDetail detail;
  detail.operation = index;
  detail.kind = op.kind;
  detail.layer = op.layer;
  detail.input = asDouble(op.input->view(batch));
  const bool forward = progress.forward(index);
  const bool backward = progress.backward(index);
  if (forward) {
    if (op.output != nullptr) detail.output = asDouble(op.output->view(batch));
    detail.local = localOf(stepper, op, batch);
    const SavedTensors<T> kept = op.kept();
    detail.mean = listOf(kept.mean, kept.statistics);
    detail.inverseStd = listOf(kept.inverseStd, kept.statistics);
    if (op.kind == OperationKind::activation) {
      detail.meanSlope = detail.local->cwiseAbs().mean();
      detail.slopeRms = std::sqrt(detail.local->cwiseAbs2().mean());
    }
  }
  if (op.kind == OperationKind::add) {
    detail.skip = asDouble(static_cast<const Add<T>&>(op).skip()->view(batch));
  }
  if (op.output != nullptr && (backward || progress.backward(index + 1))) {
    detail.gradientOutput = asDouble(op.output->gradientView(batch));
  }
  if (backward) {
    const bool keepsBranch =
        op.kind == OperationKind::affine && static_cast<const Affine<T>&>(op).branch() != nullptr;
    detail.gradientInput = keepsBranch
                               ? asDouble(ConstView<T>(static_cast<const Affine<T>&>(op).branch(),
                                                       op.input->units, batch))
                               : asDouble(op.input->gradientView(batch));
  }
  if (op.weight() != nullptr) {
    detail.weight = walkedWith(stepper, *op.weight());
    if (backward) detail.weightGradient = asDouble(op.weight()->gradientView());
    if (isUpdated(stepper)) {
      detail.weightChange = asDouble(stepper.optimizer().lastChange(*op.weight()));
      detail.weightAfter = asDouble(op.weight()->view());
    }
  }
  if (op.bias() != nullptr) {
    detail.bias = walkedWith(stepper, *op.bias());
    if (backward) detail.biasGradient = asDouble(op.bias()->gradientView());
  }
  if (detail.inverseStd && detail.gradientOutput) readGradientMeans(detail);
  if (detail.kind == OperationKind::affine) readWeightSize<T>(detail);
  return detail;
}

template <class T>
Histogram histogramOf(const Layer<T>& layer, int batch) {
  Histogram histogram;
  histogram.layer = layer.z->layer;
  histogram.from = kHistogramFrom;
  histogram.to = kHistogramTo;
  histogram.counts.resize(kHistogramBins);
  const double scale = kHistogramBins / (kHistogramTo - kHistogramFrom);
  const auto numbers = Tape<T>::activationInput(layer).array(batch);
  for (Eigen::Index i = 0; i < numbers.size(); ++i) {
    const double x = static_cast<double>(numbers(i));
    if (!std::isfinite(x)) {
      ++histogram.notFinite;
    } else if (x < kHistogramFrom) {
      ++histogram.below;
    } else if (x >= kHistogramTo) {
      ++histogram.above;
    } else {
      ++histogram.counts[static_cast<std::size_t>((x - kHistogramFrom) * scale)];
    }
  }
  return histogram;
}

template <class T>
int planeSide(const Stepper<T>& stepper) {
  double weights = 0;
  for (const auto& layer : stepper.tape().layers()) {
    weights += static_cast<double>(layer.weight->size());
  }
  int side = kPlane;
  while (side > kCoarsePlane && side * side * weights > kPlaneWork) side /= 2;
  return side;
}

template <class T>
std::optional<Predictions> predictionsOf(const Stepper<T>& stepper) {
  const Matrix<double>& x = stepper.data().inputs;
  if (x.rows() > 2) return std::nullopt;
  Predictions predictions;
  predictions.inputs = static_cast<int>(x.rows());
  predictions.columns = predictions.inputs == 1 ? kLine : planeSide(stepper);
  predictions.rows = predictions.inputs == 1 ? 1 : predictions.columns;
  const auto bounds = [&x](Eigen::Index row, double& from, double& to) {
    const double low = x.row(row).minCoeff();
    const double high = x.row(row).maxCoeff();
    const double margin = high > low ? 0.1 * (high - low) : 1;
    from = low - margin;
    to = high + margin;
  };
  bounds(0, predictions.xFrom, predictions.xTo);
  if (predictions.inputs == 2) bounds(1, predictions.yFrom, predictions.yTo);
  Matrix<T> points(predictions.inputs, predictions.columns * predictions.rows);
  for (int row = 0; row < predictions.rows; ++row) {
    for (int column = 0; column < predictions.columns; ++column) {
      const int point = row * predictions.columns + column;
      const double across = (column + 0.5) / predictions.columns;
      points(0, point) =
          static_cast<T>(predictions.xFrom + across * (predictions.xTo - predictions.xFrom));
      if (predictions.inputs == 1) continue;
      const double up = (row + 0.5) / predictions.rows;
      points(1, point) =
          static_cast<T>(predictions.yFrom + up * (predictions.yTo - predictions.yFrom));
    }
  }
  predictions.values = asDouble(stepper.evaluate(points, true));
  return predictions;
}

/// One number a unit: of one sample, or the root mean square over all.
template <class Derived>
std::vector<double> perUnit(const Eigen::DenseBase<Derived>& values, int sample, double scale) {
  std::vector<double> numbers;
  const double count = static_cast<double>(values.cols());
  Matrix<typename Derived::Scalar> row;
  for (Eigen::Index unit = 0; unit < values.rows(); ++unit) {
    if (sample < 0) row = values.derived().row(unit);
    const double number = sample < 0 ? frobeniusNorm(row) / std::sqrt(count)
                                     : static_cast<double>(values.derived()(unit, sample));
    numbers.push_back(scale * number);
  }
  return numbers;
}

template <class T>
void readUnits(const Stepper<T>& stepper, const Progress& progress, int wanted, Frame& frame) {
  const int batch = stepper.context().batch;
  const int sample = std::min(wanted, batch - 1);
  const auto& operations = stepper.tape().operations();
  const auto column = [&](int layer, const Value<T>& held, const Value<T>& gradient, bool isHeld,
                          bool isGradient) {
    UnitColumn units;
    units.layer = layer;
    if (isHeld) units.values = perUnit(held.view(batch), sample, 1);
    if (isGradient) units.gradients = perUnit(gradient.gradientView(batch), sample, batch);
    frame.units.push_back(std::move(units));
  };
  const Value<T>& x = stepper.tape().input();
  column(0, x, x, stepper.position() > 0, progress.backward(0));
  int first = 0;
  for (const Layer<T>& layer : stepper.tape().layers()) {
    int last = first;
    while (operations[static_cast<std::size_t>(last)]->output != layer.h) ++last;
    column(layer.z->layer, *layer.h, *layer.z, progress.forward(last),
           progress.backward(first + 1));
    first = last + 1;
  }
}

}  // namespace

template <class T>
Matrix<T> slopesOf(Activation kind, const Layer<T>& layer, int batch) {
  const Value<T>& input = Tape<T>::activationInput(layer);
  const Eigen::Index size = Eigen::Index(input.units) * batch;
  Matrix<T> slopes(input.units, batch);
  activationSlope<T>(kind, ConstArrayView<T>(input.data, size),
                     ConstArrayView<T>(layer.a->data, size), ArrayView<T>(slopes.data(), size));
  return slopes;
}

template <class T>
void inspect(const Stepper<T>& stepper, const Progress& progress, const FrameRequest& request,
             Frame& frame) {
  const auto& layers = stepper.tape().layers();
  const int detail = request.detail == -1 ? frame.operation : request.detail.value_or(-1);
  const bool isOperation =
      detail >= 0 && detail < static_cast<int>(stepper.tape().operations().size());
  if (isOperation && stepper.position() > 0) {
    frame.detail = detailOf(stepper, progress, detail);
  }
  if (request.histograms) {
    int next = 0;
    for (const auto& op : stepper.tape().operations()) {
      if (op->kind == OperationKind::activation && progress.forward(next)) {
        frame.histograms.push_back(
            histogramOf(layers[static_cast<std::size_t>(op->layer - 1)], stepper.context().batch));
      }
      ++next;
    }
  }
  if (request.predictions) frame.predictions = predictionsOf(stepper);
  if (request.units) readUnits(stepper, progress, *request.units, frame);
  if (request.weights) {
    Eigen::Index count = 0;
    for (const auto& layer : layers) count += layer.weight->size();
    for (const auto& layer : layers) {
      if (count <= kMostWeights) frame.weights.push_back(asDouble(layer.weight->view()));
    }
  }
}

template Matrix<float> slopesOf(Activation, const Layer<float>&, int);
template Matrix<double> slopesOf(Activation, const Layer<double>&, int);
template void inspect(const Stepper<float>&, const Progress&, const FrameRequest&, Frame&);
template void inspect(const Stepper<double>&, const Progress&, const FrameRequest&, Frame&);

}  // namespace ebb
