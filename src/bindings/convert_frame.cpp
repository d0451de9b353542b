#include <string>

#include "bindings/convert.h"
#include "bindings/plain_object.h"
#include "probe/probe.h"

namespace ebb {
namespace {

using emscripten::val;

val layerValue(const LayerFrame& layer) {
  return PlainObject()
      .number("layer", layer.layer)
      .number("units", layer.units)
      .number("signal", layer.signal)
      .number("signalMedian", layer.signalMedian)
      .number("weightGradient", layer.weightGradient)
      .number("clippedWeightGradient", layer.clippedWeightGradient)
      .number("updateRatio", layer.updateRatio)
      .number("meanUpdateRatio", layer.meanUpdateRatio)
      .number("weightNorm", layer.weightNorm)
      .number("activationMean", layer.activationMean)
      .number("activationStd", layer.activationStd)
      .number("saturated", layer.saturated)
      .number("dead", layer.dead);
}

val operationValue(const OperationFrame& operation) {
  return PlainObject()
      .text("kind", nameOf(operation.kind))
      .number("layer", operation.layer)
      .number("attenuation", operation.attenuation)
      .number("branch", operation.branch)
      .number("skip", operation.skip)
      .number("sizeIn", operation.sizeIn)
      .number("sizeOut", operation.sizeOut)
      .number("valueSizeIn", operation.valueSizeIn)
      .number("valueSizeOut", operation.valueSizeOut);
}

val wayValue(const ChainFactor::Way& way) {
  return PlainObject()
      .number("product", way.product)
      .number("ofCause", way.ofCause)
      .number("count", way.count);
}

val factorValue(const ChainFactor& factor) {
  return PlainObject()
      .index("operation", factor.operation)
      .number("factor", factor.factor)
      .text("cause", nameOf(factor.cause))
      .number("product", factor.product)
      .value("way", factor.way ? wayValue(*factor.way) : val::null());
}

val findingValue(const Finding& finding) {
  PlainObject evidence;
  for (const Evidence& one : finding.evidence)
    evidence.number(std::string(one.name).c_str(), one.value);
  return PlainObject()
      .text("kind", nameOf(finding.kind))
      .text("severity", nameOf(finding.severity))
      .index("layer", finding.layer, 1)
      .index("operation", finding.operation)
      .number("since", finding.since)
      .value("evidence", evidence);
}

val mainCauseValue(const MainCause& most) {
  return PlainObject().text("cause", nameOf(most.cause)).number("perLayer", most.perLayer);
}

val budgetValue(const Budget& budget) {
  return PlainObject()
      .number("weights", budget.weights)
      .number("activation", budget.activation)
      .number("normalization", budget.normalization)
      .number("dropout", budget.dropout)
      .number("residual", budget.residual)
      .number("width", budget.width);
}

val diagnosisValue(const Diagnosis& diagnosis) {
  return PlainObject()
      .text("verdict", nameOf(diagnosis.verdict))
      .number("ratio", diagnosis.ratio)
      .number("perLayer", diagnosis.perLayer)
      .index("layer", diagnosis.layer, 1)
      .index("operation", diagnosis.operation)
      .value("mainCause", diagnosis.mainCause ? mainCauseValue(*diagnosis.mainCause) : val::null())
      .value("budget", diagnosis.budget ? budgetValue(*diagnosis.budget) : val::null())
      .value("findings", arrayOf(diagnosis.findings, findingValue));
}

val detailValue(const OperationDetail& detail) {
  return PlainObject()
      .number("operation", detail.operation)
      .text("kind", nameOf(detail.kind))
      .number("layer", detail.layer)
      .matrix("input", detail.input)
      .matrix("output", detail.output)
      .matrix("skip", detail.skip)
      .matrix("gradientOutput", detail.gradientOutput)
      .matrix("gradientInput", detail.gradientInput)
      .matrix("weight", detail.weight)
      .matrix("weightGradient", detail.weightGradient)
      .matrix("weightChange", detail.weightChange)
      .matrix("weightAfter", detail.weightAfter)
      .matrix("bias", detail.bias)
      .matrix("biasGradient", detail.biasGradient)
      .matrix("local", detail.local)
      .list("mean", detail.mean)
      .list("inverseStd", detail.inverseStd)
      .list("gradientMean", detail.gradientMean)
      .list("gradientAlong", detail.gradientAlong)
      .number("meanSlope", detail.meanSlope);
}

val histogramValue(const Histogram& histogram) {
  return PlainObject()
      .number("layer", histogram.layer)
      .number("from", histogram.from)
      .number("to", histogram.to)
      .list("counts", histogram.counts)
      .number("below", histogram.below)
      .number("above", histogram.above)
      .number("notFinite", histogram.notFinite);
}

val landscapeValue(const Landscape& land) {
  return PlainObject()
      .number("inputs", land.inputs)
      .number("columns", land.columns)
      .number("rows", land.rows)
      .number("xFrom", land.xFrom)
      .number("xTo", land.xTo)
      .number("yFrom", land.yFrom)
      .number("yTo", land.yTo)
      .number("outputs", land.values.rows())
      .value("values", matrixValue(land.values)["values"]);
}

val unitsValue(const UnitColumn& column) {
  return PlainObject()
      .number("layer", column.layer)
      .list("values", column.values)
      .list("gradients", column.gradients);
}

template <class Items, class Convert>
val arrayOrNull(const Items& items, Convert convert) {
  return items.empty() ? val::null() : arrayOf(items, convert);
}

}  // namespace

val toValue(const std::optional<NonFinite>& stop) {
  if (!stop) return val::null();
  return PlainObject()
      .number("position", stop->position)
      .number("iteration", stop->iteration)
      .text("phase", nameOf(stop->phase))
      .number("operation", stop->operation)
      .number("layer", stop->layer)
      .text("tensor", nameOf(stop->tensor))
      .index("unit", stop->unit)
      .index("sample", stop->sample)
      .text("verdict", nameOf(stop->verdict));
}

val toValue(const Frame& frame, const Experiment& experiment) {
  const auto& training = frame.training;
  const Maybe initialLoss =
      training.record.losses > 0 ? Maybe(training.record.initialLoss) : std::nullopt;
  return PlainObject()
      .number("iteration", frame.iteration)
      .number("epoch", frame.epoch)
      .text("phase", nameOf(frame.phase))
      .index("operation", frame.operation)
      .number("position", frame.position)
      .number("stops", frame.stops)
      .number("stopsDone", frame.stopsDone)
      .number("loss", frame.loss)
      .number("testLoss", frame.testLoss)
      .number("trainAccuracy", frame.trainAccuracy)
      .number("testAccuracy", frame.testAccuracy)
      .number("constantLoss", training.data.constantLoss)
      .number("initialLoss", initialLoss)
      .number("cosineDistance", training.cosineDistance)
      .number("clippedSteps", training.record.clipped)
      .value("layers", arrayOf(frame.layers, layerValue))
      .value("operations", arrayOf(frame.operations, operationValue))
      .value("chain", arrayOf(chainOf(frame), factorValue))
      .value("ratioChain", arrayOf(ratioChainOf(frame), factorValue))
      .value("diagnosis", diagnosisValue(diagnose(frame, experiment)))
      .value("firstNonFinite", toValue(frame.firstNonFinite))
      .flag("finite", frame.finite)
      .text("digest", frame.digest)
      .value("detail", frame.detail ? detailValue(*frame.detail) : val::null())
      .value("histograms", arrayOrNull(frame.histograms, histogramValue))
      .value("landscape", frame.landscape ? landscapeValue(*frame.landscape) : val::null())
      .value("units", arrayOrNull(frame.units, unitsValue))
      .value("weights", arrayOrNull(frame.weights, matrixValue));
}

}  // namespace ebb
