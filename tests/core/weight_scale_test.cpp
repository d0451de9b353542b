#include "functions/weight_scale.h"

#include <doctest/doctest.h>

using namespace ebb;

namespace {

/// Of a layer of 8 units that reads 4 numbers, with gain 3.
double varianceOf(Initialiser init) {
  Experiment experiment;
  experiment.init = init;
  experiment.gain = 3;
  return weightVariance(experiment, 8, 4);
}

}  // namespace

TEST_CASE("every initialiser's variance is its formula's") {
  CHECK(varianceOf(Initialiser::zeros) == 0);
  CHECK(varianceOf(Initialiser::constant) == 0);
  CHECK(varianceOf(Initialiser::uniform) == 3);
  CHECK(varianceOf(Initialiser::normal) == 9);
  // Glorot & Bengio 2010: 2 / (in + out).
  CHECK(varianceOf(Initialiser::xavier_uniform) == 1.5);
  CHECK(varianceOf(Initialiser::xavier_normal) == 1.5);
  // He et al. 2015: 2 / in.
  CHECK(varianceOf(Initialiser::kaiming_uniform) == 4.5);
  CHECK(varianceOf(Initialiser::kaiming_normal) == 4.5);
  // LeCun et al. 1998: 1 / in.
  CHECK(varianceOf(Initialiser::lecun_uniform) == 2.25);
  CHECK(varianceOf(Initialiser::lecun_normal) == 2.25);
  // Columns of length 3 in 8 numbers.
  CHECK(varianceOf(Initialiser::orthogonal) == 1.125);
  // torch.nn.Linear: within 1 / √in.
  CHECK(varianceOf(Initialiser::pytorch_linear) == 0.75);
}

TEST_CASE("biases are drawn with their own deviation, but for torch.nn.Linear, as its weights") {
  Experiment experiment;
  experiment.biasStd = 0.5;
  CHECK(biasVariance(experiment, 4) == 0.25);
  experiment.init = Initialiser::pytorch_linear;
  experiment.gain = 1;
  CHECK(biasVariance(experiment, 4) == 1.0 / 12);
}
