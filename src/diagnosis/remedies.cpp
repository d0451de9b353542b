#include "diagnosis/remedies.h"

#include <cmath>
#include <string>

namespace ebb {
namespace {

/// A ratio this far inside the healthy range stays there whatever the seed.
constexpr double kMargin = 10;

/// Batch normalization lets the gradient grow by about a quarter a layer (Yang et al. 2019: 1.21
/// for ReLU; more with narrow layers): up to here that stays under a thousand.
constexpr std::size_t kDeepestNormalized = 20;

/// A rate that is too large is so by powers of ten: half of it seldom changes anything.
constexpr double kShorter = 100;

/// What one layer leaves of the gradient with weights that fit, where that is well under all of it:
/// tests/claims holds these against runs.
double keeps(Activation activation) {
  switch (activation) {
    case Activation::sigmoid:
      return 0.23;
    case Activation::silu:
    case Activation::gelu:
    case Activation::softplus:
      return 0.73;
    case Activation::identity:
    case Activation::tanh:
    case Activation::hard_tanh:
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::elu:
    case Activation::selu:
    case Activation::softsign:
    case Activation::mish:
      return 1;
  }
  return 1;
}

Initialiser fittingInit(Activation activation) {
  switch (activation) {
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::gelu:
    case Activation::silu:
    case Activation::softplus:
    case Activation::mish:
      return Initialiser::kaiming_normal;
    case Activation::selu:
      return Initialiser::lecun_normal;
    case Activation::identity:
    case Activation::sigmoid:
    case Activation::tanh:
    case Activation::hard_tanh:
    case Activation::elu:
    case Activation::softsign:
      return Initialiser::xavier_normal;
  }
  return Initialiser::xavier_normal;
}

template <class Kind>
Change toKind(std::string_view field, Kind kind) {
  return {field, std::string(nameOf(kind))};
}

/// What has to change for the weights to fit an activation.
std::vector<Change> fitting(const Experiment& e, Activation activation) {
  std::vector<Change> changes;
  if (!e.weights.empty()) changes.push_back({"weights", std::vector<double>()});
  if (!fits(e.init, activation)) changes.push_back(toKind("init", fittingInit(activation)));
  if (e.gain != 1) changes.push_back({"gain", 1.0});
  return changes;
}

Remedy activating(const Experiment& e, Activation activation, Reason reason) {
  Remedy remedy{reason, {toKind("activation", activation)}};
  for (Change& change : fitting(e, activation)) remedy.changes.push_back(std::move(change));
  return remedy;
}

bool hasTwins(const std::vector<int>& widths) {
  for (std::size_t i = 1; i < widths.size(); ++i) {
    if (widths[i] == widths[i - 1]) return true;
  }
  return false;
}

/// Builds the list for one experiment.
class Choice {
 public:
  Choice(const Experiment& experiment, const Diagnosis& diagnosis, std::uint64_t iteration)
      : e_(experiment), d_(diagnosis), iteration_(iteration) {}

  std::vector<Remedy> forTooSmall() {
    if (isBatchOfOne()) {
      offer(Reason::whole_batch, {{"batchSize", 0.0}});
      return list_;
    }
    if (areWeightsZero()) {
      offerFitting();
      return list_;
    }
    const double reach = static_cast<double>(e_.hidden.size()) - 1;
    if (scaleMatters() && std::pow(keeps(e_.activation), reach) > kVanishing) offerFitting();
    if (keeps(e_.activation) < 1) {
      list_.push_back(activating(e_, Activation::tanh, Reason::steeper_activation));
      list_.push_back(activating(e_, Activation::relu, Reason::steeper_activation));
    }
    const bool isZero = d_.verdict == Verdict::zero;
    if (isZero && e_.activation == Activation::relu) {
      list_.push_back(activating(e_, Activation::leaky_relu, Reason::leaky_activation));
    }
    if (e_.residual == Residual::none && hasTwins(e_.hidden)) {
      offer(Reason::skip_connection, {toKind("residual", Residual::add)});
    }
    offerBatchStatistics();
    if (isZero && e_.precision == Precision::float32) {
      offer(Reason::wider_range, {toKind("precision", Precision::float64)});
    }
    offerFewerLayers();
    return list_;
  }

  std::vector<Remedy> forTooLarge() {
    if (scaleMatters()) offerFitting();
    const bool grows = e_.activation == Activation::identity;
    if (!grows && e_.hidden.size() <= kDeepestNormalized) offerBatchStatistics();
    const bool isFinite = d_.verdict == Verdict::exploding;
    if (isFinite || iteration_ > 0) {
      if (e_.clip == Clip::none) offer(Reason::bounded_steps, {toKind("clip", Clip::norm)});
      if (e_.learningRate > 0) {
        offer(Reason::shorter_steps, {{"learningRate", e_.learningRate / kShorter}});
      }
    }
    offerFewerLayers();
    return list_;
  }

 private:
  bool isBatchOfOne() const {
    return e_.normalization == Normalization::batch && e_.batchSize == 1;
  }

  bool areWeightsZero() const {
    return e_.weights.empty() && (e_.init == Initialiser::zeros || e_.gain == 0);
  }

  /// A normalization divides it out again.
  bool scaleMatters() const { return e_.normalization == Normalization::none; }

  void offer(Reason reason, std::vector<Change> changes) {
    if (!changes.empty()) list_.push_back({reason, std::move(changes)});
  }

  void offerFitting() {
    const bool isGainAlone = e_.weights.empty() && fits(e_.init, e_.activation);
    offer(isGainAlone ? Reason::unscaled_weights : Reason::fitting_weights,
          fitting(e_, e_.activation));
  }

  void offerBatchStatistics() {
    if (e_.normalization == Normalization::batch || e_.batchSize == 1) return;
    offer(Reason::batch_statistics, {toKind("normalization", Normalization::batch)});
  }

  /// As many as the present factor per layer allows.
  void offerFewerLayers() {
    const bool isByHand = !e_.weights.empty() || !e_.biases.empty();
    if (isByHand || !d_.perLayer || !(*d_.perLayer > 0) || !std::isfinite(*d_.perLayer)) return;
    const double decades = std::abs(std::log10(*d_.perLayer));
    const double steps = std::floor(-std::log10(kVanishing * kMargin) / decades);
    if (!(steps >= 1) || !(steps + 1 < static_cast<double>(e_.hidden.size()))) return;
    const auto kept = e_.hidden.begin() + static_cast<std::ptrdiff_t>(steps) + 1;
    offer(Reason::fewer_layers, {{"hidden", std::vector<double>(e_.hidden.begin(), kept)}});
  }

  const Experiment& e_;
  const Diagnosis& d_;
  std::uint64_t iteration_;
  std::vector<Remedy> list_;
};

}  // namespace

bool fits(Initialiser init, Activation activation) {
  const bool isKaiming =
      init == Initialiser::kaiming_uniform || init == Initialiser::kaiming_normal;
  const bool isXavier = init == Initialiser::xavier_uniform || init == Initialiser::xavier_normal;
  const bool isLecun = init == Initialiser::lecun_uniform || init == Initialiser::lecun_normal;
  switch (fittingInit(activation)) {
    case Initialiser::kaiming_normal:
      return isKaiming;
    case Initialiser::lecun_normal:
      return isLecun;
    default:
      return isXavier || isLecun || init == Initialiser::orthogonal;
  }
}

std::vector<Remedy> remediesFor(const Experiment& experiment, const Diagnosis& diagnosis,
                                std::uint64_t iteration) {
  Choice choice(experiment, diagnosis, iteration);
  switch (diagnosis.verdict) {
    case Verdict::vanishing:
    case Verdict::zero:
      return choice.forTooSmall();
    case Verdict::exploding:
    case Verdict::infinite:
    case Verdict::nan:
      return choice.forTooLarge();
    case Verdict::unknown:
    case Verdict::healthy:
      return {};
  }
  return {};
}

Experiment with(Experiment experiment, const Remedy& remedy) {
  for (const Change& change : remedy.changes) set(experiment, change.field, change.value);
  return experiment;
}

}  // namespace ebb
