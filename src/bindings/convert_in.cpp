#include <cmath>

#include "base/text.h"
#include "bindings/convert.h"

namespace ebb {

using emscripten::val;

namespace {

constexpr double kLongestText = 4'000'000;
constexpr double kLongestName = 100;
constexpr double kMostMatrices = 1000;

double lengthOf(const val& value) { return value["length"].as<double>(); }

}  // namespace

std::string describeOutside(const val& value) {
  if (value.isNull()) return "null";
  if (value.isUndefined()) return "nothing";
  if (value.isArray()) return "a list";
  if (value.isNumber()) return formatNumber(value.as<double>());
  if (value.isTrue() || value.isFalse()) return value.isTrue() ? "true" : "false";
  const std::string type = value.typeOf().as<std::string>();
  if (type == "string") {
    return '"' + excerpt(value.call<val>("slice", 0, kLongestName).as<std::string>()) + '"';
  }
  return type == "object" ? "an object" : "a " + type;
}

namespace {

double numberFrom(const val& value, const std::string& field) {
  if (!value.isNumber()) throw FieldError(field, describeOutside(value), "numbers");
  return value.as<double>();
}

/// `most`: refused before more are read.
std::vector<double> listFrom(const val& value, const std::string& field, double most) {
  const double length = lengthOf(value);
  if (length > most) {
    throw FieldError(field, "a list of " + formatNumber(length),
                     "up to " + formatNumber(most) + " numbers");
  }
  std::vector<double> list;
  for (unsigned i = 0; i < length; ++i) list.push_back(numberFrom(value[i], field));
  return list;
}

/// A setting's list; its field says what it takes where something in it is no number.
std::vector<double> listSettingFrom(const val& value, const std::string& field) {
  const double length = lengthOf(value);
  if (length > kMostCustomNumbers) {
    throw FieldError(field, "a list of " + formatNumber(length) + " numbers", takenBy(field));
  }
  std::vector<double> list;
  for (unsigned i = 0; i < length; ++i) {
    if (!value[i].isNumber()) {
      const std::string place = " at place " + std::to_string(i + 1) + " of a list";
      throw FieldError(field, describeOutside(value[i]) + place, takenBy(field));
    }
    list.push_back(value[i].as<double>());
  }
  return list;
}

Setting settingFrom(const val& value, const std::string& field) {
  if (value.isNumber()) return value.as<double>();
  if (value.isArray()) return listSettingFrom(value, field);
  if (!value.isString()) throw FieldError(field, describeOutside(value), takenBy(field));
  if (lengthOf(value) > kLongestText) {
    throw FieldError(field, "a text of " + formatNumber(lengthOf(value)) + " characters",
                     "up to " + formatNumber(kLongestText) + " characters");
  }
  return value.as<std::string>();
}

/// The names of an object's members, none of them long.
std::vector<std::string> namesOf(const val& object, const std::string& field) {
  if (object.typeOf().as<std::string>() != "object" || object.isArray()) {
    throw FieldError(field, describeOutside(object), "an object");
  }
  const val keys = val::global("Object").call<val>("keys", object);
  const double count = lengthOf(keys);
  if (count > kMostMatrices) {
    throw FieldError(field, formatNumber(count) + " names",
                     "up to " + formatNumber(kMostMatrices) + " names");
  }
  std::vector<std::string> names;
  for (unsigned i = 0; i < count; ++i) {
    const val name = keys[i];
    if (lengthOf(name) > kLongestName) {
      const auto start = name.call<val>("slice", 0, kLongestName).as<std::string>();
      throw FieldError(excerpt(start), "a name of " + formatNumber(lengthOf(name)) + " characters",
                       "up to " + formatNumber(kLongestName) + " characters");
    }
    names.push_back(name.as<std::string>());
  }
  return names;
}

/// Rows of numbers; a plain list is one column.
Matrix<double> matrixFrom(const val& rows, const std::string& field) {
  if (!rows.isArray()) throw FieldError(field, describeOutside(rows), "rows of numbers");
  const double count = lengthOf(rows);
  Matrix<double> matrix;
  for (unsigned row = 0; row < count; ++row) {
    const val cells = rows[row];
    const double width = cells.isArray() ? lengthOf(cells) : 1;
    if (row == 0) {
      checkCustomSize(field, count, width);
      matrix.resize(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(width));
    }
    if (width != static_cast<double>(matrix.cols())) {
      throw FieldError(field, "rows of different lengths", "rows of one length");
    }
    const auto numbers = cells.isArray() ? listFrom(cells, field, kMostCustomColumns)
                                         : std::vector<double>{numberFrom(cells, field)};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      matrix(row, static_cast<Eigen::Index>(i)) = numbers[i];
    }
  }
  if (count == 0) checkCustomSize(field, 0, 0);
  return matrix;
}

}  // namespace

Settings settingsFrom(const val& object) {
  Settings settings;
  if (object.isUndefined() || object.isNull()) return settings;
  for (const std::string& name : namesOf(object, "experiment")) {
    const val value = object[name];
    if (!value.isUndefined()) settings.emplace_back(name, settingFrom(value, excerpt(name)));
  }
  return settings;
}

Experiment experimentFrom(const val& settings) { return with({}, settingsFrom(settings)); }

CustomBatch givenFrom(const val& value) {
  CustomBatch given;
  if (value.isUndefined() || value.isNull()) return given;
  given.inputs = matrixFrom(value["inputs"], "inputs").transpose();
  given.targets = matrixFrom(value["targets"], "targets").transpose();
  const val parameters = value["parameters"];
  if (parameters.isUndefined() || parameters.isNull()) return given;
  for (const std::string& name : namesOf(parameters, "parameters")) {
    given.parameters[name] = matrixFrom(parameters[name], excerpt(name));
  }
  return given;
}

std::string linkFrom(const val& text) {
  if (!text.isString()) throw FieldError("link", describeOutside(text), "a text");
  if (lengthOf(text) <= kLongestText) return text.as<std::string>();
  // Too long to be read: what is left of it is too long as well, and says so.
  return text.call<val>("slice", 0, kLongestText).as<std::string>();
}

namespace {

void readRequest(const val& value, bool& isAsked) { isAsked = value.isTrue(); }

void readRequest(const val& value, std::optional<int>& which) {
  const double index = value.isNumber() ? value.as<double>() : HUGE_VAL;
  if (std::abs(index) <= kMostCustomSamples) which = static_cast<int>(index);
}

}  // namespace

FrameRequest requestFrom(const val& value) {
  FrameRequest request;
  if (value.isUndefined() || value.isNull()) return request;
#define EBB_READ(name) readRequest(value[#name], request.name);
  EBB_FRAME_PARTS(EBB_READ)
#undef EBB_READ
  return request;
}

/// Nothing where it is no number that counts something.
std::optional<std::uint64_t> countFrom(const val& value) {
  const double number = value.isNumber() ? value.as<double>() : -1;
  if (!(number >= 0 && number < 9e15)) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

Diagnosis diagnosisFrom(const val& value) {
  Diagnosis diagnosis;
  const val verdict = value["verdict"];
  const auto kind = kindOf<Verdict>(verdict.isString() ? verdict.as<std::string>() : "");
  if (!kind) throw FieldError("verdict", describeOutside(verdict), "the verdict of a frame");
  diagnosis.verdict = *kind;
  const val findings = value["findings"];
  for (unsigned i = 0; findings.isArray() && i < findings["length"].as<unsigned>(); ++i) {
    const val name = findings[i]["kind"];
    const auto found = kindOf<FindingKind>(name.isString() ? name.as<std::string>() : "");
    if (!found) throw FieldError("findings", describeOutside(name), "the findings of a frame");
    Finding& finding = diagnosis.findings.emplace_back();
    finding.kind = *found;
    if (const auto since = countFrom(findings[i]["since"])) finding.since = *since;
    // Of the figures only those that a remedy depends on.
    const val evidence = findings[i]["evidence"];
    if (evidence.isUndefined() || evidence.isNull()) continue;
    if (const auto walk = countFrom(evidence["walk"])) {
      finding.evidence.push_back({"walk", static_cast<double>(*walk)});
    }
    const val share = evidence["share"];
    if (share.isNumber()) finding.evidence.push_back({"share", share.as<double>()});
  }
  return diagnosis;
}

double positiveFrom(const val& value, const char* field) {
  const double number = value.isNumber() ? value.as<double>() : 0;
  if (number > 0 && std::isfinite(number)) return number;
  throw FieldError(field, describeOutside(value), "a number over 0");
}

std::vector<Remedy> remediesFrom(const val& settings, const val& frame, const val& locked) {
  const double iteration = frame["iteration"].as<double>();
  if (!(iteration >= 0)) throw FieldError("iteration", formatNumber(iteration), "0 or more");
  std::vector<std::string> fields;
  for (unsigned i = 0; locked.isArray() && i < locked["length"].as<unsigned>(); ++i) {
    fields.push_back(locked[i].as<std::string>());
  }
  return sparing(remediesFor(experimentFrom(settings), diagnosisFrom(frame["diagnosis"]),
                             static_cast<std::uint64_t>(iteration)),
                 fields);
}

TrialResult resultFrom(const val& trial, const val& outcome, double seconds) {
  TrialResult result;
  const val candidate = trial["candidate"];
  result.trial.candidate = candidate.isNumber() ? candidate.as<int>() : -1;
  result.trial.seed = trial["seed"].as<std::uint32_t>();
  result.trial.iterations = static_cast<std::uint64_t>(trial["iterations"].as<double>());
  result.outcome.iterations = static_cast<std::uint64_t>(outcome["iterations"].as<double>());
  result.outcome.loss = numberFrom(outcome["loss"], "loss");
  const val constant = outcome["constantLoss"];
  if (constant.isNumber()) result.outcome.constantLoss = constant.as<double>();
  const val least = outcome["leastLoss"];
  if (least.isNumber()) result.outcome.leastLoss = least.as<double>();
  result.seconds = seconds;
  return result;
}

}  // namespace ebb
