#include "diagnosis/judged_frame.h"

namespace ebb {
namespace {

void fill(Maybe& now, const Maybe& before) {
  if (!now) now = before;
}

/// What stands for a layer's number in the middle of an iteration: the last one there is, until
/// this iteration computes its own. Of the walk back all numbers are of one walk.
void settle(Phase phase, Maybe& now, const Maybe& before, bool isWalkOver) {
  if (phase == Phase::start) return;
  const bool isOfWalkBack = phase == Phase::backward || phase == Phase::clip;
  if (!now || (isOfWalkBack && !isWalkOver)) now = before;
}

}  // namespace

Frame judgedFrame(const Frame& frame) {
  Frame whole;
  whole.iteration = frame.iteration;
  whole.phase = frame.phase;
  whole.operation = frame.operation;
  whole.loss = frame.loss;
  whole.testLoss = frame.testLoss;
  whole.layers = frame.layers;
  whole.operations = frame.operations;
  whole.brokenParameters = frame.brokenParameters;
  whole.parametersFiniteness = frame.parametersFiniteness;
  whole.training = frame.training;
  whole.firstNonFinite = frame.firstNonFinite;
  whole.finite = frame.finite;
  if (!frame.lastWalk) return whole;
  const LastWalk& last = *frame.lastWalk;
  const bool isWalkOver = frame.layers.front().weightGradient.has_value();
  for (std::size_t l = 0; l < whole.layers.size(); ++l) {
    LayerFrame& now = whole.layers[l];
    const LayerFrame& before = last.layers[l];
#define EBB_SETTLE(name, phase, meaning) settle(Phase::phase, now.name, before.name, isWalkOver);
    EBB_LAYER_QUANTITIES(EBB_SETTLE)
#undef EBB_SETTLE
  }
  if (!isWalkOver) whole.operations = last.operations;
  fill(whole.loss, last.loss);
  fill(whole.training.cosineDistance, last.training.cosineDistance);
  fill(whole.training.lengthSpread, last.training.lengthSpread);
  fill(whole.training.outputCurvature, last.training.outputCurvature);
  fill(whole.training.predictedDecrease, last.training.predictedDecrease);
  return whole;
}

}  // namespace ebb
