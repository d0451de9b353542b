#include "data/dataset.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/error.h"
#include "data/loss_for_data.h"

using namespace ebb;

namespace {

Dataset points(Data kind, double noise = 0, int samples = 60) {
  Experiment experiment;
  experiment.data = kind;
  experiment.noise = noise;
  experiment.samples = samples;
  experiment.testFraction = 0;
  return makeDataset(experiment);
}

Dataset numbered(int samples) {
  Dataset data;
  data.inputs.resize(1, samples);
  data.targets.resize(1, samples);
  for (int i = 0; i < samples; ++i) {
    data.inputs(0, i) = i;
    data.targets(0, i) = 10 * i;
  }
  return data;
}

Dataset ofClasses(int classes) {
  Dataset data = numbered(4);
  data.classes = classes;
  data.targets = Matrix<double>{{1, 0, classes - 1.0, 0}};
  return data;
}

}  // namespace

TEST_CASE("points of classes come in turn, without noise exactly on their shapes") {
  for (const Data kind : {Data::xor_, Data::circles, Data::moons, Data::spirals, Data::gaussians}) {
    const Dataset data = points(kind);
    const int classes = kind == Data::gaussians ? 3 : 2;
    CAPTURE(std::string(nameOf(kind)));
    CHECK(data.classes == classes);
    CHECK(data.trainSamples == 60);
    for (int i = 0; i < data.samples(); ++i) {
      const double x = data.inputs(0, i);
      const double y = data.inputs(1, i);
      const int which = i % classes;
      CHECK(data.targets(0, i) == which);
      if (kind == Data::xor_) CHECK((x * y > 0) == (which == 0));
      if (kind == Data::circles) {
        CHECK(std::hypot(x, y) == doctest::Approx(which == 0 ? 1 : 0.5));
      }
      if (kind == Data::moons && which == 0) CHECK((std::hypot(x, y) <= 1 + 1e-9 && y >= -1e-9));
      if (kind == Data::moons && which == 1) {
        CHECK(std::hypot(x - 1, y - 0.5) == doctest::Approx(1));
        CHECK(y <= 0.5);
      }
      if (kind == Data::spirals) {
        const double radius = std::hypot(x, y);
        const double angle = 1.5 * 3.14159265358979 * radius + (which == 0 ? 0 : 3.14159265358979);
        CHECK(x == doctest::Approx(radius * std::sin(angle)).epsilon(1e-6));
        CHECK(radius <= 2);
      }
    }
  }
}

TEST_CASE("noise moves the same points, by its standard deviation") {
  const Dataset still = points(Data::circles, 0, 2000);
  const Dataset noisy = points(Data::circles, 0.1, 2000);
  const auto moved = (noisy.inputs - still.inputs).array();
  CHECK(std::sqrt(moved.square().mean()) == doctest::Approx(0.1).epsilon(0.05));
  CHECK(moved.mean() == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("a sine is one period over the interval from -1 to 1") {
  const Dataset data = points(Data::sine);
  CHECK(data.classes == 0);
  for (int i = 0; i < data.samples(); ++i) {
    const double x = data.inputs(0, i);
    CHECK(std::abs(x) <= 1);
    CHECK(data.targets(0, i) == doctest::Approx(std::sin(3.14159265358979 * x)));
  }
}

TEST_CASE("a seed fixes the data") {
  Experiment experiment;
  const Dataset first = makeDataset(experiment);
  CHECK(makeDataset(experiment).inputs == first.inputs);
  experiment.seed = 2;
  CHECK(makeDataset(experiment).inputs != first.inputs);
}

TEST_CASE("test samples stand at the end, both parts in the order they came in") {
  Dataset data = numbered(10);
  splitOff(data, 0.3, Key(1));
  CHECK(data.trainSamples == 7);
  double sum = 0;
  for (int i = 0; i < 10; ++i) {
    CHECK(data.targets(0, i) == 10 * data.inputs(0, i));
    if (i != 0 && i != 7) CHECK(data.inputs(0, i) > data.inputs(0, i - 1));
    sum += data.inputs(0, i);
  }
  CHECK(sum == 45);
}

TEST_CASE("the share is rounded, and one sample stays for training") {
  const auto trainSamples = [](int samples, double fraction) {
    Dataset data = numbered(samples);
    splitOff(data, fraction, Key(1));
    return data.trainSamples;
  };
  CHECK(trainSamples(10, 0) == 10);
  CHECK(trainSamples(10, 0.04) == 10);
  CHECK(trainSamples(10, 0.25) == 7);
  CHECK(trainSamples(2, 0.9) == 1);
  CHECK(trainSamples(1, 0.5) == 1);
}

TEST_CASE("by data: two classes are binary, more are one of several, a curve is squared") {
  CHECK(lossFor(Loss::by_data, ofClasses(2)) == Loss::bce);
  CHECK(lossFor(Loss::by_data, ofClasses(3)) == Loss::cross_entropy);
  CHECK(lossFor(Loss::by_data, numbered(3)) == Loss::mse);
  CHECK(lossFor(Loss::mse, ofClasses(3)) == Loss::mse);
  CHECK_THROWS_AS(lossFor(Loss::bce, numbered(3)), FieldError);
  CHECK_THROWS_AS(lossFor(Loss::cross_entropy, numbered(3)), FieldError);
}

TEST_CASE("targets: a number for two classes, a row a class for more and for cross-entropy") {
  CHECK(outputsFor(Loss::bce, ofClasses(2)) == 1);
  CHECK(targetsFor(Loss::bce, ofClasses(2)) == Matrix<double>{{1, 0, 1, 0}});
  CHECK(outputsFor(Loss::cross_entropy, ofClasses(2)) == 2);
  CHECK(targetsFor(Loss::cross_entropy, ofClasses(2)) ==
        Matrix<double>{{0, 1, 0, 1}, {1, 0, 1, 0}});
  CHECK(outputsFor(Loss::mse, ofClasses(3)) == 3);
  CHECK(targetsFor(Loss::mse, ofClasses(3)) ==
        Matrix<double>{{0, 1, 0, 1}, {1, 0, 0, 0}, {0, 0, 1, 0}});
  CHECK(targetsFor(Loss::mse, numbered(3)) == numbered(3).targets);
}
