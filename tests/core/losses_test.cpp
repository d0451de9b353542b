#include "functions/losses.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "base/random.h"

using namespace ebb;

namespace {

template <class T>
double lossOfMatrices(Loss kind, const Matrix<T>& output, const Matrix<T>& target) {
  return lossOf<T>(kind, {output.data(), output.rows(), output.cols()},
                   {target.data(), target.rows(), target.cols()});
}

template <class T>
Matrix<T> gradientOf(Loss kind, const Matrix<T>& output, const Matrix<T>& target) {
  Matrix<T> gradient(output.rows(), output.cols());
  lossGradient<T>(kind, {output.data(), output.rows(), output.cols()},
                  {target.data(), target.rows(), target.cols()},
                  {gradient.data(), gradient.rows(), gradient.cols()});
  return gradient;
}

template <class T>
Matrix<T> one(double number) {
  return Matrix<T>::Constant(1, 1, static_cast<T>(number));
}

}  // namespace

TEST_CASE("losses and their gradients are PyTorch's") {
  // Three outputs, two samples; columns are samples. The figures were computed by PyTorch.
  const Matrix<double> y{{0.5, 1}, {-1, 0.25}, {2, -0.5}};
  const Matrix<double> t{{1, 0}, {0, 0.25}, {0, 0.75}};
  const auto check = [&](Loss kind, double value, const Matrix<double>& gradient) {
    CAPTURE(nameOf(kind));
    CHECK(lossOfMatrices<double>(kind, y, t) == doctest::Approx(value).epsilon(1e-12));
    CHECK((gradientOf<double>(kind, y, t) - gradient).cwiseAbs().maxCoeff() < 1e-14);
  };
  check(Loss::mse, 1.3020833333333333,
        Matrix<double>{{-1.0 / 6, 1.0 / 3}, {-1.0 / 3, 0}, {2.0 / 3, -1.25 / 3}});
  check(Loss::bce, 0.9733407957197459,
        Matrix<double>{{-0.0629234447996909, 0.12184309643833414},
                       {0.04482357022833252, 0.05202941681429968},
                       {0.14679951299631372, -0.0620765552003091}});
  check(Loss::cross_entropy, 1.7908935202562335,
        Matrix<double>{{-0.41235480392998164, 0.2948988318284063},
                       {0.019556286635343725, 0.014300344598136505},
                       {0.39279851729463794, -0.3091991764265428}});
  // (0.5 + 0.25 · 0.25 - 0.5 · 0.75) / 2
  check(Loss::linear, 0.09375, t / 2);
}

TEST_CASE("answers: probabilities of each logit, over a column, or the values themselves") {
  const auto answer = [](Loss kind) {
    Matrix<double> y{{std::log(3.0)}, {0}};
    toAnswers<double>(kind, {y.data(), 2, 1});
    return y;
  };
  CHECK(answer(Loss::bce).isApprox(Matrix<double>{{0.75}, {0.5}}, 1e-14));
  CHECK(answer(Loss::cross_entropy).isApprox(Matrix<double>{{0.75}, {0.25}}, 1e-14));
  CHECK(answer(Loss::mse)(0, 0) == std::log(3.0));
}

TEST_CASE("in float32 a loss overflows where PyTorch's does, and its gradient does not") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(lossOfMatrices<float>(Loss::mse, one<float>(1.8e19), one<float>(0)) < infinity);
  CHECK(lossOfMatrices<float>(Loss::mse, one<float>(1.9e19), one<float>(0)) == infinity);
  CHECK(lossOfMatrices<double>(Loss::mse, one<double>(1.9e19), one<double>(0)) < infinity);
  CHECK(gradientOf<float>(Loss::mse, one<float>(1.9e19), one<float>(0))(0, 0) == 3.8e19f);
  // Each square fits, their sum does not.
  const Matrix<float> many = Matrix<float>::Constant(1, 100, 4e18f);
  CHECK(lossOfMatrices<float>(Loss::mse, many, Matrix<float>::Zero(1, 100)) == infinity);
  const Matrix<float> logits = Matrix<float>::Constant(1, 2, 3e38f);
  CHECK(lossOfMatrices<float>(Loss::bce, logits, Matrix<float>::Zero(1, 2)) == infinity);
  const Matrix<float> classes{{2e38f, 2e38f}, {0.0f, 0.0f}};
  const Matrix<float> second{{0.0f, 0.0f}, {1.0f, 1.0f}};
  CHECK(lossOfMatrices<float>(Loss::cross_entropy, classes, second) == infinity);
  CHECK(lossOfMatrices<float>(Loss::bce, one<float>(-1e38), one<float>(1)) ==
        doctest::Approx(1e38));
  CHECK(lossOfMatrices<float>(Loss::bce, one<float>(200), one<float>(1)) == 0);
}

TEST_CASE("large logits keep their differences") {
  const Matrix<float> y{{10000.0f}, {9999.0f}};
  const Matrix<float> t{{1.0f}, {0.0f}};
  CHECK(lossOfMatrices<float>(Loss::cross_entropy, y, t) ==
        doctest::Approx(std::log1p(std::exp(-1.0))).epsilon(1e-6));
  CHECK(gradientOf<float>(Loss::cross_entropy, y, t)(1, 0) ==
        doctest::Approx(1 / (1 + std::exp(1.0))).epsilon(1e-6));
  // A class that is not asked for takes no part, however unlikely.
  const Matrix<float> far{{3e38f}, {-3e38f}};
  CHECK(lossOfMatrices<float>(Loss::cross_entropy, far, t) == 0);
}

TEST_CASE("of outputs that are all 0 the loss is known without computing it") {
  Random random(Key(3).split("test"));
  for (const Loss loss : {Loss::mse, Loss::bce, Loss::cross_entropy, Loss::linear}) {
    CAPTURE(nameOf(loss));
    for (const int outputs : {1, 2, 5}) {
      const Matrix<double> targets =
          Matrix<double>::NullaryExpr(outputs, 7, [&] { return random.normal(); });
      const Matrix<double> zeros = Matrix<double>::Zero(outputs, 7);
      CHECK(zeroLossOf<double>(loss, {targets.data(), outputs, 7}) ==
            doctest::Approx(
                lossOf<double>(loss, {zeros.data(), outputs, 7}, {targets.data(), outputs, 7})));
    }
  }
}
