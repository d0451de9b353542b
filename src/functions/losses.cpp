#include "functions/losses.h"

#include <cmath>

namespace ebb {
namespace {

/// log Σ e^y of one column, without overflow.
template <class Column>
double logSumExp(const Column& column) {
  const double largest = static_cast<double>(column.maxCoeff());
  double sum = 0;
  for (Eigen::Index i = 0; i < column.size(); ++i) {
    sum += std::exp(static_cast<double>(column(i)) - largest);
  }
  return largest + std::log(sum);
}

template <class T>
T sigmoidOf(T x) {
  return T(1) / (T(1) + std::exp(-x));
}

double bceOf(double y, double t) {
  return std::max(y, 0.0) - y * t + std::log1p(std::exp(-std::abs(y)));
}

/// -t log p, 0 where t is.
double surprise(double t, double p) { return t > 0 ? -t * std::log(p) : 0; }

}  // namespace

template <class T>
double lossOf(Loss kind, const ConstView<T>& output, const ConstView<T>& target) {
  const double all = static_cast<double>(output.size());
  const double samples = static_cast<double>(output.cols());
  const auto y = output.array().template cast<double>();
  const auto t = target.array().template cast<double>();
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      return (y - t).square().sum() / all;
    case Loss::bce:
      return y.binaryExpr(t, [](double a, double b) { return bceOf(a, b); }).sum() / all;
    case Loss::cross_entropy: {
      double sum = 0;
      for (Eigen::Index column = 0; column < output.cols(); ++column) {
        const double normaliser = logSumExp(output.col(column));
        sum += (t.col(column) * (normaliser - y.col(column))).sum();
      }
      return sum / samples;
    }
    case Loss::linear:
      return (y * t).sum() / samples;
  }
  return 0;
}

template <class T>
void lossGradient(Loss kind, const ConstView<T>& output, const ConstView<T>& target,
                  View<T> gradient) {
  const T all = static_cast<T>(output.size());
  const T samples = static_cast<T>(output.cols());
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      gradient.array() = T(2) / all * (output.array() - target.array());
      return;
    case Loss::bce:
      gradient.array() = output.array().binaryExpr(target.array(), [](T y, T t) {
        return sigmoidOf(y) - t;
      }) / all;
      return;
    case Loss::cross_entropy:
      for (Eigen::Index column = 0; column < output.cols(); ++column) {
        const T normaliser = static_cast<T>(logSumExp(output.col(column)));
        const T weight = target.col(column).sum();
        gradient.col(column).array() = (weight * (output.col(column).array() - normaliser).exp() -
                                        target.col(column).array()) /
                                       samples;
      }
      return;
    case Loss::linear:
      gradient = target / samples;
      return;
  }
}

template <class T>
void toAnswers(Loss kind, View<T> output) {
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
    case Loss::linear:
      return;
    case Loss::bce:
      output = output.unaryExpr([](T y) { return sigmoidOf(y); });
      return;
    case Loss::cross_entropy:
      for (Eigen::Index column = 0; column < output.cols(); ++column) {
        const T normaliser = static_cast<T>(logSumExp(output.col(column)));
        output.col(column) = (output.col(column).array() - normaliser).exp().matrix();
      }
      return;
  }
}

std::optional<double> constantAnswerLoss(const Matrix<double>& targets, Loss kind) {
  const Eigen::VectorXd mean = targets.rowwise().mean();
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      return (targets.colwise() - mean).array().square().mean();
    case Loss::bce:
      return mean.unaryExpr([](double p) { return surprise(p, p) + surprise(1 - p, 1 - p); })
          .mean();
    case Loss::cross_entropy: {
      const double all = mean.sum();
      return mean.unaryExpr([all](double share) { return surprise(share, share / all); }).sum();
    }
    case Loss::linear:
      return std::nullopt;
  }
  return std::nullopt;
}

template double lossOf(Loss, const ConstView<float>&, const ConstView<float>&);
template double lossOf(Loss, const ConstView<double>&, const ConstView<double>&);
template void lossGradient(Loss, const ConstView<float>&, const ConstView<float>&, View<float>);
template void lossGradient(Loss, const ConstView<double>&, const ConstView<double>&, View<double>);
template void toAnswers(Loss, View<float>);
template void toAnswers(Loss, View<double>);

}  // namespace ebb
