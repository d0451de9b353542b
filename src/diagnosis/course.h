#pragma once

#include <cstdint>
#include <optional>

#include "probe/frame.h"

namespace ebb {

/// How the loss has gone so far, from the record of its windows.
struct Course {
  enum class State {
    /// Too few iterations, or no constant answer to compare with.
    unknown,
    /// Next to nothing is left of what can be learnt.
    fitted,
    /// Under `learntLoss`, or soon to be at the present pace.
    learning,
    /// It falls, but that is far off, or it has only begun to fall.
    slow,
    /// It stands above `learntLoss`.
    standing,
    /// It stands at a constant answer's, or above.
    constant,
    /// Far above where it began and what a constant answer gives.
    diverging,
  };

  /// How low the loss had been: its mean over an epoch at least, around which iteration, and since
  /// when it is nearer to what it is now.
  struct Low {
    double loss = 0;
    std::uint64_t at = 0;
    std::uint64_t leftAt = 0;
  };

  /// Where the loss goes, beyond the chance of batches and masks.
  enum class Direction { unclear, down, up };

  State state = State::unknown;
  double iterations = 0;
  /// Mean loss over the last eighth of the iterations, at least an epoch, and over as many before.
  /// Within the first epoch, over all of them.
  double recent = 0;
  std::optional<double> before;
  /// Over both.
  Direction direction = Direction::unclear;
  /// Whether `recent` is the least loss that these samples allow.
  bool hasReachedLeast = false;
  /// What is left of what can be learnt: 1 at a constant answer's loss, 0 at the least there is;
  /// none where those are not known, or nothing is better than a constant answer.
  std::optional<double> share;
  /// Iterations to `learntLoss` at the present pace; none where it does not fall or is there.
  std::optional<double> toHalf;
  /// Whether the loss, though high, surely falls: at a pace that brings `learntLoss` in sight, or
  /// faster and faster. It has not learnt yet; that it will not, nothing says.
  bool stillFalls = false;
  /// The iteration since when the state is so.
  std::uint64_t since = 0;
  /// Where the loss has been so much lower that what was learnt is lost again, in part at least.
  std::optional<Low> low;

  /// Nothing is wrong with how it goes: what else is found is no fault of weight.
  bool isGood() const { return state == State::fitted || state == State::learning; }
  /// It was given time and has not learnt.
  bool isBad() const {
    return state == State::standing || state == State::constant || state == State::diverging;
  }
};

Course courseOf(const Frame& frame);

/// The loss under which a network has learnt more than how often each answer occurs: half-way down
/// from a constant answer's to the least that any function of the inputs can reach.
double learntLoss(double constantLoss, double leastLoss);
/// The same; none for a loss that has no constant answer's.
std::optional<double> learntLoss(std::optional<double> constantLoss, double leastLoss);

}  // namespace ebb
