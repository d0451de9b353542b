#pragma once

#include <emscripten/val.h>

#include <map>
#include <optional>
#include <string>

#include "diagnosis/remedies.h"
#include "experiment/experiment.h"
#include "experiment/link.h"
#include "run/simulation.h"

namespace ebb {

/// JavaScript in; throws FieldError for what has the wrong form.
Experiment experimentFrom(const emscripten::val& settings);
CustomBatch givenFrom(const emscripten::val& given);
FrameRequest requestFrom(const emscripten::val& request);
/// Of a frame's diagnosis what remedies are chosen by: the verdict, and what one layer does.
Diagnosis diagnosisFrom(const emscripten::val& diagnosis);

/// JavaScript out: plain objects and copies, never views of the heap.
emscripten::val toValue(const Experiment& experiment);
emscripten::val toValue(const LinkReading& reading);
emscripten::val toValue(const Frame& frame, const Experiment& experiment);
emscripten::val toValue(const History& history);
emscripten::val toValue(const std::optional<NonFinite>& stop);
emscripten::val datasetValue(const Simulation& run);
emscripten::val toValue(const std::vector<Remedy>& remedies);
emscripten::val schemaValue();
emscripten::val curveValue(Activation activation);
emscripten::val appliesValue(const Experiment& experiment);
/// Rows by name; `samplesAsRows` turns units × samples round; biases become plain lists.
emscripten::val toValue(const std::map<std::string, Matrix<double>>& matrices, bool samplesAsRows);

}  // namespace ebb
