#include "data/data_facts.h"

#include <doctest/doctest.h>

#include "experiment/link.h"

using namespace ebb;

namespace {

Matrix<double> rows(std::initializer_list<std::initializer_list<double>> list) {
  Matrix<double> m(static_cast<Eigen::Index>(list.size()),
                   static_cast<Eigen::Index>(list.begin()->size()));
  Eigen::Index r = 0;
  for (const auto& row : list) {
    Eigen::Index c = 0;
    for (const double number : row) m(r, c++) = number;
    ++r;
  }
  return m;
}

}  // namespace

TEST_CASE("what the best affine map leaves: nothing of a line, all of XOR") {
  const auto x = rows({{0, 1, 2, 3}});
  CHECK(*unexplainedByLine(x, rows({{5, 7, 9, 11}})) == doctest::Approx(0).epsilon(1e-12));
  // By hand: slope 0, so that all of it is left.
  CHECK(*unexplainedByLine(x, rows({{1, 0, 0, 1}})) == doctest::Approx(1));
  // By hand: slope 0.6, variance 4 · 0.5, explained 5 · 0.36.
  CHECK(*unexplainedByLine(x, rows({{0, 1, 1, 2}})) == doctest::Approx(0.1));
  const auto corners = rows({{0, 0, 1, 1}, {0, 1, 0, 1}});
  CHECK(*unexplainedByLine(corners, rows({{0, 1, 1, 0}})) == doctest::Approx(1));
  CHECK(*unexplainedByLine(corners, rows({{0, 1, 1, 1}})) == doctest::Approx(1.0 / 3));
}

TEST_CASE("a column that follows from the others, or stands still, changes nothing") {
  const auto y = rows({{0, 1, 1, 2}});
  const auto alone = unexplainedByLine(rows({{0, 1, 2, 3}}), y);
  CHECK(*unexplainedByLine(rows({{0, 1, 2, 3}, {1, 3, 5, 7}, {4, 4, 4, 4}}), y) ==
        doctest::Approx(*alone));
  CHECK(!unexplainedByLine(rows({{0, 1, 2, 3}}), rows({{2, 2, 2, 2}})));
}

TEST_CASE("a network is affine where nothing between its layers bends") {
  const auto is = [](const char* link) { return isAffine(readLink(link).experiment); };
  CHECK(is("activation=identity"));
  CHECK(is("activation=identity&normalization=batch&residual=add"));
  CHECK(is("hidden="));
  CHECK_FALSE(is(""));
  CHECK_FALSE(is("activation=identity&normalization=layer"));
  CHECK_FALSE(is("activation=identity&normalization=rms"));
}

TEST_CASE("facts of the data: scales, the loss of zeros, and of a line only where there is one") {
  const auto inputs = rows({{3, -3, 3, -3}, {0, 0, 0, 2}});
  const auto targets = rows({{1, -1, 2, -2}});
  Experiment experiment;
  const DataFacts facts = dataFactsOf<double>(experiment, Loss::mse, inputs, targets);
  CHECK(facts.inputScale == doctest::Approx(std::sqrt(40.0 / 8)));
  CHECK(facts.largestInputScale == doctest::Approx(3));
  CHECK(*facts.targetScale == doctest::Approx(std::sqrt(2.5)));
  CHECK(facts.zeroLoss == doctest::Approx(2.5));
  CHECK(*facts.constantLoss == doctest::Approx(2.5));
  CHECK(!facts.linearRest);
  experiment.activation = Activation::identity;
  CHECK(dataFactsOf<double>(experiment, Loss::mse, inputs, targets).linearRest.has_value());
}
