#include "theory/propagation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "functions/weight_scale.h"

namespace ebb {
namespace {

/// PyTorch's, for all three kinds.
constexpr double kNormEpsilon = 1e-5;
/// So many lengths stand for all samples: of more, neighbours in order of length are taken
/// together, which moves a ratio by less than a thousandth.
constexpr std::size_t kMostLengths = 64;

/// Identity with a batch of B samples: what subtracting their mean and their common direction
/// leaves of a gradient, over what a large batch would (Yang et al. 2019).
double smallBatchFactor(Activation activation, int samples) {
  if (activation != Activation::identity || samples <= 3) return 1;
  return (samples - 2.0) / (samples - 3.0);
}

/// One layer after another.
class Forward {
 public:
  Forward(const Experiment& experiment, const InputScale& input, std::size_t sample)
      : experiment_(experiment),
        samples_(input.samples),
        square_(input.lengths[sample] / input.inputs),
        mean_(input.means[sample]),
        batchVariance_(input.batchVariance / input.inputs),
        inputs_(input.inputs) {}

  LayerState next(int units) {
    LayerState layer;
    layer.units = units;
    layer.inputs = inputs_;
    layer.hasSkip = experiment_.residual == Residual::add && units == inputs_;
    const double variance = weightVariance(experiment_, units, inputs_);
    const double biases = biasVariance(experiment_, inputs_);
    const double keep = 1 - experiment_.dropout;
    layer.q = inputs_ * variance * square_ + biases;
    layer.biasShare = layer.q > 0 ? biases / layer.q : 0;
    normalize(layer, inputs_ * variance * batchVariance_);
    layer.moments = momentsOnce(layer.entering);
    const ActivationMoments& m = layer.moments;
    layer.throughActivation = m.slope / keep / layer.scale;
    if (experiment_.normalization == Normalization::batch) {
      layer.throughActivation *= smallBatchFactor(experiment_.activation, samples_);
    }
    layer.throughWeights = units * variance;
    const double made = m.square / keep;
    const double past = layer.hasSkip ? 1 : 0;
    square_ = past * (square_ + 2 * mean_ * m.mean) + made;
    mean_ = past * mean_ + m.mean;
    // Of what is the same for all samples, a batch's variance sees nothing.
    batchVariance_ = past * batchVariance_ + made - m.mean * m.mean;
    layer.square = square_;
    layer.mean = mean_;
    inputs_ = units;
    return layer;
  }

 private:
  void normalize(LayerState& layer, double batchVariance) const {
    layer.entering = layer.q;
    switch (experiment_.normalization) {
      case Normalization::none:
        return;
      case Normalization::batch:
        layer.scale = batchVariance + kNormEpsilon;
        layer.entering = batchVariance / layer.scale;
        return;
      case Normalization::layer:
      case Normalization::rms:
        layer.scale = layer.q + kNormEpsilon;
        layer.entering = layer.q / layer.scale;
        return;
    }
  }

  /// Most layers of a deep network are at the fixed point.
  const ActivationMoments& momentsOnce(double q) {
    if (q != at_) moments_ = momentsOf(experiment_.activation, q);
    at_ = q;
    return moments_;
  }

  const Experiment& experiment_;
  int samples_;
  double square_;
  double mean_;
  double batchVariance_;
  int inputs_;
  double at_ = -1;
  ActivationMoments moments_;
};

}  // namespace

InputScale InputScale::of(const Matrix<double>& inputs) {
  const auto samples = static_cast<std::size_t>(inputs.cols());
  std::vector<std::size_t> order(samples);
  std::iota(order.begin(), order.end(), std::size_t(0));
  const Eigen::VectorXd squares = inputs.colwise().squaredNorm();
  const auto lengthOf = [&](std::size_t i) { return squares[static_cast<Eigen::Index>(i)]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return lengthOf(a) < lengthOf(b); });
  InputScale scale;
  const std::size_t groups = std::min(samples, kMostLengths);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t from = group * samples / groups;
    const std::size_t to = (group + 1) * samples / groups;
    double length = 0;
    double mean = 0;
    for (std::size_t i = from; i < to; ++i) {
      length += lengthOf(order[i]);
      mean += inputs.col(static_cast<Eigen::Index>(order[i])).mean();
    }
    scale.lengths.push_back(length / static_cast<double>(to - from));
    scale.means.push_back(mean / static_cast<double>(to - from));
  }
  const Matrix<double> apart = inputs.colwise() - inputs.rowwise().mean();
  scale.inputs = static_cast<int>(inputs.rows());
  scale.samples = static_cast<int>(samples);
  scale.batchVariance = apart.squaredNorm() / static_cast<double>(samples);
  // The same sum of squares along any axes: |C|² of the covariances. Of few entries or few samples,
  // whichever matrix is the smaller.
  const Matrix<double> covariances = apart.rows() < apart.cols()
                                         ? Matrix<double>(apart * apart.transpose())
                                         : Matrix<double>(apart.transpose() * apart);
  const double trace = covariances.trace();
  if (trace > 0) scale.directions = trace * trace / covariances.squaredNorm();
  return scale;
}

std::vector<LayerState> propagate(const Experiment& experiment, const InputScale& input,
                                  std::size_t sample) {
  Forward forward(experiment, input, sample);
  std::vector<LayerState> layers;
  for (const int units : experiment.hidden) layers.push_back(forward.next(units));
  return layers;
}

std::vector<double> logSquaredSignals(const std::vector<LayerState>& layers) {
  std::vector<double> signals(layers.size());
  // ln of the squared gradient at h, from the last hidden layer back.
  double gradient = 0;
  for (std::size_t l = layers.size(); l-- > 0;) {
    const LayerState& layer = layers[l];
    signals[l] = gradient + std::log(layer.throughActivation);
    const double past = layer.hasSkip ? 1 : 0;
    gradient += std::log(past + layer.throughWeights * layer.throughActivation);
  }
  return signals;
}

}  // namespace ebb
