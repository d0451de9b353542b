#pragma once

#include <optional>
#include <vector>

#include "diagnosis/chain.h"
#include "diagnosis/finding.h"
#include "experiment/experiment.h"
#include "probe/frame.h"

namespace ebb {

/// log10 of the ratio, split by who caused it.
struct Budget {
  double weights = 0;
  double activation = 0;
  double normalization = 0;
  double dropout = 0;
  /// What the ways past the blocks add to what comes back through them.
  double residual = 0;
  /// √(units of the last / units of the first): `signal` is a mean over units, norms are not.
  double width = 0;
  /// The sum of all parts: log10 of the ratio; and of all but the residual one: what the blocks
  /// alone would have made of it.
  double total = 0;
  double blocks = 0;
};

/// The cause that took or added most, and the factor by which it did from one hidden layer to the
/// next: the (L - 1)th root of its part of the ratio.
struct MainCause {
  Cause cause = Cause::weights;
  double perLayer = 1;
};

struct Diagnosis {
  Verdict verdict = Verdict::unknown;
  /// Signal at the first hidden layer over signal at the last hidden one.
  Maybe ratio;
  /// The same for every layer in between, multiplied up to the ratio: its (L - 1)th root.
  Maybe perLayer;
  /// The operation at which a gradient of 0, infinity or NaN first happens on the walk, and its
  /// layer; -1 and 0: nowhere.
  int layer = 0;
  int operation = -1;
  std::optional<Budget> budget;
  /// Of a ratio that has vanished or exploded.
  std::optional<MainCause> mainCause;
  /// Gravest first.
  std::vector<Finding> findings;
};

/// What became of the gradient's size, and what is found out about the network.
Diagnosis diagnose(const Frame& frame, const Experiment& experiment = {});

}  // namespace ebb
