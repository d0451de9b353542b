#include <string>

#include "bindings/convert.h"
#include "bindings/plain_object.h"
#include "diagnosis/course.h"
#include "probe/probe.h"

namespace ebb {
namespace {

using emscripten::val;

val layerValue(const LayerFrame& layer) {
  return PlainObject()
      .number("layer", layer.layer)
      .number("units", layer.units)
#define EBB_NUMBER(name, phase, meaning) .number(#name, layer.name)
          EBB_LAYER_QUANTITIES(EBB_NUMBER)
#undef EBB_NUMBER
      .number("weightNorm", layer.weightNorm);
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
      .number("width", budget.width)
      .number("total", budget.total)
      .number("blocks", budget.blocks);
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

/// Writes what `eachMember` of a frame's part names.
struct MemberWriter {
  PlainObject object;

  void operator()(const char* name, double number) { object.number(name, number); }
  void operator()(const char* name, const Maybe& number) { object.number(name, number); }
  void operator()(const char* name, std::string_view text) { object.text(name, text); }
  void operator()(const char* name, const MaybeMatrix& matrix) { object.matrix(name, matrix); }
  void operator()(const char* name, const std::vector<double>& list) { object.list(name, list); }
  void operator()(const char* name, const std::optional<std::vector<double>>& list) {
    object.list(name, list);
  }
};

template <class Part>
val partValue(const Part& part) {
  MemberWriter writer;
  part.eachMember(writer);
  return writer.object;
}

template <class Part>
val partValue(const std::optional<Part>& part) {
  return part ? partValue(*part) : val::null();
}

template <class Part>
val partValue(const std::vector<Part>& parts) {
  if (parts.empty()) return val::null();
  return arrayOf(parts, [](const Part& part) { return partValue(part); });
}

val partValue(const std::vector<Matrix<double>>& matrices) {
  return matrices.empty() ? val::null() : arrayOf(matrices, matrixValue);
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
      .number("learntLoss", learntLoss(training.data.constantLoss, training.data.leastLoss))
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
#define EBB_PART(name) .value(#name, partValue(frame.name))
          EBB_FRAME_PARTS(EBB_PART)
#undef EBB_PART
      ;
}

}  // namespace ebb
