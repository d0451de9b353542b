#include <cmath>

#include "bindings/convert.h"
#include "experiment/fields.h"

namespace ebb {
namespace {

using emscripten::val;

constexpr unsigned kLongestList = 100'000;

std::string typeName(const val& value) {
  return value.isArray() ? "a list" : value.typeOf().as<std::string>();
}

double numberFrom(const val& value, const std::string& field) {
  if (!value.isNumber()) throw FieldError(field, typeName(value), "numbers");
  return value.as<double>();
}

std::vector<double> listFrom(const val& value, const std::string& field) {
  const auto length = value["length"].as<unsigned>();
  if (length > kLongestList) throw FieldError(field, "a longer list", "fewer numbers");
  std::vector<double> list;
  for (unsigned i = 0; i < length; ++i) list.push_back(numberFrom(value[i], field));
  return list;
}

Setting settingFrom(const val& value, const std::string& field) {
  if (value.isNumber()) return value.as<double>();
  if (value.isString()) return value.as<std::string>();
  if (value.isArray()) return listFrom(value, field);
  throw FieldError(field, typeName(value), "a number, a text or a list of numbers");
}

/// Rows of numbers; a plain list is one column.
Matrix<double> matrixFrom(const val& rows, const std::string& field) {
  if (!rows.isArray()) throw FieldError(field, typeName(rows), "rows of numbers");
  const auto count = rows["length"].as<unsigned>();
  Matrix<double> matrix;
  for (unsigned row = 0; row < count && row < kLongestList; ++row) {
    const val cells = rows[row];
    const std::vector<double> numbers =
        cells.isArray() ? listFrom(cells, field) : std::vector<double>{numberFrom(cells, field)};
    if (row == 0) matrix.resize(count, static_cast<Eigen::Index>(numbers.size()));
    if (static_cast<Eigen::Index>(numbers.size()) != matrix.cols()) {
      throw FieldError(field, "rows of different lengths", "rows of one length");
    }
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      matrix(row, static_cast<Eigen::Index>(i)) = numbers[i];
    }
  }
  return matrix;
}

}  // namespace

Experiment experimentFrom(const val& settings) {
  Experiment experiment;
  if (settings.isUndefined() || settings.isNull()) return experiment;
  const val names = val::global("Object").call<val>("keys", settings);
  for (unsigned i = 0; i < names["length"].as<unsigned>(); ++i) {
    const auto name = names[i].as<std::string>();
    const val value = settings[name];
    if (!value.isUndefined()) set(experiment, name, settingFrom(value, name));
  }
  return experiment;
}

CustomBatch givenFrom(const val& value) {
  CustomBatch given;
  if (value.isUndefined() || value.isNull()) return given;
  given.inputs = matrixFrom(value["inputs"], "inputs").transpose();
  given.targets = matrixFrom(value["targets"], "targets").transpose();
  if (given.inputs.cols() == 0 || given.inputs.cols() != given.targets.cols()) {
    throw FieldError("targets", std::to_string(given.targets.cols()) + " rows",
                     "as many rows as inputs, at least 1");
  }
  const val parameters = value["parameters"];
  if (parameters.isUndefined()) return given;
  const val names = val::global("Object").call<val>("keys", parameters);
  for (unsigned i = 0; i < names["length"].as<unsigned>(); ++i) {
    const auto name = names[i].as<std::string>();
    given.parameters[name] = matrixFrom(parameters[name], name);
  }
  return given;
}

FrameRequest requestFrom(const val& value) {
  FrameRequest request;
  if (value.isUndefined() || value.isNull()) return request;
  const auto whole = [&](const char* name) -> std::optional<int> {
    const val number = value[name];
    if (!number.isNumber()) return std::nullopt;
    return static_cast<int>(number.as<double>());
  };
  request.detail = whole("detail");
  request.units = whole("units");
  request.histograms = value["histograms"].isTrue();
  request.landscape = value["landscape"].isTrue();
  request.weights = value["weights"].isTrue();
  return request;
}

Diagnosis diagnosisFrom(const val& value) {
  Diagnosis diagnosis;
  const val verdict = value["verdict"];
  const auto kind = kindOf<Verdict>(verdict.isString() ? verdict.as<std::string>() : "");
  if (!kind) throw FieldError("verdict", typeName(verdict), "the verdict of a frame");
  diagnosis.verdict = *kind;
  const val findings = value["findings"];
  for (unsigned i = 0; findings.isArray() && i < findings["length"].as<unsigned>(); ++i) {
    const val name = findings[i]["kind"];
    const auto found = kindOf<FindingKind>(name.isString() ? name.as<std::string>() : "");
    if (!found) throw FieldError("findings", typeName(name), "the findings of a frame");
    diagnosis.findings.push_back({});
    diagnosis.findings.back().kind = *found;
  }
  return diagnosis;
}

double positiveFrom(const val& value, const char* field) {
  const double number = value.isNumber() ? value.as<double>() : 0;
  if (number > 0 && std::isfinite(number)) return number;
  throw FieldError(field, value.isNumber() ? std::to_string(number) : typeName(value),
                   "a number over 0");
}

std::vector<Remedy> remediesFrom(const val& settings, const val& frame, const val& locked) {
  const double iteration = frame["iteration"].as<double>();
  if (!(iteration >= 0)) throw FieldError("iteration", std::to_string(iteration), "0 or more");
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
  result.seconds = seconds;
  return result;
}

}  // namespace ebb
