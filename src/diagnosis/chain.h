#pragma once

#include <optional>
#include <vector>

#include "probe/frame.h"

namespace ebb {

/// One factor of the product from the loss back to here.
struct ChainFactor {
  /// Index into the frame's operations; -1 for what belongs to none of them (widths).
  int operation = 0;
  double factor = 1;
  Cause cause = Cause::weights;
  /// The product up to and with this factor: from the loss on, the size of the gradient reached
  /// (`OperationFrame::sizeOut`).
  double product = 1;
  /// The way from the gradient of the last hidden layer, the measure of all, back to here: the
  /// product of all its factors, of those of this cause, and how many these are. Where the measure
  /// lies inside a residual block that was left, its first factor is from there to the block's
  /// beginning, and not that of the whole block. Nothing where it has not begun, or nothing arrived
  /// at the measure.
  struct Way {
    double product = 1;
    double ofCause = 1;
    int count = 0;
  };
  std::optional<Way> way;
};

/// From the loss back to the operation stood on; after the walk, to z_1. A residual block that the
/// walk has left is one factor, both ways together; inside a block its own operations are listed,
/// and those of the first, before which there is no layer. Ends early where the product is 0 or not
/// finite.
std::vector<ChainFactor> chainOf(const Frame& frame);

/// From z_L back to z_1: what each operation between does to the gradient; the product is the
/// ratio. Through a residual block the way leads along the branch, and its add stands for what the
/// way past it changes: both ways together over the branch alone. Where nothing comes back through
/// the branch, the add alone stands for the whole block. What different widths do to a root mean
/// square comes last. Empty where there is nothing between, or a factor is not known (yet).
std::vector<ChainFactor> ratioChainOf(const Frame& frame);

/// Index of the affine map with which the block of an operation begins.
std::size_t affineOf(const Frame& frame, std::size_t operation);

}  // namespace ebb
