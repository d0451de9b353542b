#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "ops/add.h"
#include "ops/affine.h"
#include "ops/batch_norm.h"
#include "ops/dropout.h"
#include "ops/layer_norm.h"
#include "ops/rms_norm.h"

using namespace ebb;

namespace {

/// A value or a parameter with memory of its own, for operations that stand on no tape.
struct Numbers {
  explicit Numbers(const Matrix<double>& given)
      : data(given), gradient(Matrix<double>::Constant(given.rows(), given.cols(), 99)) {}

  Value<double> value(char symbol) {
    return {symbol, 1, static_cast<int>(data.rows()), data.data(), gradient.data()};
  }
  Parameter<double> parameter() {
    return {ParameterRole::weight,         1,           static_cast<int>(data.rows()),
            static_cast<int>(data.cols()), data.data(), gradient.data()};
  }

  /// Copied in, so that the memory stays where it is.
  void setGradient(const Matrix<double>& given) { gradient = given; }

  Matrix<double> data;
  Matrix<double> gradient;
};

constexpr StepContext kTwoSamples{2, 0};

bool isNear(const Matrix<double>& a, const Matrix<double>& b) {
  return (a - b).cwiseAbs().maxCoeff() < 1e-9;
}

}  // namespace

TEST_CASE("affine: z = W h + b, and back through the transposed weights") {
  Numbers h(Matrix<double>{{1, 2}, {3, 4}, {5, 6}});
  Numbers z(Matrix<double>::Zero(2, 2));
  Numbers weights(Matrix<double>{{1, 0, 2}, {0, -1, 1}});
  Numbers biases(Matrix<double>{{10}, {20}});
  const auto from = h.value('h');
  const auto to = z.value('z');
  const auto weight = weights.parameter();
  const auto bias = biases.parameter();
  std::vector<double> past(6);
  for (double* const branch : {static_cast<double*>(nullptr), past.data()}) {
    Affine<double> affine(&from, &to, &weight, &bias, branch);
    affine.forward(kTwoSamples);
    CHECK(z.data == Matrix<double>{{21, 24}, {22, 22}});
    z.setGradient(Matrix<double>{{1, 2}, {0, 1}});
    h.gradient.setConstant(100);
    affine.backward(kTwoSamples);
    CHECK(weights.gradient == Matrix<double>{{5, 11, 17}, {2, 4, 6}});
    CHECK(biases.gradient == Matrix<double>{{3}, {1}});
    const Matrix<double> back{{1, 2}, {0, -1}, {2, 5}};
    // Beside a path that goes past the block, what came back there is added to.
    CHECK(h.gradient == (branch == nullptr ? back : Matrix<double>(back.array() + 100)));
  }
  CHECK(past == std::vector<double>{1, 0, 2, 2, -1, 5});
}

TEST_CASE("add: the sum forward, the same gradient on both ways back") {
  Numbers d(Matrix<double>{{1, 2}});
  Numbers skip(Matrix<double>{{10, 20}});
  Numbers h(Matrix<double>::Zero(1, 2));
  const auto from = d.value('d');
  const auto past = skip.value('h');
  const auto to = h.value('h');
  Add<double> add(&from, &past, &to);
  add.forward(kTwoSamples);
  CHECK(h.data == Matrix<double>{{11, 22}});
  h.setGradient(Matrix<double>{{3, -4}});
  add.backward(kTwoSamples);
  CHECK(d.gradient == h.gradient);
  CHECK(skip.gradient == h.gradient);
}

TEST_CASE("dropout: each number is dropped or made 1/(1-p) as large, its gradient alike") {
  constexpr int kCount = 1000;
  Numbers a(Matrix<double>::Ones(kCount, 2));
  Numbers d(Matrix<double>::Zero(kCount, 2));
  const auto from = a.value('a');
  const auto to = d.value('d');
  std::vector<double> mask(2 * kCount);
  Dropout<double> dropout(0.75, Key(1), &from, &to, mask.data());
  dropout.forward(kTwoSamples);
  CHECK(((d.data.array() == 0) || (d.data.array() == 4)).all());
  CHECK(static_cast<double>((d.data.array() == 0).count()) == doctest::Approx(1500).epsilon(0.05));
  d.gradient.setConstant(3);
  dropout.backward(kTwoSamples);
  CHECK(a.gradient == 3 * d.data);

  const Matrix<double> before = d.data;
  dropout.forward({2, 1});
  CHECK(d.data != before);
  dropout.forward(kTwoSamples);
  CHECK(d.data == before);

  Matrix<double> out(kCount, 2);
  dropout.infer({a.data.data(), kCount, 2}, {a.data.data(), kCount, 2}, {out.data(), kCount, 2});
  CHECK(out == a.data);
}

TEST_CASE("batch norm: over the samples, with running statistics as PyTorch keeps them") {
  Numbers z(Matrix<double>{{1, 5}});
  Numbers n(Matrix<double>::Zero(1, 2));
  Numbers gammas(Matrix<double>::Constant(1, 1, 3));
  Numbers betas(Matrix<double>::Constant(1, 1, 10));
  const auto from = z.value('z');
  const auto to = n.value('n');
  const auto gamma = gammas.parameter();
  const auto beta = betas.parameter();
  std::vector<double> normalized(2);
  double mean = 0;
  double inverseStd = 0;
  double runningMean = 0;
  double runningVariance = 1;
  BatchNorm<double> norm(&from, &to, &gamma, &beta,
                         {normalized.data(), &mean, &inverseStd, &runningMean, &runningVariance});
  norm.forward(kTwoSamples);
  // Mean 3, variance 4, unbiased 8.
  const double std = std::sqrt(4 + 1e-5);
  CHECK(isNear(n.data, Matrix<double>{{10 - 6 / std, 10 + 6 / std}}));
  CHECK(runningMean == doctest::Approx(0.3));
  CHECK(runningVariance == doctest::Approx(0.9 + 0.8));
  n.setGradient(Matrix<double>{{2, 1}});
  norm.backward(kTwoSamples);
  CHECK(betas.gradient(0, 0) == doctest::Approx(3));
  CHECK(gammas.gradient(0, 0) == doctest::Approx(-2 / std));
  // Two samples that are 0 apart from their mean and size: next to nothing is left.
  const double left = 3 / std * (0.5 - 2 / std * (2 / std) / 2);
  CHECK(isNear(z.gradient, Matrix<double>{{left, -left}}));

  Matrix<double> out(1, 2);
  norm.infer({z.data.data(), 1, 2}, {z.data.data(), 1, 2}, {out.data(), 1, 2});
  CHECK(out(0, 0) == doctest::Approx(10 + 3 * (1 - 0.3) / std::sqrt(1.7 + 1e-5)));
}

TEST_CASE("layer norm and rms norm: over the units of each sample") {
  Numbers z(Matrix<double>{{1, 3}, {5, 4}});
  Numbers n(Matrix<double>::Zero(2, 2));
  Numbers gammas(Matrix<double>{{1}, {2}});
  Numbers betas(Matrix<double>{{0}, {10}});
  const auto from = z.value('z');
  const auto to = n.value('n');
  const auto gamma = gammas.parameter();
  const auto beta = betas.parameter();
  std::vector<double> normalized(4);
  std::vector<double> mean(2);
  std::vector<double> inverseStd(2);
  LayerNorm<double> layerNorm(&from, &to, &gamma, &beta,
                              {normalized.data(), mean.data(), inverseStd.data()});
  layerNorm.forward(kTwoSamples);
  // Means 3 and 3.5, variances 4 and ¼.
  const double one = 2 / std::sqrt(4 + 1e-5);
  const double two = 0.5 / std::sqrt(0.25 + 1e-5);
  CHECK(isNear(n.data, Matrix<double>{{-one, -two}, {10 + 2 * one, 10 + 2 * two}}));
  n.setGradient(Matrix<double>{{1, 0}, {1, 3}});
  layerNorm.backward(kTwoSamples);
  CHECK(isNear(gammas.gradient, Matrix<double>{{-one}, {one + 3 * two}}));
  CHECK(isNear(betas.gradient, Matrix<double>{{1}, {4}}));

  RmsNorm<double> rmsNorm(&from, &to, &gamma, {normalized.data(), inverseStd.data()});
  rmsNorm.forward(kTwoSamples);
  const double first = std::sqrt(13 + 1e-5);
  const double second = std::sqrt(12.5 + 1e-5);
  CHECK(isNear(n.data, Matrix<double>{{1 / first, 3 / second}, {10 / first, 8 / second}}));
  n.setGradient(Matrix<double>{{1, 0}, {0, 0}});
  rmsNorm.backward(kTwoSamples);
  CHECK(isNear(gammas.gradient, Matrix<double>{{1 / first}, {0}}));
  // g = (1, 0), mean(g x̂) = ½ / r: (g - x̂ mean(g x̂)) / r.
  const double along = 0.5 / first;
  CHECK(isNear(z.gradient.col(0),
               Matrix<double>{{(1 - along / first) / first}, {-5 * along / first / first}}));
  CHECK(isNear(z.gradient.col(1), Matrix<double>{{0}, {0}}));
}
