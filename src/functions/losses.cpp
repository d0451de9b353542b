#include "functions/losses.h"

#include <algorithm>
#include <cmath>

#include "functions/elementary.h"

namespace ebb {
namespace {

/// log softmax y = (y - largest) - log Σ e^(y - largest), by PyTorch's order of operations: without
/// overflow, and without taking two large numbers from each other.
template <class Column>
struct LogSoftmax {
  using T = typename Column::Scalar;

  // The largest takes part with e⁰: the sum is at least 1.
  explicit LogSoftmax(const Column& logits)
      : column(logits),
        largest(logits.maxCoeff()),
        logSum(log1pOf((logits.array() - largest).unaryExpr(&expOf<T>).sum() - 1)) {}

  T operator()(Eigen::Index i) const { return (column(i) - largest) - logSum; }
  auto probabilities() const { return ((column.array() - largest) - logSum).unaryExpr(&expOf<T>); }

  const Column& column;
  const T largest;
  const T logSum;
};

/// (1 - t) y - log σ(y), which is -t log σ(y) - (1 - t) log(1 - σ(y)).
template <class T>
T bceOf(T y, T t) {
  return (T(1) - t) * y - (std::min(y, T(0)) - log1pOf(expOf(-std::abs(y))));
}

/// The sum of numbers of precision T as such a number: rounded once, infinite where it is too
/// large.
template <class Numbers>
typename Numbers::Scalar sumOf(const Numbers& numbers) {
  return static_cast<typename Numbers::Scalar>(numbers.template cast<double>().sum());
}

/// -t log p, 0 where t is.
double surprise(double t, double p) { return t > 0 ? -t * std::log(p) : 0; }

}  // namespace

template <class T>
double lossOf(Loss kind, const ConstView<T>& output, const ConstView<T>& target) {
  const T all = static_cast<T>(output.size());
  const T samples = static_cast<T>(output.cols());
  const auto y = output.array();
  const auto t = target.array();
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      return sumOf((y - t).square()) / all;
    case Loss::bce:
      return sumOf(y.binaryExpr(t, [](T a, T b) { return bceOf(a, b); })) / all;
    case Loss::cross_entropy: {
      double sum = 0;
      for (Eigen::Index column = 0; column < output.cols(); ++column) {
        const auto logits = output.col(column);
        const LogSoftmax logSoftmax(logits);
        for (Eigen::Index i = 0; i < output.rows(); ++i) {
          // A class without a share takes no part, even where its logarithm is infinite.
          if (target(i, column) == T(0)) continue;
          sum -= static_cast<double>(target(i, column) * logSoftmax(i));
        }
      }
      return static_cast<T>(sum) / samples;
    }
    case Loss::linear:
      return sumOf(y * t) / samples;
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
        const auto logits = output.col(column);
        const T weight = target.col(column).sum();
        gradient.col(column).array() =
            (weight * LogSoftmax(logits).probabilities() - target.col(column).array()) / samples;
      }
      return;
    case Loss::linear:
      gradient = target / samples;
      return;
  }
}

template <class T>
double zeroLossOf(Loss kind, const ConstView<T>& target) {
  const auto samples = static_cast<double>(target.cols());
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
      return target.template cast<double>().squaredNorm() / static_cast<double>(target.size());
    case Loss::bce:
      return std::log(2.0);
    case Loss::cross_entropy:
      return std::log(static_cast<double>(target.rows())) * target.template cast<double>().sum() /
             samples;
    case Loss::linear:
      return 0;
  }
  return 0;
}

template <class T>
void toAnswers(Loss kind, View<T> output) {
  switch (kind) {
    case Loss::by_data:
    case Loss::mse:
    case Loss::linear:
      return;
    case Loss::bce:
      output = output.unaryExpr(&sigmoidOf<T>);
      return;
    case Loss::cross_entropy:
      for (Eigen::Index column = 0; column < output.cols(); ++column) {
        const auto logits = output.col(column);
        output.col(column) = LogSoftmax(logits).probabilities().matrix();
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
template double zeroLossOf(Loss, const ConstView<float>&);
template double zeroLossOf(Loss, const ConstView<double>&);
template void toAnswers(Loss, View<float>);
template void toAnswers(Loss, View<double>);

}  // namespace ebb
