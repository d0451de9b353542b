#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "experiment/experiment.h"

/// Random networks as people build them, sound and sick alike: what the diagnosis is measured on.
namespace ebb {

class ExperimentDraw {
 public:
  explicit ExperimentDraw(std::uint64_t seed) : random_(Key(seed).split("drawn")) {}

  /// `work`: the most that depth · width² may be, so that a thousand iterations take a second.
  Experiment next(double work) {
    Experiment e;
    e.hidden = widths(work);
    e.activation = kind<Activation>();
    e.init = chance(0.5) ? fitting(e.activation) : kind<Initialiser>();
    e.gain = gainFor(e);
    if (chance(0.15)) e.biasStd = decades(0.01, 1);
    if (chance(0.35)) e.normalization = kind<Normalization>();
    if (chance(0.25)) e.residual = Residual::add;
    if (chance(0.15)) e.dropout = 0.05 + 0.5 * random_.uniform();
    e.optimizer = chance(0.4) ? Optimizer::sgd : kind<Optimizer>();
    e.learningRate = decades(1e-4, 10);
    if (isAdaptive(e.optimizer) && chance(0.6)) e.learningRate = decades(1e-4, 0.1);
    if (chance(0.1)) e.weightDecay = decades(1e-5, 0.1);
    if (chance(0.2)) {
      e.clip = kind<Clip>();
      e.clipThreshold = decades(0.01, 10);
    }
    // A table is the only kind of data that is not drawn.
    e.data = static_cast<Data>(random_.below(static_cast<std::uint32_t>(Data::table)));
    if (e.data == Data::sine) e.loss = Loss::mse;
    e.samples = 60 + static_cast<int>(random_.below(200));
    e.noise = 0.3 * random_.uniform();
    if (chance(0.4)) e.batchSize = 1 << (2 + random_.below(5));
    if (chance(0.25)) e.precision = Precision::float64;
    e.seed = static_cast<std::uint32_t>(random_.bits() >> 32);
    return e;
  }

 private:
  bool chance(double share) { return random_.uniform() < share; }

  double decades(double from, double to) { return from * std::pow(to / from, random_.uniform()); }

  template <class Kind>
  Kind kind() {
    return static_cast<Kind>(random_.below(static_cast<std::uint32_t>(kindNames<Kind>().size())));
  }

  std::vector<int> widths(double work) {
    const int depth = static_cast<int>(decades(1, 51));
    const double widest = std::min(64.0, std::sqrt(work / depth));
    const int width = static_cast<int>(decades(2, std::max(3.0, widest + 1)));
    std::vector<int> list(static_cast<std::size_t>(depth), width);
    if (chance(0.2)) {
      for (int& one : list) one = static_cast<int>(decades(2, std::max(3.0, widest + 1)));
    }
    return list;
  }

  static Initialiser fitting(Activation activation) {
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

  double gainFor(const Experiment& e) {
    const bool isScale = e.init == Initialiser::constant || e.init == Initialiser::uniform ||
                         e.init == Initialiser::normal;
    if (isScale) return decades(0.01, 3);
    return chance(0.6) ? 1 : decades(0.1, 10);
  }

  static bool isAdaptive(Optimizer optimizer) {
    return optimizer != Optimizer::sgd && optimizer != Optimizer::momentum &&
           optimizer != Optimizer::nesterov;
  }

  Random random_;
};

}  // namespace ebb
