#include "diagnosis/remedies.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "diagnosis/remedy_order.h"
#include "diagnosis/thresholds.h"
#include "functions/activations.h"
#include "functions/finiteness.h"
#include "functions/initialisers.h"
#include "functions/weight_scale.h"
#include "training/optimizer.h"

namespace ebb {
namespace {

/// Rates that suit an optimizer on small networks; Adam's own default is the smaller one.
constexpr double kRateOfSgd = 0.1;
constexpr double kRateOfAdam = 0.01;
constexpr double kSmallRateOfAdam = 0.001;

/// Weights of this gain (Xavier) make up for the sigmoid's slope of at most ¼.
constexpr double kGainOfSigmoid = 4;

/// What a layer is made wider to at least, and the width from which wider is not tried.
constexpr int kWide = 16;
constexpr int kWidest = 64;

template <class Kind>
Change toKind(std::string_view field, Kind kind) {
  return {field, std::string(nameOf(kind))};
}

Change noList(std::string_view field) { return {field, std::vector<double>()}; }

/// What has to be set for the weights to fit an activation; an initialiser that fits stays.
std::vector<Change> fitting(const Experiment& e, Activation activation) {
  const Initialiser init = fits(e.init, activation) ? e.init : fittingInitialiser(activation);
  return {noList("weights"), toKind("init", init), {"gain", 1.0}};
}

std::vector<Change> activating(const Experiment& e, Activation activation) {
  std::vector<Change> changes = fitting(e, activation);
  changes.insert(changes.begin(), toKind("activation", activation));
  return changes;
}

bool hasTwins(const std::vector<int>& widths) {
  return std::adjacent_find(widths.begin(), widths.end()) != widths.end();
}

/// Three digits: 0.1 · 0.01 is to read 0.001.
double rounded(double number) {
  if (number == 0) return 0;
  const double unit = std::pow(10, std::floor(std::log10(number)) - 2);
  return std::round(number / unit) / std::round(1 / unit);
}

/// Whether only what is scaled by `gain` is drawn: its scale can be put back by itself.
bool isScaledToFit(Initialiser init) {
  return init != Initialiser::zeros && init != Initialiser::constant &&
         init != Initialiser::uniform && init != Initialiser::normal;
}

/// Whether the data are classes whatever is in them; of a table only its reader knows.
bool isOfClasses(Data data) { return data != Data::sine && data != Data::table; }

/// All candidates for one experiment, each kind of them by itself.
class Candidates {
 public:
  explicit Candidates(const Experiment& experiment) : e_(experiment) {}

  void offerSteps(bool mayBeTooLong) {
    if (mayBeTooLong) {
      for (const double by : {0.1, 0.01, 0.001}) offerRate(Reason::shorter_steps, by);
    }
    for (const double by : {10.0, 100.0, 1000.0}) offerRate(Reason::longer_steps, by);
    if (e_.learningRate == 0) {
      const double rate = dividesBySize(e_.optimizer) ? kRateOfAdam : kRateOfSgd;
      offer(Reason::longer_steps, {{"learningRate", rate}});
    }
  }

  void offerOptimizers(bool mayBeTooLong) {
    const auto adam =
        toKind("optimizer", e_.optimizer == Optimizer::adamw ? Optimizer::adamw : Optimizer::adam);
    const bool isAdam = e_.optimizer == Optimizer::adam || e_.optimizer == Optimizer::adamw;
    for (const double rate : {kRateOfAdam, kSmallRateOfAdam}) {
      const bool isShorter = rate < e_.learningRate;
      if (isAdam && isShorter && !mayBeTooLong) continue;
      const Reason byRate = isShorter ? Reason::shorter_steps : Reason::longer_steps;
      offer(isAdam ? byRate : Reason::adaptive_steps, {adam, {"learningRate", rate}});
    }
    offer(Reason::plain_steps, {toKind("optimizer", Optimizer::sgd), {"learningRate", kRateOfSgd}});
    if (readsMomentum(e_.optimizer) && e_.momentum > 0.95) {
      offer(Reason::less_momentum, {{"momentum", 0.9}});
    }
    offer(Reason::no_decay, {{"weightDecay", 0.0}});
  }

  void offerClipping(bool mayBeTooLong) {
    // Of steps that do not depend on the gradient's size, a bound on that shortens none.
    if (mayBeTooLong && !dividesBySize(e_.optimizer)) {
      for (const double norm : {1.0, 0.1}) {
        offer(Reason::bounded_steps, {toKind("clip", Clip::norm), {"clipThreshold", norm}});
      }
    }
    offer(Reason::unbounded_steps, {toKind("clip", Clip::none)});
  }

  void offerWeights() {
    if (isScaledToFit(e_.init)) offer(Reason::unscaled_weights, {noList("weights"), {"gain", 1.0}});
    if (!e_.hidden.empty()) offer(Reason::fitting_weights, fitting(e_, e_.activation));
    const bool halves =
        e_.activation == Activation::relu || e_.activation == Activation::leaky_relu;
    offer(Reason::orthogonal_weights, {noList("weights"),
                                       toKind("init", Initialiser::orthogonal),
                                       {"gain", halves ? rounded(std::sqrt(2)) : 1.0}});
    if (e_.activation == Activation::sigmoid && hasSmallerWeights(kGainOfSigmoid)) {
      offer(Reason::larger_weights, {noList("weights"),
                                     toKind("init", Initialiser::xavier_normal),
                                     {"gain", kGainOfSigmoid}});
    }
    if (e_.init != Initialiser::pytorch_linear || !e_.biases.empty()) {
      offer(Reason::no_biases, {noList("biases"), {"biasStd", 0.0}});
    }
  }

  void offerActivations() {
    if (e_.hidden.empty()) return;
    for (const Activation one : {Activation::tanh, Activation::relu}) {
      if (e_.activation != one) offer(Reason::another_activation, activating(e_, one));
    }
    if (e_.activation != Activation::leaky_relu) {
      offer(Reason::leaky_activation, activating(e_, Activation::leaky_relu));
    }
  }

  void offerPaths() {
    if (hasTwins(e_.hidden)) offer(Reason::skip_connection, {toKind("residual", Residual::add)});
    if (e_.batchSize != 1) {
      offer(Reason::batch_statistics, {toKind("normalization", Normalization::batch)});
    }
    offer(Reason::layer_statistics, {toKind("normalization", Normalization::layer)});
    offer(Reason::no_normalization, {toKind("normalization", Normalization::none)});
    offer(Reason::no_dropout, {{"dropout", 0.0}});
    // A batch of a few samples has hardly any statistics, and a gradient that is mostly noise.
    if (e_.batchSize > 0 && e_.batchSize < 8) offer(Reason::whole_batch, {{"batchSize", 0.0}});
  }

  void offerLayers() {
    if (!e_.weights.empty() || !e_.biases.empty()) return;
    const std::vector<double> now(e_.hidden.begin(), e_.hidden.end());
    const std::size_t depth = now.size();
    const auto first = [&](std::size_t count) {
      return std::vector<double>(now.begin(), now.begin() + static_cast<std::ptrdiff_t>(count));
    };
    if (depth > 2) offer(Reason::fewer_layers, {{"hidden", first(2)}});
    if (depth > 5) offer(Reason::fewer_layers, {{"hidden", first(depth / 2)}});
    // Few layers as narrow as these may have too few units to tell anything apart.
    if (depth > 2 && *std::min_element(now.begin(), now.end()) < kWide) {
      offer(Reason::fewer_layers, {{"hidden", std::vector<double>{kWide}}});
    }
    if (depth < 2) {
      const double width = depth == 0 ? kWide : now.front();
      offer(Reason::more_layers, {{"hidden", std::vector<double>(2, width)}});
    }
    if (depth > 0 && *std::min_element(now.begin(), now.end()) < kWidest) {
      std::vector<double> wider = now;
      for (double& units : wider) {
        units = std::max(units, std::clamp(2 * units, double(kWide), double(kWidest)));
      }
      offer(Reason::wider_layers, {{"hidden", wider}});
    }
  }

  void offerData() {
    if (e_.data == Data::table) {
      offer(Reason::standardised_data, {toKind("standardise", Standardise::yes)});
    }
    if (e_.loss == Loss::linear || (e_.loss == Loss::mse && isOfClasses(e_.data))) {
      offer(Reason::fitting_loss, {toKind("loss", Loss::by_data)});
    }
  }

  void offerRange() { offer(Reason::wider_range, {toKind("precision", Precision::float64)}); }

  std::vector<Remedy> take() { return std::move(list_); }

 private:
  void offerRate(Reason reason, double factor) {
    const double rate = rounded(e_.learningRate * factor);
    if (rate > 0 && rate <= 100) offer(reason, {{"learningRate", rate}});
  }

  /// What of it is not so already and means something in the network that comes of it; nothing
  /// where that is none of it, or where another candidate is the same.
  void offer(Reason reason, const std::vector<Change>& settings) {
    const std::vector<std::string_view> meant = applicableFields(with(e_, {{reason}, settings}));
    Remedy remedy{{reason}, {}};
    for (const Change& setting : settings) {
      if (fieldNamed(setting.field).get(e_) == setting.value) continue;
      const bool isGivenUp = setting.field == "weights" || setting.field == "biases";
      if (isGivenUp || std::find(meant.begin(), meant.end(), setting.field) != meant.end()) {
        remedy.changes.push_back(setting);
      }
    }
    const auto isSame = [&](const Remedy& other) {
      return std::equal(other.changes.begin(), other.changes.end(), remedy.changes.begin(),
                        remedy.changes.end(), [](const Change& a, const Change& b) {
                          return a.field == b.field && a.value == b.value;
                        });
    };
    if (remedy.changes.empty() || std::any_of(list_.begin(), list_.end(), isSame)) return;
    list_.push_back(std::move(remedy));
  }

  /// Whether the weights between two hidden layers begin smaller than those of Xavier with this
  /// gain; of weights that are given one by one nothing is said.
  bool hasSmallerWeights(double gain) const {
    if (!e_.weights.empty() || e_.hidden.size() < 2) return true;
    Experiment other = e_;
    other.init = Initialiser::xavier_normal;
    other.gain = gain;
    const double mean = e_.init == Initialiser::constant ? e_.gain : 0;
    for (std::size_t l = 1; l < e_.hidden.size(); ++l) {
      const int units = e_.hidden[l];
      const int inputs = e_.hidden[l - 1];
      const double square = mean * mean + weightVariance(e_, units, inputs);
      if (1.01 * square < weightVariance(other, units, inputs)) return true;
    }
    return false;
  }

  static const Field& fieldNamed(std::string_view name) {
    return *std::find_if(fields().begin(), fields().end(),
                         [name](const Field& field) { return field.name == name; });
  }

  const Experiment& e_;
  std::vector<Remedy> list_;
};

bool isFound(const Diagnosis& diagnosis, FindingKind kind) {
  return std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                     [kind](const Finding& one) { return one.kind == kind; });
}

/// Whether so little of the loss is left that no ranking tells less of it from it.
bool isFittedToTheEnd(const Diagnosis& diagnosis) {
  return std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(), [](const Finding& one) {
    // Of samples that contradict each other a loss is left in any case.
    return one.kind == FindingKind::fitted && evidenceOf(one, "leastLoss").value_or(0) == 0 &&
           evidenceOf(one, "share").value_or(0) < threshold::kNothingLeft;
  });
}

/// Whether numbers broke down before any update: no step is to blame, whenever one asks.
bool brokeBeforeFirstStep(const Diagnosis& diagnosis, std::uint64_t iteration) {
  for (const Finding& one : diagnosis.findings) {
    if (one.kind != FindingKind::not_finite) continue;
    return one.since == std::uint64_t(0) && evidenceOf(one, "walk").value_or(2) < 2;
  }
  return iteration == 0 && isBroken(diagnosis.verdict);
}

}  // namespace

std::vector<Remedy> remediesFor(const Experiment& experiment, const Diagnosis& diagnosis,
                                std::uint64_t iteration) {
  if (isFittedToTheEnd(diagnosis)) return {};
  Candidates candidates(experiment);
  const bool mayBeTooLong = !brokeBeforeFirstStep(diagnosis, iteration);
  candidates.offerOptimizers(mayBeTooLong);
  candidates.offerSteps(mayBeTooLong);
  candidates.offerActivations();
  candidates.offerWeights();
  candidates.offerPaths();
  candidates.offerClipping(mayBeTooLong);
  candidates.offerData();
  candidates.offerLayers();
  if (diagnosis.verdict == Verdict::zero || isFound(diagnosis, FindingKind::underflow)) {
    candidates.offerRange();
  }
  std::vector<Remedy> remedies = candidates.take();
  sortForTrial(remedies, diagnosis, experiment);
  return remedies;
}

std::vector<Remedy> sparing(std::vector<Remedy> remedies, const std::vector<std::string>& fields) {
  const auto touches = [&](const Remedy& remedy) {
    return std::any_of(remedy.changes.begin(), remedy.changes.end(), [&](const Change& change) {
      return std::find(fields.begin(), fields.end(), change.field) != fields.end();
    });
  };
  remedies.erase(std::remove_if(remedies.begin(), remedies.end(), touches), remedies.end());
  return remedies;
}

Remedy together(const Remedy& first, const Remedy& second) {
  Remedy both = first;
  for (const Reason reason : second.reasons) both.reasons.push_back(reason);
  for (const Change& change : second.changes) {
    const auto same = std::find_if(first.changes.begin(), first.changes.end(),
                                   [&](const Change& one) { return one.field == change.field; });
    if (same == first.changes.end())
      both.changes.push_back(change);
    else if (same->value != change.value)
      return {};
  }
  return both;
}

Experiment with(Experiment experiment, const Remedy& remedy) {
  for (const Change& change : remedy.changes) set(experiment, change.field, change.value);
  return experiment;
}

}  // namespace ebb
