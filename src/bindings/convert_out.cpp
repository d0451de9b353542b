#include "bindings/convert.h"
#include "bindings/plain_object.h"
#include "data/loss_for_data.h"
#include "diagnosis/course.h"
#include "probe/probe.h"

namespace ebb {
namespace {

using emscripten::val;

val problemValue(const FieldError& problem) {
  return PlainObject()
      .text("field", problem.field)
      .text("got", problem.got)
      .text("takes", problem.takes)
      .text("message", problem.what());
}

}  // namespace

val toValue(const Experiment& experiment) {
  PlainObject object;
  for (const Field& field : fields())
    object.value(std::string(field.name).c_str(), valueOf(field.get(experiment)));
  return object;
}

val toValue(const LinkReading& reading) {
  return PlainObject()
      .value("experiment", toValue(reading.experiment))
      .value("problems", arrayOf(reading.problems, problemValue));
}

val toValue(const History& history) {
  return PlainObject()
      .number("stride", history.stride())
      .list("iterations", history.iterations())
      .list("loss", history.loss())
      .list("testLoss", history.testLoss())
      .number("layers", history.layers())
      .list("signal", history.signalByLayer());
}

val datasetValue(const Simulation& run) {
  const Dataset& data = run.data();
  const auto firstTargets = data.targets.row(0);
  return PlainObject()
      .number("inputs", data.inputs.rows())
      .number("outputs", targetsFor(run.loss(), data).rows())
      .number("samples", data.samples())
      .number("trainSamples", data.trainSamples)
      .number("classes", data.classes)
      .text("loss", nameOf(run.loss()))
      .list("x", {data.inputs.data(), data.inputs.data() + data.inputs.size()})
      .list("y", {firstTargets.begin(), firstTargets.end()})
      .list("constantColumns", {data.constantColumns.begin(), data.constantColumns.end()})
      .value("names", wordsOf(data.names))
      .value("labels", wordsOf(data.labels));
}

val toValue(const RunOutcome& outcome) {
  return PlainObject()
      .number("iterations", outcome.iterations)
      .number("loss", outcome.loss)
      .number("constantLoss", outcome.constantLoss)
      .number("leastLoss", outcome.leastLoss)
      .number("learntLoss", learntLoss(outcome.constantLoss, outcome.leastLoss));
}

val schemaValue() {
  static const char* const kTypes[] = {"kind", "number", "integer", "widths", "numbers", "text"};
  const Experiment defaults;
  const auto eachValue = [](const Bounds& bounds) -> val {
    return PlainObject().number("min", bounds.least).number("max", bounds.most);
  };
  return arrayOf(fields(), [&](const Field& field) {
    const auto each = boundsInList(field);
    return PlainObject()
        .text("name", field.name)
        .text("type", kTypes[static_cast<int>(field.type)])
        .value("default", valueOf(field.get(defaults)))
        .number("min", field.min)
        .number("max", field.max)
        .text("scale", field.logarithmic ? "log" : "linear")
        .value("kinds", wordsOf(field.kinds))
        .value("each", each ? eachValue(*each) : val::null())
        .text("takes", takenBy(field.name))
        .text("group", field.group)
        .flag("inLink", field.inLink);
  });
}

val curveValue(Activation activation) {
  const ActivationCurve curve = activationCurve(activation);
  return PlainObject()
      .list("x", curve.x)
      .list("value", curve.value)
      .list("slope", curve.slope)
      .number("flatSlope", curve.flatSlope);
}

val appliesValue(const Experiment& experiment) { return wordsOf(applicableFields(experiment)); }

val toValue(const std::map<std::string, Matrix<double>>& matrices, bool samplesAsRows) {
  PlainObject object;
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
    object.value(name.c_str(), rows);
  }
  return object;
}

}  // namespace ebb
