#include "functions/weight_scale.h"

#include <algorithm>

namespace ebb {

double weightVariance(const Experiment& experiment, int units, int inputs) {
  const double square = experiment.gain * experiment.gain;
  switch (experiment.init) {
    case Initialiser::zeros:
    case Initialiser::constant:
      return 0;
    case Initialiser::uniform:
      return square / 3;
    case Initialiser::normal:
      return square;
    case Initialiser::xavier_uniform:
    case Initialiser::xavier_normal:
      return 2 * square / (inputs + units);
    case Initialiser::kaiming_uniform:
    case Initialiser::kaiming_normal:
      return 2 * square / inputs;
    case Initialiser::lecun_uniform:
    case Initialiser::lecun_normal:
      return square / inputs;
    case Initialiser::orthogonal:
      // Rows, or columns where there are fewer, of length 1.
      return square / std::max(inputs, units);
    case Initialiser::pytorch_linear:
      return square / (3.0 * inputs);
  }
  return 0;
}

double biasVariance(const Experiment& experiment, int inputs) {
  if (experiment.init == Initialiser::pytorch_linear) return weightVariance(experiment, 1, inputs);
  return experiment.biasStd * experiment.biasStd;
}

}  // namespace ebb
