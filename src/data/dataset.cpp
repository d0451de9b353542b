#include "data/dataset.h"

#include <cmath>
#include <numeric>

#include "data/shuffle.h"
#include "data/standardise.h"
#include "data/table.h"

namespace ebb {
namespace {

constexpr double kPi = 3.14159265358979323846;

struct Point {
  double x;
  double y;
};

/// Four quadrants, opposite ones alike.
Point xorPoint(int which, Random& random) {
  const double x = random.uniform();
  const double y = random.uniform();
  const bool flip = random.uniform() < 0.5;
  const double sign = flip ? -1 : 1;
  return {sign * x, (which == 0 ? sign : -sign) * y};
}

/// Radius 1 around radius ½.
Point circlePoint(int which, Random& random) {
  const double angle = random.uniform(0, 2 * kPi);
  const double radius = which == 0 ? 1 : 0.5;
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

/// Two interleaved half circles, as scikit-learn's make_moons.
Point moonPoint(int which, Random& random) {
  const double angle = random.uniform(0, kPi);
  if (which == 0) return {std::cos(angle), std::sin(angle)};
  return {1 - std::cos(angle), 0.5 - std::sin(angle)};
}

/// Two arms of 1½ turns, out to radius 2: far enough apart for the default noise.
Point spiralPoint(int which, Random& random) {
  const double along = random.uniform();
  const double radius = 2 * along;
  const double angle = 1.5 * 2 * kPi * along + (which == 0 ? 0 : kPi);
  return {radius * std::sin(angle), radius * std::cos(angle)};
}

/// Three clouds of standard deviation ¼ on a circle of radius 1.
Point gaussianPoint(int which, Random& random) {
  const double angle = kPi / 2 + which * 2 * kPi / 3;
  const double x = std::cos(angle) + 0.25 * random.normal();
  return {x, std::sin(angle) + 0.25 * random.normal()};
}

/// Points of classes in turn; the noise has a stream of its own, so that changing how much there is
/// moves the same points.
template <class Draw>
Dataset pointSet(const Experiment& experiment, int classes, Draw draw, Key key) {
  Dataset data;
  data.classes = classes;
  data.inputs.resize(2, experiment.samples);
  data.targets.resize(1, experiment.samples);
  Random points(key.split("points"));
  Random noise(key.split("noise"));
  for (int i = 0; i < experiment.samples; ++i) {
    const int which = i % classes;
    const Point point = draw(which, points);
    data.inputs(0, i) = point.x + experiment.noise * noise.normal();
    data.inputs(1, i) = point.y + experiment.noise * noise.normal();
    data.targets(0, i) = which;
  }
  return data;
}

/// One period of sin πx over [-1, 1].
Dataset sineCurve(const Experiment& experiment, Key key) {
  Dataset data;
  data.inputs.resize(1, experiment.samples);
  data.targets.resize(1, experiment.samples);
  Random points(key.split("points"));
  Random noise(key.split("noise"));
  for (int i = 0; i < experiment.samples; ++i) {
    const double x = points.uniform(-1, 1);
    data.inputs(0, i) = x;
    data.targets(0, i) = std::sin(kPi * x) + experiment.noise * noise.normal();
  }
  return data;
}

/// What a table's targets are to be taken as: what the loss needs, where nothing is said of it.
Targets targetsWanted(const Experiment& experiment) {
  const bool needsClasses = experiment.loss == Loss::bce || experiment.loss == Loss::cross_entropy;
  const bool isSaid = experiment.targets != Targets::auto_;
  return needsClasses && !isSaid ? Targets::classes : experiment.targets;
}

Dataset drawOrRead(const Experiment& experiment, Key key) {
  switch (experiment.data) {
    case Data::xor_:
      return pointSet(experiment, 2, xorPoint, key);
    case Data::circles:
      return pointSet(experiment, 2, circlePoint, key);
    case Data::moons:
      return pointSet(experiment, 2, moonPoint, key);
    case Data::spirals:
      return pointSet(experiment, 2, spiralPoint, key);
    case Data::gaussians:
      return pointSet(experiment, 3, gaussianPoint, key);
    case Data::sine:
      return sineCurve(experiment, key);
    case Data::table:
      return readTable(experiment.table, targetsWanted(experiment));
  }
  return {};
}

}  // namespace

Dataset makeDataset(const Experiment& experiment) {
  const Key key = Key(experiment.seed).split("data");
  Dataset data = drawOrRead(experiment, key);
  splitOff(data, experiment.testFraction, key.split("split"));
  if (experiment.data == Data::table && experiment.standardise == Standardise::yes) {
    const int inputs = static_cast<int>(data.inputs.rows());
    data.constantColumns = standardiseRows(data.inputs, data.trainSamples, 1);
    if (data.classes == 0) {
      const auto constant = standardiseRows(data.targets, data.trainSamples, inputs + 1);
      if (!constant.empty()) data.constantColumns.push_back(inputs);
    }
  }
  return data;
}

void splitOff(Dataset& data, double testFraction, Key key) {
  const int samples = data.samples();
  const int tests = std::min(samples - 1, static_cast<int>(std::lround(samples * testFraction)));
  data.trainSamples = samples - tests;
  if (tests == 0) return;
  std::vector<int> order(static_cast<std::size_t>(samples));
  shuffle(order, key);
  std::vector<bool> isTest(order.size());
  for (int i = 0; i < tests; ++i)
    isTest[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = true;
  std::iota(order.begin(), order.end(), 0);
  std::stable_partition(order.begin(), order.end(),
                        [&](int sample) { return !isTest[static_cast<std::size_t>(sample)]; });
  Matrix<double> inputs(data.inputs.rows(), samples);
  Matrix<double> targets(data.targets.rows(), samples);
  for (int i = 0; i < samples; ++i) {
    inputs.col(i) = data.inputs.col(order[static_cast<std::size_t>(i)]);
    targets.col(i) = data.targets.col(order[static_cast<std::size_t>(i)]);
  }
  data.inputs = std::move(inputs);
  data.targets = std::move(targets);
}

}  // namespace ebb
