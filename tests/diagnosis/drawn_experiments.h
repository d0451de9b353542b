#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "diagnosis/drawn_table.h"
#include "experiment/experiment.h"
#include "functions/activations.h"
#include "functions/initialisers.h"
#include "training/optimizer.h"

/// Random networks, sound and sick alike: what the diagnosis and the remedies are measured on.
namespace ebb {

/// Who draws: an engineer, who mostly sets things as they belong; a beginner with small networks,
/// who does not know yet what the settings do; somebody who tries whatever there is, on tables of
/// their own too.
enum class Taste { engineer, beginner, tinkerer };

inline constexpr std::string_view kTastes[] = {"engineer", "beginner", "tinkerer"};

class ExperimentDraw {
 public:
  /// The most depth · width² of an experiment: a thousand iterations then take a fifth of a second.
  static constexpr double kWork = 6000;

  ExperimentDraw(Taste taste, std::uint64_t seed)
      : taste_(taste), random_(Key(seed).split(kTastes[static_cast<std::size_t>(taste)])) {}

  Experiment next() {
    Experiment e;
    drawNetwork(e);
    drawData(e);
    drawTraining(e);
    e.seed = static_cast<std::uint32_t>(random_.bits() >> 32);
    return e;
  }

 private:
  /// One number for each taste, in their order.
  double each(double engineer, double beginner, double tinkerer) const {
    const double list[] = {engineer, beginner, tinkerer};
    return list[static_cast<std::size_t>(taste_)];
  }
  bool chance(double share) { return random_.uniform() < share; }
  double decades(double from, double to) { return from * std::pow(to / from, random_.uniform()); }
  int count(double from, double to) { return static_cast<int>(decades(from, to + 1)); }
  template <class Kind>
  Kind any() {
    return static_cast<Kind>(random_.below(static_cast<std::uint32_t>(kindNames<Kind>().size())));
  }

  void drawNetwork(Experiment& e) {
    const int depth = count(1, each(50, 16, 100));
    const double most = std::clamp(std::sqrt(kWork / depth), 3.0, each(64, 20, 64));
    const double least = each(2, 4, 1);
    e.hidden.assign(static_cast<std::size_t>(depth), count(least, most));
    if (chance(each(0.2, 0, 0.3))) {
      for (int& width : e.hidden) width = count(least, most);
    }
    e.activation = any<Activation>();
    e.init = chance(each(0.5, 0, 0.3)) ? fittingInitialiser(e.activation) : any<Initialiser>();
    const bool isScale = e.init == Initialiser::constant || e.init == Initialiser::uniform ||
                         e.init == Initialiser::normal;
    if (isScale || chance(0.4)) e.gain = isScale ? decades(0.01, 3) : decades(0.1, 10);
    if (chance(0.15)) e.biasStd = decades(0.01, each(1, 10, 3));
    if (chance(each(0.35, 0.25, 0.5))) e.normalization = any<Normalization>();
    if (chance(each(0.25, 0.2, 0.4))) e.residual = Residual::add;
    if (chance(each(0.15, 0.15, 0.25))) e.dropout = random_.uniform(0.05, each(0.55, 0.8, 0.9));
    if (chance(0.3)) e.precision = Precision::float64;
  }

  void drawData(Experiment& e) {
    e.samples = count(each(60, 40, 20), each(260, 120, 300));
    e.noise = 0.3 * random_.uniform();
    if (chance(each(0.1, 0.3, 0.2))) e.testFraction = 0;
    if (chance(0.4)) e.batchSize = count(each(4, 1, 1), 64);
    // A table is the last kind of data, and the only one that is not drawn.
    e.data = static_cast<Data>(random_.below(static_cast<std::uint32_t>(Data::table)));
    const bool isTable = chance(each(0, 0, 0.5));
    const bool isOfClasses = isTable ? chance(0.5) : e.data != Data::sine;
    if (isTable) {
      e.data = Data::table;
      e.table = TableDraw(random_).next(e.samples, isOfClasses);
      if (chance(0.4)) e.standardise = Standardise::no;
    }
    if (!isOfClasses) return;
    if (chance(0.1)) e.loss = Loss::mse;
    if (chance(each(0, 0, 0.2))) e.loss = Loss::cross_entropy;
  }

  void drawTraining(Experiment& e) {
    e.optimizer = chance(each(0.4, 0.5, 0.2)) ? Optimizer::sgd : any<Optimizer>();
    e.learningRate = decades(each(1e-4, 1e-4, 1e-5), each(10, 10, 100));
    const bool isUsual = dividesBySize(e.optimizer) && chance(each(0.6, 0, 0.3));
    if (isUsual) e.learningRate = decades(1e-4, 0.1);
    if (chance(each(0, 0, 0.3))) e.momentum = 1 - decades(0.005, 1);
    if (chance(0.1)) e.weightDecay = decades(1e-5, each(0.1, 1, 1));
    if (chance(each(0.2, 0.15, 0.3))) {
      e.clip = any<Clip>();
      e.clipThreshold = decades(each(0.01, 1e-4, 1e-3), 10);
    }
  }

  Taste taste_;
  Random random_;
};

}  // namespace ebb
