#pragma once

#include "data/dataset.h"

namespace ebb {

/// The loss that `by_data` means for these data. Throws FieldError for field `loss` where the
/// chosen one does not fit them.
Loss lossFor(Loss chosen, const Dataset& data);

/// Rows of the targets as the loss takes them.
int outputsFor(Loss loss, const Dataset& data);

/// Targets as the loss takes them, outputs × samples: one logit for bce and mse of two classes,
/// otherwise one row a class.
Matrix<double> targetsFor(Loss loss, const Dataset& data);

}  // namespace ebb
