#pragma once

#include "core/runs.h"

namespace ebb {

/// A network of one unit a layer that can be worked by hand: y = ½ · 3 · 2 · x, at x = 1 and 2,
/// with ∂loss/∂y = ½ and -½ (the loss is the mean of ±y).
///
///     z_1 2  4      ∂z_1  ¾  -¾     ∂W_1 -¾
///     z_2 6 12      ∂z_2  ¼  -¼     ∂W_2 -½
///     z_3 3  6      ∂z_3  ½  -½     ∂W_3 -3
///
/// Operations: 0 affine, 1 activation, 2 affine, 3 activation, 4 affine, 5 loss; with a residual
/// connection an add after each activation.
inline Experiment scalars() {
  Experiment experiment = chain(2, 1, Activation::identity);
  experiment.loss = Loss::linear;
  experiment.precision = Precision::float64;
  experiment.testFraction = 0;
  return experiment;
}

inline CustomBatch scalarBatch() {
  CustomBatch given;
  given.inputs = Matrix<double>{{1, 2}};
  given.targets = Matrix<double>{{1, -1}};
  given.parameters["1.weight"] = Matrix<double>::Constant(1, 1, 2);
  given.parameters["2.weight"] = Matrix<double>::Constant(1, 1, 3);
  given.parameters["3.weight"] = Matrix<double>::Constant(1, 1, 0.5);
  return given;
}

inline Frame scalarsAt(const Experiment& experiment, std::uint64_t position,
                       const FrameRequest& request = {}) {
  Simulation run(experiment, scalarBatch());
  run.seek(position, 100);
  return run.frame(request);
}

}  // namespace ebb
