#include "theory/theory.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/deep_network.h"
#include "core/relative.h"

using namespace ebb;

namespace {

Experiment pytorch(Activation activation, double gain = 1,
                   Initialiser init = Initialiser::xavier_normal) {
  Experiment experiment = deep(20, 256, activation, init);
  experiment.gain = gain;
  return experiment;
}

/// 128 inputs from N(0, 1), as the figures of the tables below were measured with.
Matrix<double> inputsOf(int dimension) { return normalBatch(128, dimension, 1).inputs; }

double ratioOf(const Experiment& experiment, int dimension = 256) {
  const Theory theory = theoryOf(experiment, inputsOf(dimension));
  return theory.ratio ? *theory.ratio : std::nan("");
}

std::string limitOf(const Experiment& experiment) {
  const Theory theory = theoryOf(experiment);
  CHECK(theory.ratio.has_value() != theory.limit.has_value());
  return theory.limit ? std::string(nameOf(*theory.limit)) : "";
}

}  // namespace

TEST_CASE("theory gives the ratios that PyTorch's networks have: plain chains") {
  struct Row {
    Experiment experiment;
    double theory, measured;
  };
  Experiment edge = pytorch(Activation::tanh, 1.39558398);
  edge.biasStd = 0.3;
  const Row rows[] = {
      {pytorch(Activation::sigmoid), 1.09e-12, 1.12e-12},
      {pytorch(Activation::tanh), 0.195, 0.200},
      {pytorch(Activation::tanh, 1.5), 2.40, 2.32},
      {pytorch(Activation::tanh, 4), 3.48e3, 3.51e3},
      {edge, 0.727, 0.756},
      {pytorch(Activation::relu, 1, Initialiser::kaiming_normal), 1, 0.91},
      {pytorch(Activation::relu), 1.38e-3, 1.26e-3},
      {pytorch(Activation::selu, 1, Initialiser::lecun_normal), 1.93, 1.94},
      {pytorch(Activation::softplus), 7.6e-6, 7.8e-6},
  };
  for (const Row& row : rows) {
    const Theory theory = theoryOf(row.experiment, inputsOf(256));
    CAPTURE(row.theory);
    // Other inputs than PyTorch's: their lengths differ by a percent or two.
    CHECK(*theory.ratio == relative(row.theory, 0.02));
    CHECK(row.measured > *theory.low);
    CHECK(row.measured < *theory.high);
  }
}

TEST_CASE("theory gives the ratios that PyTorch's networks have: normalization") {
  const auto normalized = [](Activation activation, Normalization kind) {
    Experiment experiment = pytorch(activation);
    experiment.normalization = kind;
    return ratioOf(experiment);
  };
  CHECK(normalized(Activation::relu, Normalization::batch) == doctest::Approx(22.2).epsilon(0.02));
  CHECK(normalized(Activation::tanh, Normalization::batch) == doctest::Approx(2.97).epsilon(0.02));
  CHECK(normalized(Activation::sigmoid, Normalization::batch) ==
        doctest::Approx(0.285).epsilon(0.02));
  CHECK(normalized(Activation::gelu, Normalization::batch) == doctest::Approx(8.15).epsilon(0.02));
  CHECK(normalized(Activation::sigmoid, Normalization::layer) == relative(9.6e-9, 0.02));
  CHECK(normalized(Activation::tanh, Normalization::rms) == doctest::Approx(2.97).epsilon(0.02));
  CHECK(normalized(Activation::relu, Normalization::layer) == doctest::Approx(0.707).epsilon(0.02));
}

TEST_CASE("theory gives the ratios that PyTorch's networks have: residual paths and dropout") {
  const auto residual = [](Activation activation) {
    Experiment experiment = pytorch(activation);
    experiment.residual = Residual::add;
    // Nothing goes past the first layer, whose width is not the inputs'.
    return ratioOf(experiment, 255);
  };
  CHECK(residual(Activation::sigmoid) == doctest::Approx(3.04).epsilon(0.02));
  CHECK(residual(Activation::tanh) == doctest::Approx(18.5).epsilon(0.02));
  CHECK(residual(Activation::identity) == doctest::Approx(724).epsilon(0.02));
  const auto dropped = [](Activation activation, double p, Initialiser init) {
    Experiment experiment = pytorch(activation, 1, init);
    experiment.dropout = p;
    return ratioOf(experiment);
  };
  const auto kaiming = Initialiser::kaiming_normal;
  const auto xavier = Initialiser::xavier_normal;
  CHECK(dropped(Activation::relu, 0.5, kaiming) == doctest::Approx(724).epsilon(0.02));
  CHECK(dropped(Activation::relu, 0.3, kaiming) == doctest::Approx(29.6).epsilon(0.02));
  CHECK(dropped(Activation::tanh, 0.5, xavier) == doctest::Approx(2.17).epsilon(0.02));
  CHECK(dropped(Activation::sigmoid, 0.5, xavier) == relative(3.25e-10, 0.02));
}

TEST_CASE("batch normalization of the identity multiplies by what a finite batch leaves") {
  Experiment experiment = pytorch(Activation::identity);
  experiment.normalization = Normalization::batch;
  // To the last hidden layer, 19 times; the inputs' own variance is not exactly 1.
  const double expected = std::pow(126.0 / 125, 19.0 / 2);
  CHECK(ratioOf(experiment) == relative(expected, 0.01));
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
  CHECK(product == relative(*theory.ratio, 1e-12));
}

TEST_CASE("signal, saturation and deviation per layer are what a wide network has") {
  Experiment experiment = deep(10, 256, Activation::tanh);
  experiment.gain = 2;
  experiment.biasStd = 0.2;
  const Theory theory = theoryOf(experiment);
  Simulation run(experiment);
  const auto layers = firstWalk(run).layers;
  REQUIRE(theory.layers.size() == 10);
  for (std::size_t l = 0; l < 10; ++l) {
    CHECK(theory.layers[l].layer == static_cast<int>(l) + 1);
    CHECK(std::abs(*theory.layers[l].saturated - *layers[l].saturated) < 0.03);
    CHECK(*theory.layers[l].activationStd == relative(*layers[l].activationStd, 0.05));
  }
  CHECK(*theory.layers[9].signal == 1);
  CHECK(*theory.layers[0].signal == *theory.ratio);
}

TEST_CASE("layers of different widths are followed one by one, and have no fixed point") {
  Experiment experiment = deep(0, 0, Activation::relu);
  experiment.hidden = {256, 128, 64, 128};
  const Theory theory = theoryOf(experiment);
  // s_1² / s_4²: a half of each layer's units pass it on, and Xavier's variances are 2 / (in +
  // out).
  const double square = 0.5 * 0.5 * 0.5 * (128 * 2.0 / 384) * (64 * 2.0 / 192) * (128 * 2.0 / 192);
  CHECK(*theory.ratio == doctest::Approx(std::sqrt(square)));
  CHECK_FALSE(theory.qStar);
  CHECK_FALSE(theory.chi1);
}

TEST_CASE("where the theory does not hold there is no figure, and a word for why") {
  Experiment experiment;
  CHECK(limitOf(experiment) == "");
  experiment.hidden.clear();
  CHECK(limitOf(experiment) == "no_hidden_layers");
  experiment = {};
  experiment.gain = 31;
  CHECK(limitOf(experiment) == "gain_too_large");
  experiment.gain = 30;
  CHECK(limitOf(experiment) == "");
  experiment = chain(10, 8, Activation::relu);
  CHECK(limitOf(experiment) == "layer_too_narrow");
  experiment = chain(10, 8, Activation::tanh);
  CHECK(limitOf(experiment) == "");
  experiment = {};
  experiment.normalization = Normalization::batch;
  CHECK(limitOf(experiment) == "inputs_of_low_rank");
  for (const Activation activation : {Activation::gelu, Activation::silu}) {
    experiment = chain(10, 16, activation);
    CHECK(limitOf(experiment) == "");
    experiment.init = Initialiser::kaiming_normal;
    CHECK(limitOf(experiment) == "no_stable_q");
  }
  experiment = chain(10, 16, Activation::relu);
  experiment.residual = Residual::add;
  CHECK(limitOf(experiment) == "one_sided_residual");
  experiment.normalization = Normalization::layer;
  CHECK(limitOf(experiment) == "uneven_samples");
  experiment.normalization = Normalization::rms;
  experiment.activation = Activation::tanh;
  CHECK(limitOf(experiment) == "uneven_samples");
  experiment.residual = Residual::none;
  CHECK(limitOf(experiment) == "");
  experiment = {};
  experiment.init = Initialiser::zeros;
  CHECK(limitOf(experiment) == "weights_not_random");
  experiment = chain(1, 4, Activation::tanh);
  experiment.biases = {0.5, 0.5, 0.5, 0.5, 0};
  CHECK(limitOf(experiment) == "own_weights");
  experiment = chain(128, 16, Activation::relu);
  experiment.gain = 30;
  CHECK(limitOf(experiment) == "values_too_large");
  experiment = chain(50, 16, Activation::tanh);
  experiment.gain = 2;
  CHECK(limitOf(experiment) == "");
  experiment.gain = 4;
  CHECK(limitOf(experiment) == "too_deep_for_width");
  experiment.hidden.assign(50, 64);
  CHECK(limitOf(experiment) == "");
  experiment = chain(50, 16, Activation::sigmoid);
  experiment.residual = Residual::add;
  CHECK(limitOf(experiment) == "last_layer_saturated");
  experiment.hidden.assign(50, 64);
  CHECK(limitOf(experiment) == "");
}

TEST_CASE("under layer normalization residual paths have a line where inputs are of like lengths") {
  Experiment experiment = chain(10, 64, Activation::relu);
  experiment.residual = Residual::add;
  experiment.normalization = Normalization::layer;
  Matrix<double> circle(2, 64);
  for (int i = 0; i < 64; ++i) {
    const double angle = 2 * std::acos(-1.0) * i / 64;
    circle.col(i) << std::cos(angle), std::sin(angle);
  }
  CHECK_FALSE(theoryOf(experiment, circle).limit);
  // Four times the gradient at half of the length: (1 + 4)² / (2 (1 + 16)) = 0.735.
  circle.leftCols(32) /= 2;
  CHECK(theoryOf(experiment, circle).limit == TheoryLimit::uneven_samples);
}

TEST_CASE("a batch of few samples is named under batch normalization") {
  Experiment experiment = deep(5, 64, Activation::tanh);
  experiment.normalization = Normalization::batch;
  const Theory few = theoryOf(experiment, normalBatch(31, 512, 1).inputs);
  CHECK(few.limit == TheoryLimit::inputs_of_low_rank);
}

TEST_CASE("theory has the same digits in every build") {
  Experiment experiment;
  experiment.activation = Activation::tanh;
  experiment.gain = 2;
  experiment.biasStd = 0.2;
  const Theory theory = theoryOf(experiment);
  CHECK(*theory.ratio == doctest::Approx(7.110303496301924).epsilon(1e-12));
  CHECK(*theory.low == doctest::Approx(1.1933127782348436).epsilon(1e-12));
  CHECK(*theory.qStar == doctest::Approx(2.180800437300686).epsilon(1e-12));
  CHECK(*theory.xiC == doctest::Approx(7.1075125002981068).epsilon(1e-11));
}
