#include "functions/initialisers.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/relative.h"
#include "core/runs.h"
#include "functions/weight_scale.h"

using namespace ebb;

TEST_CASE(
    "every initialiser draws with the variance that theory counts on, at every fan-in and gain") {
  Experiment experiment;
  for (std::size_t k = 0; k < kindNames<Initialiser>().size(); ++k) {
    experiment.init = static_cast<Initialiser>(k);
    for (const int inputs : {32, 100, 256}) {
      for (const double gain : {0.5, 1.0, 3.0}) {
        experiment.gain = gain;
        const int units = 128;
        double sum = 0;
        for (std::uint64_t draw = 0; draw < 8; ++draw) {
          const Matrix<double> w = initialWeights(experiment.init, gain, units, inputs, Key(draw));
          sum += (w.array() - w.mean()).square().mean();
        }
        CAPTURE(nameOf(experiment.init));
        CHECK(sum / 8 == relative(weightVariance(experiment, units, inputs), 0.03));
      }
    }
  }
}

TEST_CASE("orthogonal weights keep every length") {
  const Matrix<double> w = initialWeights(Initialiser::orthogonal, 2, 24, 16, Key(5));
  CHECK((w.transpose() * w - 4 * Matrix<double>::Identity(16, 16)).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("weights by hand are taken row by row, and a wrong count is refused") {
  Experiment experiment = chain(1, 2, Activation::identity);
  experiment.precision = Precision::float64;
  experiment.weights = {1, 2, 3, 4, 5, 6};
  experiment.biases = {0.5, 0.25, 0};
  const auto parameters = Simulation(experiment).parameters();
  CHECK(parameters.at("1.weight")(0, 1) == 2);
  CHECK(parameters.at("1.weight")(1, 0) == 3);
  CHECK(parameters.at("2.weight")(0, 1) == 6);
  CHECK(parameters.at("1.bias")(1) == 0.25);
  experiment.weights.pop_back();
  CHECK_THROWS_WITH(Simulation{experiment},
                    "weights: got 5 numbers, takes 6 numbers for this network, or none");
}

TEST_CASE("the note's chain of two weights: 10 after the second gives 100 after the first") {
  Experiment experiment = chain(1, 1, Activation::identity);
  experiment.loss = Loss::linear;
  experiment.testFraction = 0;
  experiment.weights = {10, 10};
  CustomBatch given;
  given.inputs = Matrix<double>::Constant(1, 1, 1);
  given.targets = Matrix<double>::Constant(1, 1, 10);
  const auto signals = [&] {
    Simulation run(experiment, given);
    const Frame frame = firstWalk(run);
    return std::pair(*frame.layers[0].signal, *frame.layers[1].weightGradient);
  };
  CHECK(signals() == std::pair(100.0, 100.0));
  experiment.weights = {10, 0.1};
  CHECK(signals().first == doctest::Approx(1));
  CHECK(signals().second == 100);
}
