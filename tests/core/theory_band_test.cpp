#include <doctest/doctest.h>

#include <cmath>

#include "core/deep_network.h"
#include "theory/theory.h"

using namespace ebb;

TEST_CASE("of forty narrow networks three quarters lie in the band, and not all") {
  struct Case {
    Activation activation;
    double gain;
    int width;
    Normalization normalization;
  };
  const auto none = Normalization::none;
  const Case cases[] = {
      {Activation::sigmoid, 1, 16, none},  {Activation::tanh, 1, 32, none},
      {Activation::elu, 1, 32, none},      {Activation::tanh, 2, 32, none},
      {Activation::tanh, 4, 16, none},     {Activation::tanh, 1, 32, Normalization::layer},
      {Activation::identity, 1, 16, none},
  };
  for (const Case& one : cases) {
    int within = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
      Experiment experiment = deep(20, one.width, one.activation);
      experiment.gain = one.gain;
      experiment.normalization = one.normalization;
      experiment.seed = seed;
      const Theory theory = theoryOf(experiment);
      const double ratio = ratioAtStart(experiment);
      within += ratio >= *theory.low && ratio <= *theory.high;
    }
    CAPTURE(nameOf(one.activation));
    CAPTURE(one.gain);
    CHECK(within >= 27);
    CHECK(within < 40);
  }
}

TEST_CASE("the signal of every layer, and what one layer does to it, lie in their bands as often") {
  struct Case {
    Activation activation;
    double gain;
    Normalization normalization;
    Residual residual;
  };
  const auto none = Normalization::none;
  const Case cases[] = {
      {Activation::sigmoid, 1, none, Residual::none},
      {Activation::tanh, 1, none, Residual::none},
      {Activation::tanh, 2, none, Residual::none},
      {Activation::relu, std::sqrt(2), none, Residual::none},
      {Activation::tanh, 1, Normalization::layer, Residual::none},
      {Activation::tanh, 1, none, Residual::add},
  };
  constexpr int kSeeds = 40;
  for (const Case& one : cases) {
    CAPTURE(nameOf(one.activation));
    CAPTURE(one.gain);
    int signals = 0;
    int factors = 0;
    for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
      Experiment experiment = deep(20, 32, one.activation);
      experiment.gain = one.gain;
      experiment.normalization = one.normalization;
      experiment.residual = one.residual;
      experiment.seed = seed;
      const Theory theory = theoryOf(experiment);
      Simulation run(experiment);
      const auto measured = firstWalk(run).layers;
      for (std::size_t l = 0; l + 1 < 20; ++l) {
        const TheoryLayer& layer = theory.layers[l];
        const double signal = *measured[l].signal / *measured[19].signal;
        const double factor = *measured[l].signal / *measured[l + 1].signal;
        signals += signal >= *layer.low && signal <= *layer.high;
        factors += factor >= *layer.factorLow && factor <= *layer.factorHigh;
      }
    }
    const double of = kSeeds * 19;
    INFO("signals ", signals / of, ", factors ", factors / of);
    CHECK(signals / of > 0.65);
    CHECK(signals / of < 0.985);
    CHECK(factors / of > 0.65);
    CHECK(factors / of < 0.985);
  }
}

TEST_CASE("the first layer's band is the ratio's, the last has none, and factors multiply up") {
  const Theory theory = theoryOf(deep(8, 32, Activation::tanh));
  CHECK(theory.layers.front().low == theory.low);
  CHECK(theory.layers.front().high == theory.high);
  CHECK(theory.layers.back().low == 1);
  CHECK(theory.layers.back().high == 1);
  CHECK(!theory.layers.back().factor);
  double product = 1;
  for (std::size_t l = 0; l + 1 < 8; ++l) product *= *theory.layers[l].factor;
  CHECK(product == doctest::Approx(*theory.ratio).epsilon(1e-12));
}
