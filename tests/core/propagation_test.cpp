#include "theory/propagation.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace ebb;

namespace {

/// Weights of variance ¼ and biases of variance ¼, which pass on all that enters them.
Experiment linear(std::vector<int> widths) {
  Experiment experiment;
  experiment.hidden = std::move(widths);
  experiment.activation = Activation::identity;
  experiment.init = Initialiser::normal;
  experiment.gain = 0.5;
  experiment.biasStd = 0.5;
  return experiment;
}

/// Samples (3, 4) and (1, 0).
InputScale twoSamples() { return InputScale::of(Matrix<double>{{3, 1}, {4, 0}}); }

/// Index of the longer one.
constexpr std::size_t kLong = 1;

}  // namespace

TEST_CASE("what theory knows of a batch, by hand") {
  const InputScale two = twoSamples();
  CHECK(two.lengths == std::vector<double>{1, 25});
  CHECK(two.means == std::vector<double>{0.5, 3.5});
  CHECK(two.inputs == 2);
  CHECK(two.samples == 2);
  // (1, 2) and (-1, -2) about the mean, along one line.
  CHECK(two.batchVariance == 5);
  CHECK(two.directions == doctest::Approx(1));
  const InputScale cross = InputScale::of(Matrix<double>{{1, -1, 0, 0}, {0, 0, 1, -1}});
  CHECK(cross.directions == doctest::Approx(2));
  CHECK(InputScale::of(Matrix<double>{{1, 1}, {2, 2}}).directions == 0);
}

TEST_CASE("one layer's variances, by hand") {
  const LayerState layer = propagate(linear({3}), twoSamples(), kLong).front();
  CHECK(layer.units == 3);
  CHECK(layer.inputs == 2);
  // 25 · ¼ + ¼.
  CHECK(layer.q == 6.5);
  CHECK(layer.biasShare == doctest::Approx(0.25 / 6.5));
  CHECK(layer.scale == 1);
  CHECK(layer.entering == 6.5);
  CHECK(layer.square == doctest::Approx(6.5));
  CHECK(layer.mean == doctest::Approx(0).epsilon(1e-12));
  CHECK(layer.throughActivation == doctest::Approx(1));
  CHECK(layer.throughWeights == 0.75);
}

TEST_CASE("dropout makes squares larger by what it keeps, forward and back") {
  Experiment experiment = linear({3, 3});
  experiment.dropout = 0.5;
  const auto layers = propagate(experiment, twoSamples(), kLong);
  CHECK(layers[0].square == doctest::Approx(13));
  CHECK(layers[0].throughActivation == doctest::Approx(2));
  // 3 units of mean square 13 and a bias.
  CHECK(layers[1].q == doctest::Approx(3 * 0.25 * 13 + 0.25));
}

TEST_CASE("a skip connection adds what came in, where widths are equal") {
  Experiment experiment = linear({2, 3});
  experiment.residual = Residual::add;
  const auto layers = propagate(experiment, twoSamples(), kLong);
  CHECK(layers[0].hasSkip);
  CHECK(layers[0].square == doctest::Approx(12.5 + 6.5));
  CHECK(layers[0].mean == doctest::Approx(3.5));
  CHECK_FALSE(layers[1].hasSkip);
  CHECK(layers[1].square == doctest::Approx(2 * 0.25 * 19 + 0.25));
  CHECK(layers[1].mean == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("a normalization divides by what it sees: units by q, a batch by what differs in it") {
  Experiment experiment = linear({3});
  experiment.normalization = Normalization::layer;
  LayerState layer = propagate(experiment, twoSamples(), kLong).front();
  CHECK(layer.scale == doctest::Approx(6.5 + 1e-5).epsilon(1e-12));
  CHECK(layer.entering == doctest::Approx(6.5 / (6.5 + 1e-5)).epsilon(1e-12));
  CHECK(layer.throughActivation == doctest::Approx(1 / (6.5 + 1e-5)).epsilon(1e-12));
  // Of the inputs' 5 a quarter; biases are the same for all samples.
  experiment.normalization = Normalization::batch;
  layer = propagate(experiment, twoSamples(), kLong).front();
  CHECK(layer.scale == doctest::Approx(1.25 + 1e-5).epsilon(1e-12));
  CHECK(layer.entering == doctest::Approx(1.25 / (1.25 + 1e-5)).epsilon(1e-12));
}

TEST_CASE("a gradient's square goes back through weights, and past them, layer by layer") {
  const auto signals = [](const Experiment& experiment) {
    return logSquaredSignals(propagate(experiment, twoSamples(), kLong));
  };
  // The second layer's two units give back ¼ of their square each.
  const auto plain = signals(linear({3, 2}));
  CHECK(plain[1] == doctest::Approx(0));
  CHECK(plain[0] == doctest::Approx(std::log(0.5)));
  Experiment residual = linear({2, 2});
  residual.residual = Residual::add;
  CHECK(signals(residual)[0] == doctest::Approx(std::log(1.5)));
}
