#include <cmath>
#include <limits>

#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"

namespace ebb {
namespace {

/// 0: on the way forward, 1: on the way back, 2: in the clip or the update.
double walkOf(Phase phase) {
  switch (phase) {
    case Phase::start:
    case Phase::forward:
    case Phase::loss:
      return 0;
    case Phase::backward:
      return 1;
    case Phase::clip:
    case Phase::update:
      return 2;
  }
  return 0;
}

/// By what factor a layer's values were larger than those of the one before, on the way to where
/// they overflowed: the spread of h, layer by layer, as far as this frame knows it.
Maybe growthBefore(const Patient& patient, int layer) {
  Maybe first;
  Maybe last;
  double steps = 0;
  for (int l = 1; l < layer; ++l) {
    const Maybe spread = patient.layer(l).activationStd;
    if (!spread || !std::isfinite(*spread) || !(*spread > 0)) break;
    if (!first) first = spread;
    steps += last.has_value();
    last = spread;
  }
  if (steps == 0) return std::nullopt;
  return std::pow(*last / *first, 1 / steps);
}

void findNotFinite(const Patient& patient, Findings& findings) {
  const Frame& frame = patient.frame;
  if (!frame.firstNonFinite) return;
  const NonFinite& stop = *frame.firstNonFinite;
  const TrainingRecord& record = frame.training.record;
  const double walk = walkOf(stop.phase);
  const std::uint64_t broke = stop.iteration - (stop.phase == Phase::update);
  Findings::Entry entry =
      findings.add(FindingKind::not_finite,
                   frame.finite ? patient.unlessLearning(Severity::warning) : Severity::failure);
  entry.at(stop.layer, stop.operation)
      .since(broke)
      .with("position", static_cast<double>(stop.position))
      .with("walk", walk)
      .with("isNaN", stop.verdict == Verdict::nan);
  if (stop.unit >= 0) entry.with("unit", stop.unit).with("sample", stop.sample);
  const int before = walk < 1 ? stop.operation - 1 : stop.operation + 1;
  const bool hasBefore =
      walk < 2 && before >= 0 && before < static_cast<int>(frame.operations.size());
  if (hasBefore) entry.with("lastFinite", before);
  // The frame has the values of the walk that broke until the next one is under way.
  const bool isThatWalk = frame.iteration == stop.iteration ||
                          (frame.iteration == stop.iteration + 1 && frame.phase == Phase::update);
  if (walk == 0 && isThatWalk) entry.with("growthPerLayer", growthBefore(patient, stop.layer));
  // Of the steps after it there may be longer ones, of what is left; of those before it then none
  // is known to be the longest.
  if (record.longestStep > 0 && record.longestStepAt < broke) {
    entry.with("largestUpdateRatio", record.longestStep)
        .with("largestUpdateAt", static_cast<double>(record.longestStepAt));
  }
  if (record.losses > 0 && std::isfinite(record.initialLoss)) {
    entry.with("initialLoss", record.initialLoss)
        .with("largestLoss", record.largestLoss)
        .with("largestLossAt", static_cast<double>(record.largestLossAt));
  }
}

/// The walk back reaches the numbers that the precision has no room for.
void findUnderflow(const Patient& patient, Findings& findings) {
  if (patient.experiment.precision != Precision::float32) return;
  constexpr double kSmallest = std::numeric_limits<float>::min();
  Maybe before;
  for (int l = patient.hiddenLayers() + 1; l > 0; --l) {
    const Maybe signal = patient.layer(l).signal;
    if (!signal) return;
    const bool isSubnormal = *signal > 0 && *signal < kSmallest;
    // A 0 after a number of usual size was made by something else.
    const bool isLost =
        *signal == 0 && before && *before > 0 && *before < threshold::kNearUnderflow * kSmallest;
    if (isSubnormal || isLost) {
      // Further back it may have grown again.
      double layers = 0;
      for (int reached = 1; reached <= l; ++reached) {
        layers += patient.layer(reached).signal.value_or(0) < kSmallest;
      }
      findings.add(FindingKind::underflow, patient.unlessLearning(Severity::warning))
          .at(l)
          .with("signal", *signal)
          .with("smallestNormal", kSmallest)
          .with("layers", layers);
      return;
    }
    before = signal;
  }
}

}  // namespace

void findInNumbers(const Patient& patient, Findings& findings) {
  findNotFinite(patient, findings);
  findUnderflow(patient, findings);
}

}  // namespace ebb
