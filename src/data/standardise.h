#pragma once

#include <vector>

#include "base/matrix.h"

namespace ebb {

/// Brings each row to mean 0 and standard deviation 1 over its first `trainSamples` columns; test
/// samples follow by the same shift and scale. Returns the rows that are the same number there, but
/// for rounding: these have no standard deviation, and become 0 there.
///
/// Any finite numbers will do: they are brought near 1 by a power of two first, and near 0 by their
/// middle, so that neither sums nor squares overflow, vanish or cancel. `firstColumn`: the table's
/// column (from 1) that the first row is, for the FieldError for field `table` where a test sample
/// is so far off that it overflows.
std::vector<int> standardiseRows(Matrix<double>& values, int trainSamples, int firstColumn);

}  // namespace ebb
