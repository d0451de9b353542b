#include "diagnosis/settled.h"

namespace ebb {
namespace {

void fill(Maybe& now, const Maybe& before) {
  if (!now) now = before;
}

void fillForward(LayerFrame& now, const LayerFrame& before) {
  fill(now.activationMean, before.activationMean);
  fill(now.activationStd, before.activationStd);
  fill(now.saturated, before.saturated);
  fill(now.dead, before.dead);
}

void takeGradients(LayerFrame& now, const LayerFrame& before) {
  now.signal = before.signal;
  now.signalMedian = before.signalMedian;
  now.weightGradient = before.weightGradient;
  now.clippedWeightGradient = before.clippedWeightGradient;
}

}  // namespace

Frame settled(const Frame& frame) {
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
    fillForward(whole.layers[l], last.layers[l]);
    if (!isWalkOver) takeGradients(whole.layers[l], last.layers[l]);
    fill(whole.layers[l].clippedWeightGradient, last.layers[l].clippedWeightGradient);
    fill(whole.layers[l].updateRatio, last.layers[l].updateRatio);
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
