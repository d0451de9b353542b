#pragma once

#include "core/runs.h"

namespace ebb {

/// Layers of one width in the exact precision, as theory speaks of them.
inline Experiment deep(int depth, int width, Activation activation,
                       Initialiser init = Initialiser::xavier_normal) {
  Experiment experiment = chain(depth, width, activation);
  experiment.init = init;
  experiment.precision = Precision::float64;
  return experiment;
}

}  // namespace ebb
