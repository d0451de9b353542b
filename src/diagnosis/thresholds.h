#pragma once

#include <cstddef>

#include "stepper/training_record.h"

/// Where a finding begins: all thresholds of the diagnosis, each with its source. "Measured" means
/// on random experiments as people build them: tests/diagnosis.
namespace ebb::threshold {

/// A ratio of signals under which a gradient counts as vanished, its inverse as exploded.
inline constexpr double kVanishing = 1e-3;

/// Shares of what can be learnt: of the way down from the loss of a constant answer to the least
/// that any function of the inputs reaches. Under kFitted all is learnt that can be; under kLearnt
/// a network has learnt more than how often each answer occurs (half of what there is);
/// over kConstant it has learnt nothing but that, the rest being the noise of batches. Of the
/// targets' variance the same shares that the best affine map leaves: what is over kLearnt, an
/// affine network cannot learn from.
inline constexpr double kFitted = 0.01;
inline constexpr double kLearnt = 0.5;
inline constexpr double kConstant = 0.95;
/// Under this share of it all losses are alike, and there is nothing left to gain.
inline constexpr double kNothingLeft = 1e-4;
/// Variance of targets over their mean square under which they are one number: float32 knows six
/// digits of each.
inline constexpr double kOneNumber = 1e-12;

/// Iterations before a loss that stands still is called one that does not learn: a sound network of
/// the sizes drawn here is under kLearnt by then. Measured.
inline constexpr double kPatience = 200;

/// What a loss has risen by since it was under kLearnt, of a constant answer's, before what was
/// learnt counts as lost: batches that can learn little differ by more than that little.
inline constexpr double kLost = 0.1;

/// Relative fall of the mean loss from one stretch of iterations to the next that is no noise.
inline constexpr double kFalling = 0.01;
/// A fall counts as one, and not as the chance of batches, where it is so many times its own
/// standard error, over so many points at least.
inline constexpr double kCertain = 4;
inline constexpr std::size_t kFewestPoints = 4;
/// The same of a direction: so many standard deviations of Mann's statistic where there is none.
inline constexpr double kCertainDirection = 3;
/// What is at kLearnt in so many times the iterations so far is slow.
inline constexpr double kSlow = 10;
/// At a constant answer's loss, what surely falls has failed to learn only where half is further
/// away than so many times the iterations so far. Measured on 450 networks at 200, 300 and 500
/// iterations: of those beyond it two learn within 3,000, both faster and faster; of those within
/// half learn or begin to.
inline constexpr double kInSight = 100;
/// The same where it falls faster and faster, and the pace itself is taken to go on growing.
inline constexpr double kLeaving = 10;

/// Loss over the larger of its start and the constant answer's: so far above it has diverged,
/// whether it still grows or the network died of it; over the second while it grows.
inline constexpr double kDiverged = 10;
inline constexpr double kDiverging = 1.5;
/// Iterations before a jump of the loss counts: the first steps may overshoot and come back.
inline constexpr double kJump = 10;

/// ‖ΔW‖ / ‖W‖ should be about 1e-3 (CS231n, "ratio of weights:updates"). Where every layer is under
/// it a step is short; a layer ten times under it, and under half of the fastest, is slow in a
/// network that does not learn, one a hundred times under it and ten times under the fastest from
/// the start; a step as large as the weights themselves is long.
inline constexpr double kShortUpdate = 1e-3;
inline constexpr double kSlowLayer = 1e-4;
inline constexpr double kSlowFromStart = 1e-5;
inline constexpr double kSlowBeside = 0.1;
inline constexpr double kSlowInFailure = 0.5;
inline constexpr double kLongUpdate = TrainingRecord::kLongStep;
/// The same over all layers together: a chain of layers changes by about the sum of their own
/// relative changes (Bernstein et al. 2020, "On the distance between two neural networks", deep
/// relative trust), so that steps too short for any one layer may be long for all. Measured: no
/// network that learns is over two.
inline constexpr double kLongTogether = 2;
/// So many steps (as many as they are worth under AdaGrad, whose n-th is 1/√n of the first) that
/// bring, to first order, less than this share of what can be learnt are short, too.
inline constexpr double kManySteps = 1000;
inline constexpr double kLittle = 0.3;
/// A step whose decrease of the loss, to first order, is so many times the loss there is:
/// overshoots (the Polyak step is 1). Measured: what is under ten mostly comes back.
inline constexpr double kOvershoot = 10;
/// A mean update over this that brings no progress jumps about: thirty times the usual.
inline constexpr double kRestlessUpdate = 0.03;

/// Share of units × samples that are saturated: over the first a layer passes little on; over the
/// second next to nothing (Glorot & Bengio 2010, on saturated sigmoids).
inline constexpr double kSaturated = 0.5;
inline constexpr double kAllSaturated = 0.9;
/// Share of a layer's units that are dead.
inline constexpr double kDead = 0.5;

/// 1 - mean cosine between samples under which they count as one: differences of a thousandth of
/// what they have in common. Measured: above it networks still learn.
inline constexpr double kCollapsed = 1e-6;
/// Units that differ by less, relative to their size, are copies: rounding noise grows to about
/// the root of the precision's resolution (3e-4 in float32) in thousands of steps.
inline constexpr double kCopies = 1e-3;

/// Loss at the start over that of outputs that are 0 (ln of the number of classes).
inline constexpr double kInitialLoss = 3;
inline constexpr double kLargeInitialLoss = 10;

/// Root mean square of inputs and targets, off 1 by this factor: noted, warned of (LeCun et al.
/// 1998, Efficient BackProp, 4.3).
inline constexpr double kUnscaled = 3;
inline constexpr double kFarUnscaled = 10;

/// Weight decay's part of the gradient, λ‖W‖, over the loss's: over the first in every layer, or
/// over the second in all layers together, decay decides where the weights go. Measured: no network
/// that learns is over 1.3 in every layer; in all together one of 37 that learn under decay begins
/// over three, and none over the second. One that has not learnt stands where the two are in
/// balance: at the third over all layers together.
inline constexpr double kDecayOutweighs = 2;
inline constexpr double kDecayOutweighsAll = 3.5;
inline constexpr double kDecayBalances = 0.8;
/// Times that decay alone has taken the weights to 1/e before it counts as what stopped a network:
/// a twentieth of them is left.
inline constexpr double kDecayed = 3;

/// (1 - p)^L, the share of paths through L layers that dropout leaves whole (Srivastava et al.
/// 2014: thinned networks). Measured: under the first, no network of forty comes under a third of
/// a constant answer's loss within 1,000 iterations; under the second, few come under half of it.
inline constexpr double kNoPaths = 2e-3;
inline constexpr double kFewPaths = 0.05;

/// Share of steps clipped from which on clipping is a smaller learning rate.
inline constexpr double kOftenClipped = 0.5;

/// Test loss over training loss under batch normalization, and iterations in which its running
/// statistics (momentum 0.1) are still on their way: 0.9^50 = 0.005.
inline constexpr double kStatisticsOff = 3;
inline constexpr double kStatisticsSettle = 50;

/// A gradient that is 0 in a layer after one within this factor of the smallest normal number was
/// lost to the precision: one layer takes no more than that.
inline constexpr double kNearUnderflow = 1e6;

}  // namespace ebb::threshold
