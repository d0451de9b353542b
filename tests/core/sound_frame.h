#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <optional>
#include <sstream>
#include <string>

#include "diagnosis/diagnosis.h"

/// What tests of findings start from: a network that nothing is wrong with.
namespace ebb {

/// Three hidden layers of eight units whose figures are all as they should be, after `iterations`
/// with a loss that stands at `loss` (a constant answer's being 1).
inline Frame soundFrame(int iterations = 0, double loss = 0.3) {
  Frame frame;
  for (int l = 1; l <= 4; ++l) {
    LayerFrame layer;
    layer.layer = l;
    layer.units = 8;
    layer.signal = layer.signalMedian = layer.weightGradient = 1;
    layer.weightNorm = 100;
    layer.updateRatio = layer.meanUpdateRatio = 5e-3;
    layer.unitSpread = 0.9;
    if (l < 4) layer.saturated = layer.dead = 0.1;
    frame.layers.push_back(layer);
    for (const auto kind : {OperationKind::affine, OperationKind::activation}) {
      if (l == 4 && kind == OperationKind::activation) continue;
      OperationFrame operation;
      operation.kind = kind;
      operation.layer = l;
      frame.operations.push_back(operation);
    }
  }
  TrainingFrame& training = frame.training;
  training.data.constantLoss = training.data.zeroLoss = 1;
  training.cosineDistance = 0.5;
  training.record.addLoss(1);
  for (int i = 1; i < iterations; ++i) training.record.addLoss(loss);
  training.record.updates = training.record.losses;
  frame.loss = loss;
  return frame;
}

inline Experiment tanhNetwork() {
  Experiment experiment;
  experiment.hidden = {8, 8, 8};
  experiment.activation = Activation::tanh;
  return experiment;
}

inline const Finding* find(const Diagnosis& diagnosis, FindingKind kind) {
  for (const Finding& one : diagnosis.findings) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
}

inline std::optional<Severity> severityOf(FindingKind kind, const Frame& frame,
                                          const Experiment& experiment = tanhNetwork()) {
  const Diagnosis diagnosis = diagnose(frame, experiment);
  const Finding* found = find(diagnosis, kind);
  if (found == nullptr) return std::nullopt;
  return found->severity;
}

using Alteration = std::function<void(Frame&)>;

/// A kind is found on one side of its threshold and not on the other.
inline void checkEdge(FindingKind kind, const Alteration& within, const Alteration& beyond,
                      const Experiment& experiment = tanhNetwork(), int iterations = 1) {
  CAPTURE(nameOf(kind));
  Frame frame = soundFrame(iterations);
  CHECK(!severityOf(kind, frame, experiment));
  within(frame);
  CHECK(!severityOf(kind, frame, experiment));
  frame = soundFrame(iterations);
  beyond(frame);
  CHECK(severityOf(kind, frame, experiment));
}

inline std::string textOf(const Diagnosis& diagnosis) {
  std::ostringstream text;
  text.precision(17);
  for (const Finding& one : diagnosis.findings) {
    text << nameOf(one.kind) << ' ' << nameOf(one.severity) << ' ' << one.layer << ' '
         << one.operation << ' ' << (one.since ? static_cast<double>(*one.since) : -1);
    for (const Evidence& e : one.evidence) text << ' ' << e.name << '=' << e.value;
    text << '\n';
  }
  return text.str();
}

}  // namespace ebb
