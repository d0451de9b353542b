#pragma once

#include <emscripten/val.h>

#include <map>
#include <optional>
#include <string>

#include "diagnosis/remedy_search.h"
#include "experiment/experiment.h"
#include "experiment/link.h"
#include "experiment/settings.h"
#include "simulation/simulation.h"

namespace ebb {

/// What a value from outside is, in words: a text, a number, true and false as themselves.
std::string describeOutside(const emscripten::val& value);

/// JavaScript in; throws FieldError for what has the wrong form.
Settings settingsFrom(const emscripten::val& settings);
Experiment experimentFrom(const emscripten::val& settings);
std::string linkFrom(const emscripten::val& text);
CustomBatch givenFrom(const emscripten::val& given);
FrameRequest requestFrom(const emscripten::val& request);
/// Of a frame's diagnosis what remedies are chosen by: the verdict, and the kinds of its findings.
Diagnosis diagnosisFrom(const emscripten::val& diagnosis);
/// What is worth trying for these settings at this frame, without what is locked.
std::vector<Remedy> remediesFrom(const emscripten::val& settings, const emscripten::val& frame,
                                 const emscripten::val& locked);
TrialResult resultFrom(const emscripten::val& trial, const emscripten::val& outcome,
                       double seconds);
double positiveFrom(const emscripten::val& value, const char* field);

/// JavaScript out: plain objects and copies, never views of the heap.
emscripten::val toValue(const Experiment& experiment);
emscripten::val toValue(const LinkReading& reading);
emscripten::val toValue(const Frame& frame, const Experiment& experiment);
emscripten::val toValue(const History& history);
emscripten::val toValue(const std::optional<NonFinite>& stop);
emscripten::val datasetValue(const Simulation& run);
emscripten::val toValue(const std::vector<Remedy>& remedies);
emscripten::val toValue(const RunOutcome& outcome);
emscripten::val trialsValue(const std::vector<Trial>& trials, const RemedySearch& search);
emscripten::val rankingValue(const RemedySearch& search);
emscripten::val unchangedValue(const RemedySearch& search);
emscripten::val schemaValue();
emscripten::val curveValue(Activation activation);
emscripten::val appliesValue(const Experiment& experiment);
/// Rows by name; `samplesAsRows` turns units × samples round; biases become plain lists.
emscripten::val toValue(const std::map<std::string, Matrix<double>>& matrices, bool samplesAsRows);

}  // namespace ebb
