#include "functions/data_facts.h"

#include <algorithm>
#include <cmath>

#include "functions/losses.h"

namespace ebb {
namespace {

/// Columns of more inputs than this are not gone through: the work grows with their square.
constexpr Eigen::Index kMostInputs = 128;

/// What is left of a column after the others are taken out is rounding noise under this.
constexpr double kNothing = 1e-10;

}  // namespace

bool isAffine(const Experiment& e) {
  if (e.hidden.empty()) return true;
  // Batch normalization has one scale and shift a unit; the others divide by the sample's own size.
  const bool isNormAffine =
      e.normalization == Normalization::none || e.normalization == Normalization::batch;
  return e.activation == Activation::identity && isNormAffine;
}

std::optional<double> unexplainedByLine(Matrix<double> inputs, Matrix<double> targets) {
  const auto centre = [](auto row) { row.array() -= row.mean(); };
  for (Eigen::Index o = 0; o < targets.rows(); ++o) centre(targets.row(o));
  const double variance = targets.squaredNorm();
  if (!(variance > 0) || !std::isfinite(variance)) return std::nullopt;
  for (Eigen::Index i = 0; i < inputs.rows(); ++i) {
    auto input = inputs.row(i);
    centre(input);
    const double size = input.norm();
    for (int pass = 0; pass < 2; ++pass) {
      for (Eigen::Index before = 0; before < i; ++before) {
        input -= input.dot(inputs.row(before)) * inputs.row(before);
      }
    }
    const double rest = input.norm();
    if (!(rest > kNothing * size)) {
      input.setZero();
      continue;
    }
    input /= rest;
    for (Eigen::Index o = 0; o < targets.rows(); ++o) {
      targets.row(o) -= targets.row(o).dot(input) * input;
    }
  }
  return targets.squaredNorm() / variance;
}

template <class T>
DataFacts dataFactsOf(const Experiment& experiment, Loss loss, const Matrix<T>& inputs,
                      const Matrix<T>& targets) {
  DataFacts facts;
  const Matrix<double> exact = targets.template cast<double>();
  const Matrix<T> zeros = Matrix<T>::Zero(targets.rows(), targets.cols());
  facts.constantLoss = constantAnswerLoss(exact, loss);
  facts.zeroLoss = lossOf<T>(loss, ConstView<T>(zeros.data(), zeros.rows(), zeros.cols()),
                             ConstView<T>(targets.data(), targets.rows(), targets.cols()));
  facts.inputScale = rootMeanSquare(inputs);
  facts.largestInputScale = 0;
  for (Eigen::Index row = 0; row < inputs.rows(); ++row) {
    facts.largestInputScale = std::max(facts.largestInputScale, rootMeanSquare(inputs.row(row)));
  }
  if (loss == Loss::mse) facts.targetScale = rootMeanSquare(targets);
  if (isAffine(experiment) && facts.constantLoss && inputs.rows() <= kMostInputs) {
    facts.linearRest = unexplainedByLine(inputs.template cast<double>(), exact);
  }
  return facts;
}

template DataFacts dataFactsOf(const Experiment&, Loss, const Matrix<float>&, const Matrix<float>&);
template DataFacts dataFactsOf(const Experiment&, Loss, const Matrix<double>&,
                               const Matrix<double>&);

}  // namespace ebb
