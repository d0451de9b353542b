#pragma once

#include <cmath>

#include "base/random.h"
#include "experiment/experiment.h"
#include "experiment/kinds.h"

/// Small networks as people set them up who do not know yet what they do: most settings sensible,
/// some far off. About half of them do not learn.
namespace ebb {

class RandomNetworks {
 public:
  explicit RandomNetworks(std::uint64_t seed) : random_(Key(seed).split("networks")) {}

  Experiment next() {
    Experiment e;
    const int depth = static_cast<int>(std::lround(logarithmic(1, 16)));
    const int width = static_cast<int>(std::lround(logarithmic(4, 20)));
    e.hidden.assign(static_cast<std::size_t>(depth), width);
    e.activation = any<Activation>();
    e.init = any<Initialiser>();
    if (chance(0.4)) e.gain = logarithmic(0.01, 10);
    if (chance(0.1)) e.biasStd = logarithmic(0.1, 10);
    if (chance(0.25)) e.normalization = any<Normalization>();
    if (chance(0.2)) e.residual = Residual::add;
    if (chance(0.15)) e.dropout = random_.uniform(0.1, 0.8);
    e.optimizer = chance(0.5) ? Optimizer::sgd : any<Optimizer>();
    e.learningRate = logarithmic(1e-4, 10);
    if (chance(0.1)) e.weightDecay = logarithmic(1e-4, 1);
    if (chance(0.15)) e.clip = any<Clip>();
    if (chance(0.3)) e.clipThreshold = logarithmic(1e-4, 10);
    constexpr Data kDrawn[] = {Data::xor_,    Data::circles,   Data::moons,
                               Data::spirals, Data::gaussians, Data::sine};
    e.data = kDrawn[random_.below(6)];
    e.samples = static_cast<int>(std::lround(logarithmic(40, 120)));
    e.testFraction = 0;
    if (chance(0.3)) e.batchSize = static_cast<int>(std::lround(logarithmic(1, 32)));
    if (chance(0.1)) e.loss = Loss::mse;
    e.seed = static_cast<std::uint32_t>(random_.bits() >> 32);
    return e;
  }

 private:
  bool chance(double probability) { return random_.uniform() < probability; }
  double logarithmic(double low, double high) {
    return low * std::pow(high / low, random_.uniform());
  }
  template <class Kind>
  Kind any() {
    return static_cast<Kind>(random_.below(static_cast<std::uint32_t>(kindNames<Kind>().size())));
  }

  Random random_;
};

}  // namespace ebb
