#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/matrix.h"
#include "experiment/kinds.h"
#include "probe/training_frame.h"
#include "stepper/non_finite.h"

namespace ebb {

/// A number that may not exist (yet) at a position.
using Maybe = std::optional<double>;
using MaybeMatrix = std::optional<Matrix<double>>;

/// What a view, a lesson or a program reads of one layer: name, the part of an iteration that
/// computes it (`start`: none of its own, it is there all along), and meaning. Formulas:
/// quantities.h. The bindings, `judgedFrame` and the types of TypeScript are written out of this
/// list.
#define EBB_LAYER_QUANTITIES(X)                                                              \
  X(signal, backward, "Root mean square over units and samples of B · ∂loss/∂z.")            \
  X(signalMedian, backward, "The same with the median over samples.")                        \
  X(weightGradient, backward, "‖∂loss/∂W‖, before clipping.")                                \
  X(clippedWeightGradient, clip, "The same after clipping.")                                 \
  X(updateRatio, update, "‖ΔW‖ / ‖W‖ of this iteration's update, W as the update found it.") \
  X(meanUpdateRatio, start,                                                                  \
    "Its mean over about the last sixteen updates; null before the first.")                  \
  X(activationMean, forward, "Mean of h over units and samples.")                            \
  X(activationStd, forward, "Standard deviation of h over units and samples.")               \
  X(saturated, forward,                                                                      \
    "Share of units × samples whose φ′ is under a tenth of its largest value.")              \
  X(dead, forward, "Share of units whose φ′ is 0 for every sample of the batch.")

/// Numbers of one layer, 1 to L+1 (the output).
struct LayerFrame {
  int layer = 1;
  int units = 0;
#define EBB_MEMBER(name, phase, meaning) Maybe name;
  EBB_LAYER_QUANTITIES(EBB_MEMBER)
#undef EBB_MEMBER
  double weightNorm = 0;
  /// What `meanUpdateRatio` times this is: the same beside the size that the weights began with,
  /// where that is the larger one. 1 where they have not shrunk.
  double shareOfUsual = 1;
  /// Since which iteration the weights stand exactly still; none while they move.
  std::optional<std::uint64_t> stillSince;
  /// 0 where the layer's units are copies of each other; none where they surely are not, and for a
  /// single one.
  Maybe unitSpread;
};

/// One operation, in forward order; the loss is the last.
struct OperationFrame {
  OperationKind kind = OperationKind::affine;
  int layer = 1;
  /// ‖gradient out‖ / ‖gradient in‖; for an add of the whole block, both ways together. Nothing
  /// where it is over 0 or not a number.
  Maybe attenuation;
  /// Adds only: what came back through the block, and what went past it, over ‖gradient in‖.
  Maybe branch;
  Maybe skip;
  /// Norms that the chain and the budget are made of: ‖gradient in‖ and ‖gradient out‖.
  Maybe gradientIn;
  Maybe gradientOut;
  /// The size of the gradient that arrived, and of what went on: the root mean square over samples
  /// of ‖∂loss/∂· of one sample‖, which is √B · the Frobenius norm of the mean loss's gradient.
  /// Sizes of neighbours are equal, so that factors multiply exactly at any width; `signal` is this
  /// over √units. None for what arrives at the loss.
  Maybe sizeIn;
  Maybe sizeOut;
  /// The size of the values that it read, and of those that it computed: the root mean square over
  /// units and samples. None before the walk forward was there, and for what the loss computed,
  /// which is `Frame::loss`.
  Maybe valueSizeIn;
  Maybe valueSizeOut;
  /// Whether what it computed is finite (healthy), infinite or nan; unknown before it was computed.
  Verdict forwardFiniteness = Verdict::unknown;
  Verdict backwardFiniteness = Verdict::unknown;
};

/// Everything about one operation, for an inspector.
struct OperationDetail {
  int operation = 0;
  OperationKind kind = OperationKind::affine;
  int layer = 1;
  Matrix<double> input;
  MaybeMatrix output, skip, gradientOutput, gradientInput;
  /// Parameters as the walk used them, also once an update has changed them.
  MaybeMatrix weight, weightGradient, bias, biasGradient, local;
  /// After the update: what it took from the weight (W ← W - ΔW), and what is left.
  MaybeMatrix weightChange, weightAfter;
  std::optional<std::vector<double>> mean, inverseStd;
  /// Norms, over the same axis: the means of g = γ ∂n and of g x̂ that their backward subtracts.
  std::optional<std::vector<double>> gradientMean, gradientAlong;
  /// Activations: the mean of |φ′|, and its root mean square, which is what the size of a gradient
  /// gets that does not depend on φ′.
  Maybe meanSlope, slopeRms;
  /// Affine maps: the root mean square of the entries of W.
  Maybe weightRms;
  /// Affine maps, once the walk back has left them: what Wᵀ multiplies the size of a gradient by,
  /// as root mean square over all directions that it can have: ‖W‖/√outputs = √inputs · weightRms.
  /// None where what goes on is so small that the precision rounds it to subnormal numbers: its
  /// size is not W's doing.
  Maybe isotropicFactor;

  template <class Visit>
  void eachMember(Visit&& visit) const {
    visit("operation", operation);
    visit("kind", nameOf(kind));
    visit("layer", layer);
    visit("input", input);
    visit("output", output);
    visit("skip", skip);
    visit("gradientOutput", gradientOutput);
    visit("gradientInput", gradientInput);
    visit("weight", weight);
    visit("weightGradient", weightGradient);
    visit("weightChange", weightChange);
    visit("weightAfter", weightAfter);
    visit("bias", bias);
    visit("biasGradient", biasGradient);
    visit("local", local);
    visit("mean", mean);
    visit("inverseStd", inverseStd);
    visit("gradientMean", gradientMean);
    visit("gradientAlong", gradientAlong);
    visit("meanSlope", meanSlope);
    visit("slopeRms", slopeRms);
    visit("weightRms", weightRms);
    visit("isotropicFactor", isotropicFactor);
  }
};

/// What enters the activations of a layer, counted in bins of equal width over [from, to].
struct Histogram {
  int layer = 1;
  double from = 0;
  double to = 0;
  std::vector<double> counts;
  double below = 0;
  double above = 0;
  double notFinite = 0;

  template <class Visit>
  void eachMember(Visit&& visit) const {
    visit("layer", layer);
    visit("from", from);
    visit("to", to);
    visit("counts", counts);
    visit("below", below);
    visit("above", above);
    visit("notFinite", notFinite);
  }
};

/// The network's answers over the plane (two inputs) or the line (one): outputs × (rows · columns).
struct Predictions {
  int inputs = 0;
  int columns = 0;
  int rows = 0;
  double xFrom = 0, xTo = 0, yFrom = 0, yTo = 0;
  Matrix<double> values;

  template <class Visit>
  void eachMember(Visit&& visit) const {
    visit("inputs", inputs);
    visit("columns", columns);
    visit("rows", rows);
    visit("xFrom", xFrom);
    visit("xTo", xTo);
    visit("yFrom", yFrom);
    visit("yTo", yTo);
    visit("outputs", static_cast<double>(values.rows()));
    visit("values", rowByRow(values));
  }
};

/// What the units of a layer hold: for one sample, or as root mean square over the batch.
struct UnitColumn {
  int layer = 0;
  std::optional<std::vector<double>> values, gradients;

  template <class Visit>
  void eachMember(Visit&& visit) const {
    visit("layer", layer);
    visit("values", values);
    visit("gradients", gradients);
  }
};

/// What a frame carries beside its numbers where it is asked for: a member of `FrameRequest` and
/// one of `Frame`. The bindings hand over every member that `eachMember` of a part names.
#define EBB_FRAME_PARTS(X) X(detail) X(histograms) X(predictions) X(units) X(weights)

/// What to add to the numbers; only what is seen should be asked for.
struct FrameRequest {
  /// -1: the operation that the frame stands on, if any; else an index.
  std::optional<int> detail;
  bool histograms = false;
  bool predictions = false;
  /// -1: root mean square over samples; else a sample of the batch.
  std::optional<int> units;
  bool weights = false;
};

/// What an iteration had found when it was at its end.
struct LastWalk {
  Maybe loss;
  std::vector<LayerFrame> layers;
  std::vector<OperationFrame> operations;
  TrainingFrame training;
};

/// All that a view may draw at one position.
struct Frame {
  std::uint64_t iteration = 0;
  double epoch = 0;
  Phase phase = Phase::start;
  /// -1: none.
  int operation = -1;
  std::uint64_t position = 0;
  int stops = 0;
  /// Of these, done in the iteration under way, its update included; 0 before the first.
  int stopsDone = 0;
  Maybe loss, testLoss, trainAccuracy, testAccuracy;
  std::vector<LayerFrame> layers;
  std::vector<OperationFrame> operations;
  /// The first layer whose parameters are no longer finite, and how; 0: all are.
  int brokenParameters = 0;
  Verdict parametersFiniteness = Verdict::healthy;
  TrainingFrame training;
  /// Within an iteration that is not the first: the one before. Null elsewhere.
  std::shared_ptr<const LastWalk> lastWalk;
  /// The first stop up to this position at which anything was not finite.
  std::optional<NonFinite> firstNonFinite;
  /// Whether all is finite that this iteration has computed so far and that training goes on from.
  bool finite = true;
  std::string digest;
  std::optional<OperationDetail> detail;
  std::vector<Histogram> histograms;
  std::optional<Predictions> predictions;
  std::vector<UnitColumn> units;
  std::vector<Matrix<double>> weights;
};

}  // namespace ebb
