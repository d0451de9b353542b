#include <doctest/doctest.h>

#include <cmath>

#include "core/runs.h"
#include "functions/losses.h"

using namespace ebb;

namespace {

/// The loss where every sample gets the answer `answer`.
double lossOfAnswer(const Eigen::VectorXd& answer, const Matrix<double>& targets, Loss kind) {
  const Matrix<double> outputs = answer.replicate(1, targets.cols());
  return lossOf<double>(kind, ConstView<double>(outputs.data(), outputs.rows(), outputs.cols()),
                        ConstView<double>(targets.data(), targets.rows(), targets.cols()));
}

double logit(double p) { return std::log(p / (1 - p)); }

}  // namespace

TEST_CASE("a constant answer's loss is what the best constant answer gets") {
  Matrix<double> numbers(2, 4);
  numbers << 1, 2, 3, 6, 0, 0, 4, 4;
  const Eigen::Vector2d mean(3, 2);
  CHECK(*constantAnswerLoss(numbers, Loss::mse) ==
        doctest::Approx(lossOfAnswer(mean, numbers, Loss::mse)));

  Matrix<double> logits(1, 4);
  logits << 1, 0, 0, 0;
  const Eigen::VectorXd quarter = Eigen::VectorXd::Constant(1, logit(0.25));
  CHECK(*constantAnswerLoss(logits, Loss::bce) ==
        doctest::Approx(lossOfAnswer(quarter, logits, Loss::bce)));

  Matrix<double> classes(3, 4);
  classes << 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1;
  const Eigen::Vector3d shares(std::log(0.5), std::log(0.25), std::log(0.25));
  CHECK(*constantAnswerLoss(classes, Loss::cross_entropy) ==
        doctest::Approx(lossOfAnswer(shares, classes, Loss::cross_entropy)));
}

TEST_CASE("no other constant answer gets less") {
  Matrix<double> targets(1, 5);
  targets << 1, 0, 0, 1, 0;
  for (const Loss kind : {Loss::mse, Loss::bce}) {
    for (double answer = -3; answer <= 3; answer += 0.125) {
      const Eigen::VectorXd one = Eigen::VectorXd::Constant(1, answer);
      CHECK(lossOfAnswer(one, targets, kind) >= *constantAnswerLoss(targets, kind) - 1e-12);
    }
  }
}

TEST_CASE("one class alone costs a constant answer nothing, and the linear loss has no least") {
  Matrix<double> ones = Matrix<double>::Ones(1, 3);
  CHECK(*constantAnswerLoss(ones, Loss::bce) == 0);
  CHECK(*constantAnswerLoss(ones, Loss::mse) == 0);
  CHECK_FALSE(constantAnswerLoss(ones, Loss::linear).has_value());
}
