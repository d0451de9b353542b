#pragma once

#include <cstdint>
#include <optional>

#include "stepper/position.h"
#include "tape/tape.h"
#include "training/optimizer.h"

namespace ebb {

/// A stop of a run at which a number that was computed is infinite or NaN.
struct NonFinite {
  std::uint64_t position = 0;
  /// Iterations completed there, as a frame counts them.
  std::uint64_t iteration = 0;
  Phase phase = Phase::forward;
  /// Whose numbers they are: the operation of the stop; at clip and update, the one that the
  /// parameter belongs to.
  int operation = 0;
  int layer = 1;
  TensorRole tensor = TensorRole::value;
  /// The first entry that is not finite: of a value or its gradient the unit and the sample, of
  /// parameters and averages the row and the column; -1 where it has none.
  int unit = -1;
  int sample = -1;
  /// `infinite` or `nan`.
  Verdict verdict = Verdict::infinite;
};

/// What is not finite of that which a stop has just computed, in the order in which it is computed.
/// Position and iteration are left to the caller. Allocates nothing.
template <class T>
std::optional<NonFinite> findNonFinite(const Tape<T>& tape, const OptimizerRule<T>& optimizer,
                                       Stop stop, int batch);

extern template std::optional<NonFinite> findNonFinite(const Tape<float>&,
                                                       const OptimizerRule<float>&, Stop, int);
extern template std::optional<NonFinite> findNonFinite(const Tape<double>&,
                                                       const OptimizerRule<double>&, Stop, int);

}  // namespace ebb
