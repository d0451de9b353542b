#include "tape/tape.h"

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"
#include "core/runs.h"

using namespace ebb;

namespace {

struct Compiled {
  explicit Compiled(const Experiment& experiment, Shape shape = {2, 1, 4, Loss::mse})
      : state(1 << 20), work(1 << 20), tape(experiment, shape, state, work) {
    tape.initialise(experiment);
  }

  std::string kinds() const {
    std::string text;
    for (const auto& op : tape.operations()) {
      text += std::string(nameOf(op->kind)) + std::to_string(op->layer) + ' ';
    }
    return text;
  }

  std::string symbols() const {
    std::string text;
    for (const Value<double>& value : tape.values()) {
      text += value.symbol + std::to_string(value.layer) + ':' + std::to_string(value.units) + ' ';
    }
    return text;
  }

  Arena state;
  Arena work;
  Tape<double> tape;
};

}  // namespace

TEST_CASE("a network is its layers' operations in order, the loss last") {
  Experiment experiment = chain(2, 3, Activation::tanh);
  CHECK(Compiled(experiment).kinds() == "affine1 activation1 affine2 activation2 affine3 loss3 ");
  CHECK(Compiled(experiment).symbols() == "x0:2 z1:3 a1:3 z2:3 a2:3 z3:1 ");
  experiment.hidden.clear();
  CHECK(Compiled(experiment).kinds() == "affine1 loss1 ");
}

TEST_CASE(
    "a block is affine, normalization, activation, dropout, and the way past it where widths "
    "agree") {
  Experiment experiment = chain(2, 3, Activation::relu);
  experiment.normalization = Normalization::layer;
  experiment.dropout = 0.5;
  experiment.residual = Residual::add;
  const Compiled compiled(experiment);
  CHECK(compiled.kinds() ==
        "affine1 layer_norm1 activation1 dropout1 "
        "affine2 layer_norm2 activation2 dropout2 add2 affine3 loss3 ");
  const Layer<double>& block = compiled.tape.layers()[1];
  CHECK(block.h->symbol == 'h');
  CHECK(block.d->symbol == 'd');
  CHECK(&Tape<double>::activationInput(block) == block.n);
  CHECK(block.affine->branch() != nullptr);
  CHECK(compiled.tape.layers()[0].affine->branch() == nullptr);
  CHECK(compiled.tape.layers()[0].h == compiled.tape.layers()[0].d);
  CHECK(compiled.tape.layers().back().a == nullptr);

  experiment.hidden = {2, 3};
  CHECK(Compiled(experiment).kinds().find("add1") != std::string::npos);
  CHECK(Compiled(experiment).kinds().find("add2") == std::string::npos);
}

TEST_CASE("parameters have PyTorch's shapes: rows are outputs") {
  Experiment experiment = chain(1, 3, Activation::tanh);
  experiment.normalization = Normalization::rms;
  const Compiled compiled(experiment);
  const auto& parameters = compiled.tape.parameters();
  REQUIRE(parameters.size() == 5);
  const Layer<double>& first = compiled.tape.layers()[0];
  CHECK(first.weight->rows == 3);
  CHECK(first.weight->cols == 2);
  CHECK(first.bias->rows == 3);
  CHECK(first.gamma->rows == 3);
  CHECK(first.beta == nullptr);
  CHECK(first.gamma->view().isOnes());
  CHECK(first.bias->view().isZero());
  CHECK(!first.weight->view().isZero());
  CHECK(compiled.tape.layers()[1].weight->rows == 1);
  CHECK(compiled.tape.layers()[1].gamma == nullptr);
}

TEST_CASE("a layer's first weights depend on the seed, and on no layer after it") {
  const auto weights = [](const Experiment& experiment) {
    return Matrix<double>(Compiled(experiment).tape.layers()[0].weight->view());
  };
  Experiment experiment = chain(3, 4, Activation::tanh);
  const Matrix<double> first = weights(experiment);
  CHECK(weights(experiment) == first);
  CHECK(weights(chain(5, 4, Activation::tanh)) == first);
  experiment.seed = 2;
  CHECK(weights(experiment) != first);
}

TEST_CASE("weights of one's own go in row by row, and have to fit") {
  Experiment experiment = chain(1, 2, Activation::tanh);
  experiment.weights = {1, 2, 3, 4, 5, 6};
  experiment.biases = {7, 8, 9};
  const Compiled compiled(experiment);
  CHECK(compiled.tape.layers()[0].weight->view() == Matrix<double>{{1, 2}, {3, 4}});
  CHECK(compiled.tape.layers()[1].weight->view() == Matrix<double>{{5, 6}});
  CHECK(compiled.tape.layers()[0].bias->view() == Matrix<double>{{7}, {8}});
  CHECK(compiled.tape.layers()[1].bias->view() == Matrix<double>{{9}});
  experiment.weights.pop_back();
  CHECK_THROWS_AS(compiled.tape.checkCustomWeights(experiment), FieldError);
}
