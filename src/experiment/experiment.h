#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiment/kinds.h"

namespace ebb {

/// All that decides a run. Flat; every field has a default, so that `{}` is an experiment.
/// Names, bounds and the words for them are in fields.cpp, and nowhere else.
struct Experiment {
  /// Units of each hidden layer, first to last.
  std::vector<int> hidden = std::vector<int>(10, 16);
  Activation activation = Activation::sigmoid;
  Initialiser init = Initialiser::xavier_normal;
  /// Scale of the weights: the constant's value, uniform's half-width, normal's standard deviation,
  /// a factor on all others.
  double gain = 1;
  /// Standard deviation of the initial biases.
  double biasStd = 0;
  /// Between the affine map and the activation.
  Normalization normalization = Normalization::none;
  /// h_l = d_l + h_{l-1} where the widths agree.
  Residual residual = Residual::none;
  /// Probability to drop (inverted dropout, after the activation).
  double dropout = 0;
  /// `by_data`: bce for two classes, cross_entropy for more, mse for a curve.
  Loss loss = Loss::by_data;
  Optimizer optimizer = Optimizer::sgd;
  double learningRate = 0.1;
  /// Read by momentum and nesterov.
  double momentum = 0.9;
  /// L2 in the gradient (PyTorch's weight_decay); decoupled for adamw.
  double weightDecay = 0;
  Clip clip = Clip::none;
  double clipThreshold = 1;
  Data data = Data::moons;
  /// Points drawn, test samples included (a table brings its own).
  int samples = 200;
  /// Standard deviation of what is added to the points (to the target, for a curve).
  double noise = 0.1;
  /// 0: all training samples at once.
  int batchSize = 0;
  /// Share of the samples that is kept for testing.
  double testFraction = 0.2;
  Precision precision = Precision::float32;
  /// Fixes the data, the weights, dropout and the order of the batches.
  std::uint32_t seed = 1;
  /// Initial weights by hand: W_1 row by row (a row for each unit), then W_2, …; empty: by `init`.
  std::vector<double> weights;
  /// Initial biases by hand, layer by layer; empty: by `biasStd`.
  std::vector<double> biases;
  /// The user's own data as text (CSV or TSV), read where `data` is `table`.
  std::string table;
  /// Whether a table's inputs (and a numeric target) are brought to mean 0, standard deviation 1.
  Standardise standardise = Standardise::yes;
  /// What a table's last column is taken as. `auto`: what the loss needs, else classes where there
  /// are words and numbers where there are none.
  Targets targets = Targets::auto_;
};

}  // namespace ebb
