#include "data/loss_for_data.h"

#include <string>

#include "base/error.h"

namespace ebb {

Loss lossFor(Loss chosen, const Dataset& data) {
  if (chosen == Loss::by_data) {
    if (data.classes == 0) return Loss::mse;
    return data.classes == 2 ? Loss::bce : Loss::cross_entropy;
  }
  const bool wantsClasses = chosen == Loss::bce || chosen == Loss::cross_entropy;
  if (wantsClasses && data.classes == 0 && !data.ready) {
    throw FieldError("loss", std::string(nameOf(chosen)),
                     "by_data, mse or linear where the data are a curve");
  }
  return chosen;
}

namespace {

/// One row a class, rather than as they stand.
bool isOneHot(Loss loss, const Dataset& data) {
  if (data.ready || data.classes == 0) return false;
  return data.classes != 2 || loss == Loss::cross_entropy;
}

}  // namespace

int outputsFor(Loss loss, const Dataset& data) {
  return isOneHot(loss, data) ? data.classes : static_cast<int>(data.targets.rows());
}

Matrix<double> targetsFor(Loss loss, const Dataset& data) {
  if (!isOneHot(loss, data)) return data.targets;
  Matrix<double> targets = Matrix<double>::Zero(data.classes, data.samples());
  for (int i = 0; i < data.samples(); ++i) targets(static_cast<int>(data.targets(0, i)), i) = 1;
  return targets;
}

}  // namespace ebb
