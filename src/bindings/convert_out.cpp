#include "bindings/convert.h"
#include "experiment/fields.h"
#include "functions/activations.h"
#include "probe/probe.h"

namespace ebb {
namespace {

using emscripten::val;

val listOf(const std::vector<double>& numbers) {
  return val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<val>("slice");
}

template <class Words>
val wordsOf(const Words& words) {
  val list = val::array();
  for (const auto& word : words) list.call<void>("push", std::string(word));
  return list;
}

val maybe(const Maybe& number) { return number ? val(*number) : val::null(); }

template <class Items, class Convert>
val arrayOf(const Items& items, Convert convert) {
  val list = val::array();
  unsigned next = 0;
  for (const auto& item : items) list.set(next++, convert(item));
  return list;
}

template <class Kind>
val word(Kind kind) {
  return val(std::string(nameOf(kind)));
}

/// Row by row, as readers write matrices.
val matrixValue(const Matrix<double>& matrix) {
  const Matrix<double> byRow = matrix.transpose();
  val object = val::object();
  object.set("rows", static_cast<double>(matrix.rows()));
  object.set("cols", static_cast<double>(matrix.cols()));
  object.set("values", listOf({byRow.data(), byRow.data() + byRow.size()}));
  return object;
}

val maybe(const MaybeMatrix& matrix) { return matrix ? matrixValue(*matrix) : val::null(); }
val maybe(const std::optional<std::vector<double>>& list) {
  return list ? listOf(*list) : val::null();
}

val layerValue(const LayerFrame& layer) {
  val object = val::object();
  object.set("layer", layer.layer);
  object.set("units", layer.units);
  object.set("signal", maybe(layer.signal));
  object.set("signalMedian", maybe(layer.signalMedian));
  object.set("weightGradient", maybe(layer.weightGradient));
  object.set("clippedWeightGradient", maybe(layer.clippedWeightGradient));
  object.set("updateRatio", maybe(layer.updateRatio));
  object.set("weightNorm", layer.weightNorm);
  object.set("activationMean", maybe(layer.activationMean));
  object.set("activationStd", maybe(layer.activationStd));
  object.set("meanUpdateRatio", maybe(layer.meanUpdateRatio));
  object.set("saturated", maybe(layer.saturated));
  object.set("dead", maybe(layer.dead));
  return object;
}

val operationValue(const OperationFrame& operation) {
  val object = val::object();
  object.set("kind", word(operation.kind));
  object.set("layer", operation.layer);
  object.set("attenuation", maybe(operation.attenuation));
  object.set("branch", maybe(operation.branch));
  object.set("skip", maybe(operation.skip));
  object.set("sizeIn", maybe(operation.sizeIn));
  object.set("sizeOut", maybe(operation.sizeOut));
  return object;
}

val factorValue(const ChainFactor& factor) {
  val object = val::object();
  object.set("operation", factor.operation >= 0 ? val(factor.operation) : val::null());
  object.set("factor", factor.factor);
  object.set("cause", word(factor.cause));
  object.set("product", factor.product);
  return object;
}

val findingValue(const Finding& finding) {
  val object = val::object();
  object.set("kind", word(finding.kind));
  object.set("severity", word(finding.severity));
  object.set("layer", finding.layer > 0 ? val(finding.layer) : val::null());
  object.set("operation", finding.operation >= 0 ? val(finding.operation) : val::null());
  object.set("since", finding.since ? val(static_cast<double>(*finding.since)) : val::null());
  val evidence = val::object();
  for (const Evidence& one : finding.evidence) evidence.set(std::string(one.name), one.value);
  object.set("evidence", evidence);
  return object;
}

val diagnosisValue(const Diagnosis& diagnosis) {
  val object = val::object();
  object.set("verdict", word(diagnosis.verdict));
  object.set("ratio", maybe(diagnosis.ratio));
  object.set("perLayer", maybe(diagnosis.perLayer));
  object.set("layer", diagnosis.layer > 0 ? val(diagnosis.layer) : val::null());
  object.set("operation", diagnosis.operation >= 0 ? val(diagnosis.operation) : val::null());
  val budget = val::null();
  if (diagnosis.budget) {
    budget = val::object();
    budget.set("weights", diagnosis.budget->weights);
    budget.set("activation", diagnosis.budget->activation);
    budget.set("normalization", diagnosis.budget->normalization);
    budget.set("dropout", diagnosis.budget->dropout);
    budget.set("residual", diagnosis.budget->residual);
    budget.set("width", diagnosis.budget->width);
  }
  object.set("budget", budget);
  object.set("findings", arrayOf(diagnosis.findings, findingValue));
  return object;
}

val detailValue(const OperationDetail& detail) {
  val object = val::object();
  object.set("operation", detail.operation);
  object.set("kind", word(detail.kind));
  object.set("layer", detail.layer);
  object.set("input", matrixValue(detail.input));
  object.set("output", maybe(detail.output));
  object.set("skip", maybe(detail.skip));
  object.set("gradientOutput", maybe(detail.gradientOutput));
  object.set("gradientInput", maybe(detail.gradientInput));
  object.set("weight", maybe(detail.weight));
  object.set("weightGradient", maybe(detail.weightGradient));
  object.set("weightChange", maybe(detail.weightChange));
  object.set("weightAfter", maybe(detail.weightAfter));
  object.set("bias", maybe(detail.bias));
  object.set("biasGradient", maybe(detail.biasGradient));
  object.set("local", maybe(detail.local));
  object.set("mean", maybe(detail.mean));
  object.set("inverseStd", maybe(detail.inverseStd));
  object.set("gradientMean", maybe(detail.gradientMean));
  object.set("gradientAlong", maybe(detail.gradientAlong));
  object.set("meanSlope", maybe(detail.meanSlope));
  return object;
}

val histogramValue(const Histogram& histogram) {
  val object = val::object();
  object.set("layer", histogram.layer);
  object.set("from", histogram.from);
  object.set("to", histogram.to);
  object.set("counts", listOf(histogram.counts));
  object.set("below", histogram.below);
  object.set("above", histogram.above);
  object.set("notFinite", histogram.notFinite);
  return object;
}

val landscapeValue(const Landscape& land) {
  val object = val::object();
  object.set("inputs", land.inputs);
  object.set("columns", land.columns);
  object.set("rows", land.rows);
  object.set("xFrom", land.xFrom);
  object.set("xTo", land.xTo);
  object.set("yFrom", land.yFrom);
  object.set("yTo", land.yTo);
  object.set("outputs", static_cast<double>(land.values.rows()));
  object.set("values", matrixValue(land.values)["values"]);
  return object;
}

val unitsValue(const UnitColumn& column) {
  val object = val::object();
  object.set("layer", column.layer);
  object.set("values", maybe(column.values));
  object.set("gradients", maybe(column.gradients));
  return object;
}

val valueOf(const Setting& value) {
  if (const auto* number = std::get_if<double>(&value)) return val(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return val(*text);
  return val::array(std::get<std::vector<double>>(value));
}

val problemValue(const FieldError& problem) {
  val object = val::object();
  object.set("field", problem.field);
  object.set("got", problem.got);
  object.set("takes", problem.takes);
  object.set("message", std::string(problem.what()));
  return object;
}

template <class Kinds>
val namesOf(const Kinds& kinds) {
  return arrayOf(kinds, [](auto kind) { return word(kind); });
}

val remedyValue(const Remedy& remedy) {
  val changes = val::object();
  for (const Change& change : remedy.changes)
    changes.set(std::string(change.field), valueOf(change.value));
  val object = val::object();
  object.set("reasons", namesOf(remedy.reasons));
  object.set("changes", changes);
  return object;
}

void set(val& object, const RankedRemedy& judged) {
  object.set("learns", judged.learns);
  object.set("helps", judged.helps);
  object.set("loss", judged.loss);
  object.set("losses", val::array(judged.losses));
  object.set("iterations", static_cast<double>(judged.iterations));
}

}  // namespace

val toValue(const Experiment& experiment) {
  val object = val::object();
  for (const Field& field : fields())
    object.set(std::string(field.name), valueOf(field.get(experiment)));
  return object;
}

val toValue(const LinkReading& reading) {
  val object = val::object();
  object.set("experiment", toValue(reading.experiment));
  object.set("problems", arrayOf(reading.problems, problemValue));
  return object;
}

val toValue(const std::optional<NonFinite>& stop) {
  if (!stop) return val::null();
  val object = val::object();
  object.set("position", static_cast<double>(stop->position));
  object.set("iteration", static_cast<double>(stop->iteration));
  object.set("phase", word(stop->phase));
  object.set("operation", stop->operation);
  object.set("layer", stop->layer);
  object.set("tensor", word(stop->tensor));
  object.set("unit", stop->unit >= 0 ? val(stop->unit) : val::null());
  object.set("sample", stop->sample >= 0 ? val(stop->sample) : val::null());
  object.set("verdict", word(stop->verdict));
  return object;
}

val toValue(const Frame& frame, const Experiment& experiment) {
  val object = val::object();
  object.set("iteration", static_cast<double>(frame.iteration));
  object.set("epoch", frame.epoch);
  object.set("phase", word(frame.phase));
  object.set("operation", frame.operation >= 0 ? val(frame.operation) : val::null());
  object.set("position", static_cast<double>(frame.position));
  object.set("stops", frame.stops);
  object.set("loss", maybe(frame.loss));
  object.set("testLoss", maybe(frame.testLoss));
  object.set("trainAccuracy", maybe(frame.trainAccuracy));
  object.set("testAccuracy", maybe(frame.testAccuracy));
  object.set("constantLoss", maybe(frame.training.data.constantLoss));
  object.set("initialLoss", frame.training.record.losses > 0
                                ? val(frame.training.record.initialLoss)
                                : val::null());
  object.set("cosineDistance", maybe(frame.training.cosineDistance));
  object.set("clippedSteps", static_cast<double>(frame.training.record.clipped));
  object.set("layers", arrayOf(frame.layers, layerValue));
  object.set("operations", arrayOf(frame.operations, operationValue));
  object.set("chain", arrayOf(chainOf(frame), factorValue));
  object.set("ratioChain", arrayOf(ratioChainOf(frame), factorValue));
  object.set("diagnosis", diagnosisValue(diagnose(frame, experiment)));
  object.set("firstNonFinite", toValue(frame.firstNonFinite));
  object.set("finite", frame.finite);
  object.set("digest", frame.digest);
  const auto some = [](const auto& items, auto convert) {
    return items.empty() ? val::null() : arrayOf(items, convert);
  };
  object.set("detail", frame.detail ? detailValue(*frame.detail) : val::null());
  object.set("histograms", some(frame.histograms, histogramValue));
  object.set("landscape", frame.landscape ? landscapeValue(*frame.landscape) : val::null());
  object.set("units", some(frame.units, unitsValue));
  object.set("weights", some(frame.weights, matrixValue));
  return object;
}

val toValue(const History& history) {
  val object = val::object();
  object.set("stride", static_cast<double>(history.stride()));
  object.set("iterations", listOf(history.iterations()));
  object.set("loss", listOf(history.loss()));
  object.set("testLoss", listOf(history.testLoss()));
  object.set("layers", static_cast<double>(history.layers()));
  object.set("signal", listOf(history.signalByLayer()));
  return object;
}

val datasetValue(const Simulation& run) {
  const Dataset& data = run.data();
  val object = val::object();
  object.set("inputs", static_cast<double>(data.inputs.rows()));
  object.set("outputs", static_cast<double>(targetsFor(run.loss(), data).rows()));
  object.set("samples", data.samples());
  object.set("trainSamples", data.trainSamples);
  object.set("classes", data.classes);
  object.set("loss", word(run.loss()));
  object.set("x", listOf({data.inputs.data(), data.inputs.data() + data.inputs.size()}));
  std::vector<double> y;
  for (Eigen::Index i = 0; i < data.targets.cols(); ++i) y.push_back(data.targets(0, i));
  object.set("y", listOf(y));
  object.set("constantColumns", listOf({data.constantColumns.begin(), data.constantColumns.end()}));
  object.set("names", wordsOf(data.names));
  object.set("labels", wordsOf(data.labels));
  return object;
}

val toValue(const std::vector<Remedy>& remedies) { return arrayOf(remedies, remedyValue); }

val toValue(const RunOutcome& outcome) {
  val object = val::object();
  object.set("iterations", static_cast<double>(outcome.iterations));
  object.set("loss", outcome.loss);
  object.set("constantLoss", maybe(outcome.constantLoss));
  return object;
}

val trialsValue(const std::vector<Trial>& trials, const RemedySearch& search) {
  return arrayOf(trials, [&](const Trial& trial) {
    val changes = trial.candidate < 0 ? val::object()
                                      : remedyValue(search.candidateOf(trial.candidate))["changes"];
    if (trial.seed > 0) changes.set("seed", static_cast<double>(search.experimentOf(trial).seed));
    val object = val::object();
    object.set("candidate", trial.candidate < 0 ? val::null() : val(trial.candidate));
    object.set("seed", static_cast<double>(trial.seed));
    object.set("changes", changes);
    object.set("iterations", static_cast<double>(trial.iterations));
    object.set("seconds", trial.seconds);
    return object;
  });
}

val rankingValue(const RemedySearch& search) {
  return arrayOf(search.ranking(), [&](const RankedRemedy& one) {
    val object = remedyValue(search.candidateOf(one.candidate));
    object.set("candidate", one.candidate);
    set(object, one);
    return object;
  });
}

val unchangedValue(const RemedySearch& search) {
  const RankedRemedy unchanged = search.unchanged();
  if (unchanged.losses.empty()) return val::null();
  val object = val::object();
  set(object, unchanged);
  return object;
}

val schemaValue() {
  static const char* const kTypes[] = {"kind", "number", "integer", "widths", "numbers", "text"};
  const Experiment defaults;
  return arrayOf(fields(), [&](const Field& field) {
    val object = val::object();
    object.set("name", std::string(field.name));
    object.set("type", std::string(kTypes[static_cast<int>(field.type)]));
    object.set("default", valueOf(field.get(defaults)));
    object.set("min", field.min);
    object.set("max", field.max);
    object.set("scale", std::string(field.logarithmic ? "log" : "linear"));
    object.set("kinds", wordsOf(field.kinds));
    object.set("group", std::string(field.group));
    object.set("inLink", field.inLink);
    return object;
  });
}

val curveValue(Activation activation) {
  const ActivationCurve curve = activationCurve(activation);
  val object = val::object();
  object.set("x", listOf(curve.x));
  object.set("value", listOf(curve.value));
  object.set("slope", listOf(curve.slope));
  return object;
}

val appliesValue(const Experiment& experiment) { return wordsOf(applicableFields(experiment)); }

val toValue(const std::map<std::string, Matrix<double>>& matrices, bool samplesAsRows) {
  val object = val::object();
  for (const auto& [name, units] : matrices) {
    const Matrix<double> matrix = samplesAsRows ? Matrix<double>(units.transpose()) : units;
    const bool isList = !samplesAsRows && name.find("weight") == name.npos;
    val rows = val::array();
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
      std::vector<double> cells;
      for (Eigen::Index column = 0; column < matrix.cols(); ++column)
        cells.push_back(matrix(row, column));
      rows.call<void>("push", isList ? val(cells.front()) : val::array(cells));
    }
    object.set(name, rows);
  }
  return object;
}

}  // namespace ebb
