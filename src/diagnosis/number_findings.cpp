#include <cmath>
#include <limits>

#include "diagnosis/findings.h"

namespace ebb {
namespace {

bool isBroken(Verdict verdict) { return verdict == Verdict::infinite || verdict == Verdict::nan; }

void findNotFinite(const Patient& patient, Findings& findings) {
  const Frame& frame = patient.frame;
  const TrainingRecord& record = frame.training.record;
  const auto& operations = frame.operations;
  const int count = static_cast<int>(operations.size());
  int named = -1;
  double walk = 0;
  for (int i = 0; i < count && named < 0; ++i) {
    if (isBroken(operations[static_cast<std::size_t>(i)].forwardFiniteness)) named = i;
  }
  for (int i = count; i-- > 0 && named < 0;) {
    if (isBroken(operations[static_cast<std::size_t>(i)].backwardFiniteness)) named = i, walk = 1;
  }
  if (named < 0 && frame.brokenParameters > 0) {
    named = patient.operationOf(OperationKind::affine, frame.brokenParameters);
    walk = 2;
  }
  if (named < 0) return;
  findings.add(FindingKind::not_finite, Severity::failure)
      .at(operations[static_cast<std::size_t>(named)].layer, named)
      .with("walk", walk)
      .with("largestUpdateRatio", record.longestStep)
      .with("largestUpdateAt", static_cast<double>(record.longestStepAt));
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
    const bool isLost = *signal == 0 && before && *before > 0 && *before < 1e6 * kSmallest;
    if (isSubnormal || isLost) {
      findings.add(FindingKind::underflow, patient.unlessLearning(Severity::warning))
          .at(l)
          .with("signal", *signal)
          .with("smallestNormal", kSmallest)
          .with("layers", l);
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
