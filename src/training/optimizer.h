#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/arena.h"
#include "experiment/experiment.h"
#include "ops/operation.h"

namespace ebb {

/// Whether a rule divides by the gradient's size (and so keeps its squares): its steps are then of
/// one size, whatever the gradient's is.
bool dividesBySize(Optimizer kind);

/// What a rule that divides by the gradient's size adds to that size: a gradient that is not well
/// over it moves nothing. 0 for the other rules.
double epsilonOf(Optimizer kind);

/// Whether a rule divides by the root of the sum of all squares so far, so that its n-th step is
/// 1/√n of its first.
bool sumsSquares(Optimizer kind);

/// Whether weight decay is a step of its own, apart from the gradient's.
bool decouplesDecay(Optimizer kind);

/// ‖ΔW‖ / ‖W‖ of the first update of `count` weights of norm `weightNorm`, whose gradient has the
/// norm `gradient`: decay included, but of signs that are not known here.
double firstUpdateRatio(const Experiment& experiment, double gradient, double weightNorm,
                        double count);

/// The largest learning rate times curvature with which a rule can settle at the bottom of a
/// parabola (Polyak 1964); none for rules that divide by the gradient's size, whose steps are as
/// long wherever they are.
std::optional<double> stableCurvature(const Experiment& experiment);

/// What an optimizer remembers of a parameter's gradients, flat; empty where the rule has none.
template <class T>
struct MovingAverages {
  ConstArrayView<T> first;
  ConstArrayView<T> second;
};

/// PyTorch's update rules with its constants. The moving averages live in the state arena: they
/// belong to the position.
template <class T>
class OptimizerRule {
 public:
  OptimizerRule(const Experiment& experiment, std::deque<Parameter<T>>& parameters, Arena& state,
                Arena& work);

  /// One update of all parameters; `iteration` counts from 0.
  void update(std::uint64_t iteration);

  /// Averages back to where training starts.
  void initialise();

  /// What the last update subtracted from the given parameter.
  ConstView<T> lastChange(const Parameter<T>& parameter) const;
  /// The parameter as the last update found it. Kept, because p + change is another number: where
  /// the change is much the larger, rounding has taken p out of it.
  ConstView<T> beforeLastUpdate(const Parameter<T>& parameter) const;

  /// Frobenius norms, to rounding: of the last update, and of the parameter as it found it.
  double lastChangeNorm(const Parameter<T>& parameter) const;
  double normBeforeLastUpdate(const Parameter<T>& parameter) const;

  /// Exchanges all parameters with what the last update found, by where their numbers lie; a second
  /// call undoes the first.
  void swapWithBefore();

  MovingAverages<T> averages(const Parameter<T>& parameter) const;

  /// Whether the last update found no parameter over 10¹⁵: known from its norms.
  bool hadSmallParameters() const;
  /// Whether all parameters and averages are finite.
  bool isFinite() const;
  /// The same right after an update, mostly known from its norms.
  bool isLastUpdateFinite() const;

 private:
  struct Slot {
    Parameter<T>* parameter;
    /// First (momentum, m) and second (v) average; null where the rule has none.
    T* first;
    T* second;
    T* change;
    T* before;
    /// Sums of squares in precision T: of too large or too small numbers, of no use.
    double changeSquares;
    double beforeSquares;
  };

  /// What the rules multiply by in one iteration.
  struct Rates {
    T rate = 0;
    T momentum = 0;
    T decay = 0;
    T adamwDecay = 0;
    T adamStep = 0;
    T adamRootCorrection = 0;
  };

  const Slot& slotOf(const Parameter<T>& parameter) const;
  static MovingAverages<T> averagesOf(const Slot& slot);
  Rates ratesOf(std::uint64_t iteration) const;
  void updateStretch(Slot& slot, const Rates& rates, Eigen::Index at, Eigen::Index count) const;

  Optimizer kind_;
  double rate_;
  double momentum_;
  double weightDecay_;
  std::vector<Slot> slots_;
};

extern template class OptimizerRule<float>;
extern template class OptimizerRule<double>;

}  // namespace ebb
