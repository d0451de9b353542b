#pragma once

#include <vector>

#include "probe/frame.h"

namespace ebb {

/// One factor of the product from the loss back to here.
struct ChainFactor {
  /// Index into the frame's operations.
  int operation = 0;
  double factor = 1;
  Cause cause = Cause::weights;
  /// The product up to and with this factor: the Frobenius norm of the gradient reached.
  double product = 1;
};

/// From the loss back to the operation stood on; after the walk, to z_1. A residual block that the
/// walk has left is one factor, both ways together; inside a block its own operations are listed.
/// Ends early where the product is 0 or not finite.
std::vector<ChainFactor> chainOf(const Frame& frame);

/// Who answers for what an operation does to a gradient.
Cause causeOf(OperationKind kind);

}  // namespace ebb
