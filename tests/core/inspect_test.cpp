#include "probe/inspect.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/scalars.h"

using namespace ebb;

using doctest::Approx;

namespace {

void checkRow(const MaybeMatrix& row, double first, double second) {
  REQUIRE(row.has_value());
  REQUIRE(row->size() == 2);
  CHECK((*row)(0) == Approx(first));
  CHECK((*row)(1) == Approx(second));
}

}  // namespace

TEST_CASE("an affine map's detail: what entered, left, came back, and what the update did") {
  Experiment experiment = scalars();
  experiment.learningRate = 0.1;
  FrameRequest request;
  request.detail = 2;
  const Frame frame = scalarsAt(experiment, 13, request);
  REQUIRE(frame.detail.has_value());
  const OperationDetail& detail = *frame.detail;
  CHECK(detail.kind == OperationKind::affine);
  CHECK(detail.layer == 2);
  checkRow(detail.input, 2, 4);
  checkRow(detail.output, 6, 12);
  checkRow(detail.gradientOutput, 0.25, -0.25);
  checkRow(detail.gradientInput, 0.75, -0.75);
  CHECK((*detail.weight)(0) == 3);
  CHECK((*detail.weightGradient)(0) == Approx(-0.5));
  CHECK((*detail.weightChange)(0) == Approx(-0.05));
  CHECK((*detail.weightAfter)(0) == Approx(3.05));
  CHECK((*detail.biasGradient)(0) == Approx(0));
  // Before the update there is no change, and before the walk back no gradient.
  const Frame back = scalarsAt(experiment, 10, request);
  CHECK(!back.detail->weightChange);
  CHECK(back.detail->weightGradient.has_value());
  const Frame forward = scalarsAt(experiment, 3, request);
  CHECK(!forward.detail->gradientOutput);
  CHECK(!forward.detail->weightGradient);
  CHECK(forward.detail->output.has_value());
}

TEST_CASE("a frame can carry the detail of the operation that it stands on itself") {
  FrameRequest request;
  request.detail = -1;
  for (std::uint64_t position = 0; position <= 13; ++position) {
    const Frame frame = scalarsAt(scalars(), position, request);
    CHECK(frame.detail.has_value() == (frame.operation >= 0));
    if (frame.detail) CHECK(frame.detail->operation == frame.operation);
  }
}

TEST_CASE(
    "of an add: what went past; of an affine map in a block: what came back through it alone") {
  Experiment experiment = scalars();
  experiment.residual = Residual::add;
  FrameRequest request;
  request.detail = 5;
  // h_1 = 2x + x.
  checkRow(scalarsAt(experiment, 17, request).detail->skip, 3, 6);
  request.detail = 3;
  checkRow(scalarsAt(experiment, 17, request).detail->gradientInput, 0.75, -0.75);
}

TEST_CASE("a histogram counts what enters an activation, and what lies outside its axis") {
  FrameRequest request;
  request.histograms = true;
  const Frame frame = scalarsAt(scalars(), 4, request);
  REQUIRE(frame.histograms.size() == 2);
  const Histogram& first = frame.histograms[0];
  CHECK(first.layer == 1);
  CHECK(first.from == -8);
  CHECK(first.to == 8);
  REQUIRE(first.counts.size() == 64);
  // Four bins to one: 2 falls into bin 40, 4 into 48.
  for (std::size_t bin = 0; bin < 64; ++bin) CHECK(first.counts[bin] == (bin == 40 || bin == 48));
  CHECK(frame.histograms[1].counts[56] == 1);
  CHECK(frame.histograms[1].above == 1);
  CHECK(frame.histograms[1].below == 0);
  CHECK(scalarsAt(scalars(), 2, request).histograms.size() == 1);
}

TEST_CASE("units: one sample's numbers, gradients times the batch; or their root mean squares") {
  FrameRequest request;
  request.units = 1;
  const Frame second = scalarsAt(scalars(), 12, request);
  REQUIRE(second.units.size() == 4);
  CHECK(second.units[0].values->front() == 2);
  CHECK(second.units[1].layer == 1);
  CHECK(second.units[1].values->front() == 4);
  CHECK(second.units[1].gradients->front() == Approx(-1.5));
  CHECK(second.units[3].gradients->front() == Approx(-1));
  request.units = -1;
  const Frame all = scalarsAt(scalars(), 12, request);
  CHECK(all.units[1].values->front() == Approx(std::sqrt(10.0)));
  CHECK(all.units[1].gradients->front() == Approx(1.5));
  // ∂loss/∂x, which the first affine map hands on.
  CHECK(all.units[0].gradients->front() == Approx(3));
  CHECK(!scalarsAt(scalars(), 1, request).units[1].values);
}

TEST_CASE("the line of answers reaches a tenth past the data on both sides") {
  FrameRequest request;
  request.predictions = true;
  const Frame frame = scalarsAt(scalars(), 6, request);
  REQUIRE(frame.predictions.has_value());
  const Predictions& predictions = *frame.predictions;
  CHECK(predictions.inputs == 1);
  CHECK(predictions.rows == 1);
  CHECK(predictions.columns == 256);
  CHECK(predictions.xFrom == Approx(0.9));
  CHECK(predictions.xTo == Approx(2.1));
  for (const int column : {0, 100, 255}) {
    CHECK(predictions.values(0, column) == Approx(3 * (0.9 + 1.2 * (column + 0.5) / 256)));
  }
}

TEST_CASE("the plane of answers goes row by row upwards, each point in the middle of its cell") {
  CustomBatch given;
  given.inputs = Matrix<double>{{0, 10}, {0, 20}};
  given.targets = Matrix<double>{{1, 2}};
  given.parameters["1.weight"] = Matrix<double>{{1, 1000}};
  Experiment experiment = scalars();
  experiment.hidden.clear();
  experiment.loss = Loss::mse;
  Simulation run(experiment, given);
  FrameRequest request;
  request.predictions = true;
  const Predictions predictions = *run.frame(request).predictions;
  CHECK(predictions.columns == 64);
  CHECK(predictions.rows == 64);
  CHECK(predictions.yFrom == Approx(-2));
  CHECK(predictions.yTo == Approx(22));
  const auto at = [&](int row, int column) {
    return (-1 + 12 * (column + 0.5) / 64) + 1000 * (-2 + 24 * (row + 0.5) / 64);
  };
  CHECK(predictions.values(0, 0) == Approx(at(0, 0)));
  CHECK(predictions.values(0, 63) == Approx(at(0, 63)));
  CHECK(predictions.values(0, 64 * 63 + 5) == Approx(at(63, 5)));
}

TEST_CASE("the plane of answers is coarser where the network is large") {
  FrameRequest request;
  request.predictions = true;
  const auto sideOf = [&](int width, int depth) {
    Experiment experiment;
    experiment.hidden.assign(static_cast<std::size_t>(depth), width);
    return Simulation(experiment).frame(request).predictions->columns;
  };
  CHECK(sideOf(16, 10) == 64);
  CHECK(sideOf(256, 4) == 64);
  CHECK(sideOf(256, 5) == 32);
}

TEST_CASE("a normalization's means are those its way back takes out") {
  for (const auto kind : {Normalization::batch, Normalization::layer}) {
    Experiment experiment = chain(2, 3, Activation::tanh);
    experiment.normalization = kind;
    experiment.precision = Precision::float64;
    Simulation run(experiment, normalBatch(4, 3, 2));
    FrameRequest request;
    request.detail = 1;
    run.seek(2 * run.frame().operations.size(), 1);
    const OperationDetail detail = *run.frame(request).detail;
    for (Eigen::Index unit = 0; unit < 3; ++unit) {
      for (Eigen::Index sample = 0; sample < detail.input.cols(); ++sample) {
        const auto axis = static_cast<std::size_t>(kind == Normalization::batch ? unit : sample);
        const double g = (*detail.weight)(unit) * (*detail.gradientOutput)(unit, sample);
        const double x = (*detail.local)(unit, sample);
        const double back = (g - (*detail.gradientMean)[axis] - x * (*detail.gradientAlong)[axis]) *
                            (*detail.inverseStd)[axis];
        CHECK(back == Approx((*detail.gradientInput)(unit, sample)));
        CHECK(x == Approx((detail.input(unit, sample) - (*detail.mean)[axis]) *
                          (*detail.inverseStd)[axis]));
      }
    }
  }
}

TEST_CASE("an activation's detail has its slopes and their mean") {
  Experiment experiment = scalars();
  experiment.activation = Activation::relu;
  CustomBatch given = scalarBatch();
  given.inputs = Matrix<double>{{1, -2}};
  Simulation run(experiment, given);
  run.seek(2, 1);
  FrameRequest request;
  request.detail = 1;
  const Frame frame = run.frame(request);
  checkRow(frame.detail->local, 1, 0);
  CHECK(*frame.detail->meanSlope == 0.5);
  CHECK(*frame.detail->slopeRms == std::sqrt(0.5));
  CHECK(*frame.layers[0].saturated == 0.5);
  CHECK(*frame.layers[0].dead == 0);
}

TEST_CASE(
    "what an affine map does to a gradient of any direction is what it does on average over a "
    "basis") {
  Experiment experiment = chain(2, 3, Activation::tanh);
  experiment.precision = Precision::float64;
  Simulation run(experiment, normalBatch(4, 2, 2));
  run.seek(1, 1);
  FrameRequest request;
  request.detail = 0;
  // The first layer: 2 inputs, 3 units.
  const Frame forward = run.frame(request);
  const Matrix<double> w = *forward.detail->weight;
  REQUIRE(w.rows() == 3);
  REQUIRE(w.cols() == 2);
  CHECK(*forward.detail->weightRms == Approx(std::sqrt(w.array().square().mean())));
  CHECK(!forward.detail->isotropicFactor);
  run.seek(2 * run.frame().operations.size(), 1);
  double squares = 0;
  for (Eigen::Index unit = 0; unit < 3; ++unit) {
    squares += (w.transpose() * Eigen::VectorXd::Unit(3, unit)).squaredNorm() / 3;
  }
  const OperationDetail back = *run.frame(request).detail;
  CHECK(*back.isotropicFactor == Approx(std::sqrt(squares)));
  CHECK(*back.isotropicFactor == Approx(std::sqrt(2) * *back.weightRms));
  request.detail = 1;
  const OperationDetail activation = *run.frame(request).detail;
  CHECK(!activation.weightRms);
  CHECK(!activation.isotropicFactor);
}

TEST_CASE("where the precision cuts the gradient off, the weights are not said to have done it") {
  Experiment experiment = chain(60, 4, Activation::sigmoid);
  experiment.init = Initialiser::normal;
  experiment.gain = 0.1;
  Simulation run(experiment);
  const Frame done = [&] {
    run.seek(2 * run.frame().operations.size(), 1);
    return run.frame();
  }();
  const auto factorAt = [&](int index) {
    FrameRequest request;
    request.detail = index;
    return run.frame(request).detail->isotropicFactor;
  };
  int cut = 0;
  for (std::size_t index = 0; index < done.operations.size(); ++index) {
    const OperationFrame& one = done.operations[index];
    if (one.kind != OperationKind::affine) continue;
    const double entry = *one.sizeOut / std::sqrt(200. * 200. * 4);
    const bool isCut = entry < 0.1 * static_cast<double>(std::numeric_limits<float>::min());
    if (isCut) CHECK(!factorAt(static_cast<int>(index)));
    cut += isCut;
  }
  CHECK(cut > 10);
  // The last layers stand far above the smallest numbers.
  CHECK(factorAt(static_cast<int>(done.operations.size()) - 2).has_value());
}

TEST_CASE("weights are handed over as they are, unless there are too many to draw") {
  FrameRequest request;
  request.weights = true;
  const Frame frame = scalarsAt(scalars(), 0, request);
  REQUIRE(frame.weights.size() == 3);
  CHECK(frame.weights[1](0, 0) == 3);
  Simulation large(chain(3, 150, Activation::tanh));
  CHECK(large.frame(request).weights.empty());
}
