#include "stepper/stepper.h"

#include <doctest/doctest.h>

#include <string>

#include "core/scalars.h"

using namespace ebb;

TEST_CASE("a stepper walks forward, back, and updates, one stop at a time") {
  Stepper<double> stepper(scalars(), scalarBatch());
  const auto& layers = stepper.tape().layers();
  CHECK(stepper.seek(1, 1));
  CHECK(layers[0].z->view(2) == Matrix<double>{{2, 4}});
  CHECK(stepper.seek(6, 1));
  CHECK(stepper.tape().loss().value() == doctest::Approx((3.0 - 6) / 2));
  CHECK(stepper.seek(11, 1));
  CHECK(layers[1].weight->gradientView()(0, 0) == doctest::Approx(-0.5));
  // Half a step more: the weights have not moved yet.
  CHECK(layers[1].weight->view()(0, 0) == 3);
  stepper.seek(stepper.schedule().boundary(1), 1);
  CHECK(layers[1].weight->view()(0, 0) == doctest::Approx(3 + 0.1 * 0.5));
}

TEST_CASE("no more iterations are walked than were asked for") {
  Experiment experiment = chain(3, 4, Activation::tanh);
  Stepper<float> stepper(experiment);
  const std::uint64_t there = stepper.schedule().boundary(10);
  CHECK(!stepper.seek(there, 4));
  CHECK(stepper.schedule().iteration(stepper.position()) == 4);
  CHECK(!stepper.seek(there, 4));
  CHECK(stepper.seek(there, 4));
  CHECK(stepper.position() == there);
}

TEST_CASE("the same position holds the same bits, whichever way it was come to") {
  Experiment experiment = chain(3, 4, Activation::tanh);
  experiment.optimizer = Optimizer::adam;
  experiment.dropout = 0.2;
  experiment.normalization = Normalization::batch;
  experiment.batchSize = 32;
  Stepper<float> direct(experiment);
  Stepper<float> around(experiment);
  for (const std::uint64_t iteration : {5, 40, 7, 0, 23}) {
    const std::uint64_t position = direct.schedule().boundary(iteration) + 3;
    around.seek(position, 1000);
    Stepper<float> fresh(experiment);
    fresh.seek(position, 1000);
    CAPTURE(iteration);
    CHECK(around.digest() == fresh.digest());
  }
  direct.seek(direct.schedule().boundary(22), 1000);
  CHECK(direct.digest() != around.digest());
}

TEST_CASE("evaluation drops nothing, and takes the statistics of the batches before") {
  Experiment experiment = chain(2, 4, Activation::relu);
  experiment.dropout = 0.5;
  experiment.normalization = Normalization::batch;
  Stepper<double> stepper(experiment);
  stepper.seek(stepper.schedule().boundary(5), 5);
  const Matrix<double> all = stepper.evaluate(stepper.inputs(), false);
  CHECK(stepper.evaluate(stepper.inputs(), false) == all);
  // A sample alone gets the same answer as among others.
  const Matrix<double> alone = stepper.evaluate(stepper.inputs().leftCols(1), false);
  CHECK(alone(0, 0) == doctest::Approx(all(0, 0)));
  const Matrix<double> answers = stepper.evaluate(stepper.inputs().leftCols(1), true);
  CHECK(answers(0, 0) == doctest::Approx(1 / (1 + std::exp(-alone(0, 0)))));
}

TEST_CASE("samples that are held back are answered, where there are any") {
  Experiment experiment = chain(1, 4, Activation::tanh);
  experiment.testFraction = 0;
  CHECK(!Stepper<double>(experiment).test());
  experiment.testFraction = 0.25;
  const Stepper<double> stepper(experiment);
  const auto test = stepper.test();
  REQUIRE(test);
  CHECK(test->outputs.cols() == 50);
  CHECK(test->targets == stepper.targets().rightCols(50));
  CHECK(test->outputs == stepper.evaluate(stepper.inputs().rightCols(50), false));
}

TEST_CASE(
    "right after an update the test answers are of the parameters before it, as the loss is") {
  Experiment experiment = chain(1, 4, Activation::tanh);
  Stepper<double> stepper(experiment);
  const std::uint64_t boundary = stepper.schedule().boundary(1);
  stepper.seek(boundary - 1, 1);
  const Matrix<double> before = stepper.test()->outputs;
  stepper.seek(boundary, 1);
  CHECK(stepper.test()->outputs == before);
  const Matrix<double> held = stepper.inputs().rightCols(before.cols());
  CHECK(stepper.evaluate(held, false) != before);
}

TEST_CASE("an answer outside the walk goes past a block as the walk does") {
  Experiment experiment = scalars();
  experiment.residual = Residual::add;
  const Stepper<double> stepper(experiment, scalarBatch());
  // h_1 = 2x + x, h_2 = 3 h_1 + h_1, y = h_2 / 2.
  CHECK(stepper.evaluate(stepper.inputs(), false) == Matrix<double>{{6, 12}});
}

TEST_CASE("a parameter is called as PyTorch's scripts and the reference vectors call it") {
  Experiment experiment = chain(1, 2, Activation::tanh);
  experiment.normalization = Normalization::batch;
  const Stepper<float> stepper(experiment);
  std::string names;
  for (const auto& parameter : stepper.tape().parameters())
    names += nameOfParameter(parameter) + ' ';
  CHECK(names == "1.weight 1.bias 1.gamma 1.beta 2.weight 2.bias ");
}
