#include "functions/initialisers.h"

#include <cmath>

#include "functions/activations.h"

namespace ebb {
namespace {

Matrix<double> uniformWithin(double bound, int rows, int columns, Key key) {
  Random random(key);
  return Matrix<double>::NullaryExpr(rows, columns, [&] { return random.uniform(-bound, bound); });
}

Matrix<double> normalOf(double standardDeviation, int rows, int columns, Key key) {
  Random random(key);
  return Matrix<double>::NullaryExpr(rows, columns,
                                     [&] { return standardDeviation * random.normal(); });
}

/// Q of a normal matrix whose R has a positive diagonal (uniform over orthogonal matrices: Mezzadri
/// 2007), by Gram-Schmidt done twice: unlike blocked Householder reflections its sums have one
/// order on every machine.
Matrix<double> orthonormalColumns(Matrix<double> q) {
  for (Eigen::Index column = 0; column < q.cols(); ++column) {
    for (int pass = 0; pass < 2; ++pass) {
      for (Eigen::Index before = 0; before < column; ++before) {
        q.col(column) -= q.col(before).dot(q.col(column)) * q.col(before);
      }
    }
    q.col(column).normalize();
  }
  return q;
}

}  // namespace

Matrix<double> initialWeights(Initialiser kind, double gain, int units, int inputs, Key key) {
  const double fanIn = inputs;
  const double fanSum = inputs + units;
  switch (kind) {
    case Initialiser::zeros:
      return Matrix<double>::Zero(units, inputs);
    case Initialiser::constant:
      return Matrix<double>::Constant(units, inputs, gain);
    case Initialiser::uniform:
      return uniformWithin(gain, units, inputs, key);
    case Initialiser::normal:
      return normalOf(gain, units, inputs, key);
    case Initialiser::xavier_uniform:
      return uniformWithin(gain * std::sqrt(6 / fanSum), units, inputs, key);
    case Initialiser::xavier_normal:
      return normalOf(gain * std::sqrt(2 / fanSum), units, inputs, key);
    case Initialiser::kaiming_uniform:
      return uniformWithin(gain * std::sqrt(6 / fanIn), units, inputs, key);
    case Initialiser::kaiming_normal:
      return normalOf(gain * std::sqrt(2 / fanIn), units, inputs, key);
    case Initialiser::lecun_uniform:
      return uniformWithin(gain * std::sqrt(3 / fanIn), units, inputs, key);
    case Initialiser::lecun_normal:
      return normalOf(gain * std::sqrt(1 / fanIn), units, inputs, key);
    case Initialiser::orthogonal:
      if (units < inputs) {
        return gain * orthonormalColumns(normalOf(1, inputs, units, key)).transpose();
      }
      return gain * orthonormalColumns(normalOf(1, units, inputs, key));
    case Initialiser::pytorch_linear:
      return uniformWithin(gain / std::sqrt(fanIn), units, inputs, key);
  }
  return {};
}

Matrix<double> initialBiases(Initialiser kind, double gain, double standardDeviation, int units,
                             int inputs, Key key) {
  if (kind == Initialiser::pytorch_linear) {
    return uniformWithin(gain / std::sqrt(static_cast<double>(inputs)), units, 1, key);
  }
  return normalOf(standardDeviation, units, 1, key);
}

bool fits(Initialiser init, Activation activation) {
  const bool isKaiming =
      init == Initialiser::kaiming_uniform || init == Initialiser::kaiming_normal;
  const bool isXavier = init == Initialiser::xavier_uniform || init == Initialiser::xavier_normal;
  const bool isLecun = init == Initialiser::lecun_uniform || init == Initialiser::lecun_normal;
  const Initialiser fitting = fittingInitialiser(activation);
  if (fitting == Initialiser::kaiming_normal) return isKaiming;
  if (fitting == Initialiser::lecun_normal) return isLecun;
  return isXavier || isLecun || init == Initialiser::orthogonal;
}

}  // namespace ebb
