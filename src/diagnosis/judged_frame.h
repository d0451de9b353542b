#pragma once

#include "probe/frame.h"

namespace ebb {

/// The frame that findings are judged from: within an iteration, what its walk has not come to yet
/// is what the one before found, so that nothing found vanishes while the walk is on its way. What
/// is measured forward changes layer by layer; gradients are compared with each other, and change
/// together once the walk back is at its end. Without histograms and what else was asked for.
Frame judgedFrame(const Frame& frame);

}  // namespace ebb
