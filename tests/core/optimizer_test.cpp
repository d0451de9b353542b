#include "training/optimizer.h"

#include <doctest/doctest.h>

#include <array>
#include <deque>

#include "core/runs.h"

using namespace ebb;

TEST_CASE(
    "the update ratio and the weights shown are those the update found, however large it is") {
  Experiment experiment = chain(20, 16, Activation::relu);
  experiment.init = Initialiser::kaiming_normal;
  experiment.gain = 4;
  experiment.precision = Precision::float32;
  Simulation run(experiment);
  const Matrix<double> start = run.parameters().at("2.weight");
  run.seek(run.schedule().boundary(1), 1);
  FrameRequest request;
  int index = 0;
  for (const auto& op : run.frame().operations) {
    if (op.kind == OperationKind::affine && op.layer == 2) request.detail = index;
    ++index;
  }
  const Frame frame = run.frame(request);
  REQUIRE(frame.detail.has_value());
  // W - ΔW keeps nothing of W here, so that adding ΔW again does not bring it back.
  const Matrix<double>& change = *frame.detail->weightChange;
  CHECK(change.norm() > 1e8 * start.norm());
  CHECK(*frame.detail->weight == start);
  CHECK(*frame.layers[1].updateRatio == doctest::Approx(change.norm() / start.norm()));
  CHECK(*frame.detail->weightAfter == run.parameters().at("2.weight"));
  CHECK(*frame.layers.front().updateRatio == doctest::Approx(1.70e9).epsilon(0.01));
}

namespace {

struct Known {
  Optimizer kind;
  /// Both entries after each of three updates.
  std::array<double, 6> reached;
};

/// From (1, -2) at rate 0.1, momentum 0.9, weight decay 0.01; computed by PyTorch in float64.
const Known kKnown[] = {
    {Optimizer::sgd, {0.949, -1.973, 0.938051, -2.001027, 1.037112949, -2.199025973}},
    {Optimizer::momentum,
     {0.949, -1.973, 0.8921509999999999, -1.9767270000000001, 0.9400947489999999, -2.178104573}},
    {Optimizer::nesterov,
     {0.9031, -1.9487, 0.84107411, -1.98012747, 0.983465558191, -2.359403780807}},
    {Optimizer::rmsprop,
     {1.9607839341073685e-07, -1.0000003703702336, -0.1933474293946649, -1.7335993014227107,
      0.6961819275893686, -2.7144834851021935}},
    {Optimizer::adagrad,
     {0.9000000000196078, -1.900000000037037, 0.8790994740831358, -1.9721079572081983,
      0.9675975869472134, -2.0702261789626006}},
    {Optimizer::adam,
     {0.9000000019607843, -1.9000000037037035, 0.8189151743261174, -1.9072580129009722,
      0.8463196809285966, -1.9710219371860442}},
    {Optimizer::adamw,
     {0.899000002, -1.8980000039999998, 0.8177969063826518, -1.910396476543747, 0.8457244938018664,
      -1.9733011638974263}},
};

constexpr double kGradients[3][2] = {{0.5, -0.25}, {0.1, 0.3}, {-1, 2}};

}  // namespace

TEST_CASE("three updates of every optimizer are PyTorch's; a change and what it found are kept") {
  CHECK(std::size(kKnown) == kindNames<Optimizer>().size());
  for (const Known& known : kKnown) {
    CAPTURE(nameOf(known.kind));
    Experiment experiment;
    experiment.optimizer = known.kind;
    experiment.learningRate = 0.1;
    experiment.momentum = 0.9;
    experiment.weightDecay = 0.01;
    alignas(16) double data[2] = {1, -2};
    alignas(16) double gradient[2] = {};
    std::deque<Parameter<double>> parameters;
    parameters.push_back({ParameterRole::weight, 1, 1, 2, data, gradient});
    Arena state(1024), work(1024);
    OptimizerRule<double> rule(experiment, parameters, state, work);
    // The second round begins anew: averages are back at 0.
    for (int round = 0; round < 2; ++round) {
      rule.initialise();
      data[0] = 1;
      data[1] = -2;
      for (std::uint64_t t = 0; t < 3; ++t) {
        const double before[2] = {data[0], data[1]};
        for (int i = 0; i < 2; ++i) gradient[i] = kGradients[t][i];
        rule.update(t);
        for (int i = 0; i < 2; ++i) {
          CHECK(data[i] == doctest::Approx(known.reached[2 * t + i]).epsilon(1e-12));
          CHECK(rule.beforeLastUpdate(parameters.front())(0, i) == before[i]);
          CHECK(rule.lastChange(parameters.front())(0, i) ==
                doctest::Approx(before[i] - data[i]).epsilon(1e-9));
        }
      }
      rule.swapWithBefore();
      CHECK(parameters.front().data[0] == doctest::Approx(known.reached[2]).epsilon(1e-12));
      rule.swapWithBefore();
      CHECK(parameters.front().data == data);
      CHECK(data[0] == doctest::Approx(known.reached[4]).epsilon(1e-12));
    }
  }
}
