#include "data/data_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "functions/losses.h"

namespace ebb {
namespace {

/// Columns of more inputs than this are not gone through: the work grows with their square.
constexpr Eigen::Index kMostInputs = 128;

/// What is left of a column after the others are taken out is rounding noise under this.
constexpr double kNothing = 1e-10;

using Row = std::vector<double>;

// Plain loops: a first visit waits for every byte of a kernel.
std::vector<Row> centredRows(const Matrix<double>& matrix) {
  std::vector<Row> rows;
  for (Eigen::Index r = 0; r < matrix.rows(); ++r) {
    Row& row = rows.emplace_back();
    double sum = 0;
    for (Eigen::Index c = 0; c < matrix.cols(); ++c) {
      row.push_back(matrix(r, c));
      sum += row.back();
    }
    for (double& number : row) number -= sum / static_cast<double>(row.size());
  }
  return rows;
}

double dot(const Row& a, const Row& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double squareOf(const std::vector<Row>& rows) {
  double sum = 0;
  for (const Row& row : rows) sum += dot(row, row);
  return sum;
}

/// What of `row` lies along a row of norm 1.
void takeOut(const Row& along, Row& row) {
  const double size = dot(along, row);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] -= size * along[i];
}

}  // namespace

bool isAffine(const Experiment& e) {
  if (e.hidden.empty()) return true;
  // Batch normalization has one scale and shift a unit; the others divide by the sample's own size.
  const bool isNormAffine =
      e.normalization == Normalization::none || e.normalization == Normalization::batch;
  return e.activation == Activation::identity && isNormAffine;
}

std::optional<double> unexplainedByLine(const Matrix<double>& inputs,
                                        const Matrix<double>& targets) {
  // A row of numbers for each, of mean 0.
  std::vector<Row> basis = centredRows(inputs);
  std::vector<Row> rest = centredRows(targets);
  const double variance = squareOf(rest);
  if (!(variance > 0) || !std::isfinite(variance)) return std::nullopt;
  for (std::size_t i = 0; i < basis.size(); ++i) {
    const double size = std::sqrt(dot(basis[i], basis[i]));
    for (int pass = 0; pass < 2; ++pass) {
      for (std::size_t before = 0; before < i; ++before) takeOut(basis[before], basis[i]);
    }
    const double left = std::sqrt(dot(basis[i], basis[i]));
    const double scale = left > kNothing * size ? 1 / left : 0;
    for (double& number : basis[i]) number *= scale;
    for (Row& row : rest) takeOut(basis[i], row);
  }
  return squareOf(rest) / variance;
}

double leastLossOf(const Matrix<double>& inputs, const Matrix<double>& targets, Loss loss) {
  const auto isBefore = [&](Eigen::Index a, Eigen::Index b) {
    for (Eigen::Index row = 0; row < inputs.rows(); ++row) {
      if (inputs(row, a) != inputs(row, b)) return inputs(row, a) < inputs(row, b);
    }
    return false;
  };
  std::vector<Eigen::Index> order(static_cast<std::size_t>(inputs.cols()));
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<Eigen::Index>(i);
  // Smaller than a sort, and as fast where it matters.
  std::make_heap(order.begin(), order.end(), isBefore);
  std::sort_heap(order.begin(), order.end(), isBefore);
  double sum = 0;
  for (std::size_t begin = 0, end = 1; begin < order.size(); begin = end++) {
    while (end < order.size() && !isBefore(order[begin], order[end])) ++end;
    if (end - begin < 2) continue;
    Matrix<double> answers(targets.rows(), static_cast<Eigen::Index>(end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      answers.col(static_cast<Eigen::Index>(i - begin)) = targets.col(order[i]);
    }
    sum += constantAnswerLoss(answers, loss).value_or(0) * static_cast<double>(end - begin);
  }
  return sum / static_cast<double>(order.size());
}

template <class T>
DataFacts dataFactsOf(const Experiment& experiment, Loss loss, const Matrix<T>& inputs,
                      const Matrix<T>& targets) {
  DataFacts facts;
  const Matrix<double> exact = targets.template cast<double>();
  facts.constantLoss = constantAnswerLoss(exact, loss);
  facts.zeroLoss =
      zeroLossOf<T>(loss, ConstView<T>(targets.data(), targets.rows(), targets.cols()));
  facts.inputScale = rootMeanSquare(inputs);
  facts.largestInputScale = 0;
  facts.smallestInputReach = std::numeric_limits<double>::infinity();
  for (Eigen::Index row = 0; row < inputs.rows(); ++row) {
    facts.largestInputScale =
        std::max(facts.largestInputScale, rootMeanSquare(Matrix<T>(inputs.row(row))));
    const auto reach = static_cast<double>(inputs.row(row).cwiseAbs().maxCoeff());
    if (reach > 0) facts.smallestInputReach = std::min(facts.smallestInputReach, reach);
  }
  // All zeros: no scale.
  if (std::isinf(facts.smallestInputReach)) facts.smallestInputReach = 1;
  if (facts.constantLoss) {
    facts.leastLoss = leastLossOf(inputs.template cast<double>(), exact, loss);
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
