// Reads one reference vector, runs it through the native core and prints what it computed as JSON,
// in the form of the vector's own `expect`. run.mjs compares.
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "experiment/settings.h"
#include "simulation/simulation.h"

namespace {

using nlohmann::json;
using Matrices = std::map<std::string, ebb::Matrix<double>>;

ebb::Matrix<double> matrixFrom(const json& rows) {
  const auto columns = rows.at(0).is_array() ? rows.at(0).size() : 1;
  ebb::Matrix<double> matrix(rows.size(), columns);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      matrix(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c)) =
          (rows[r].is_array() ? rows[r][c] : rows[r]).get<double>();
    }
  }
  return matrix;
}

/// JSON has no words for what is not finite; these are the ones that JavaScript's Number() reads.
json numberOf(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return number;
}

json rowsOf(const ebb::Matrix<double>& matrix) {
  json rows = json::array();
  for (Eigen::Index r = 0; r < matrix.rows(); ++r) {
    json row = json::array();
    for (Eigen::Index c = 0; c < matrix.cols(); ++c) row.push_back(numberOf(matrix(r, c)));
    rows.push_back(row);
  }
  return rows;
}

json byName(const Matrices& matrices, bool samplesAsRows) {
  json object = json::object();
  for (const auto& [name, matrix] : matrices) {
    object[name] = rowsOf(samplesAsRows ? ebb::Matrix<double>(matrix.transpose()) : matrix);
  }
  return object;
}

ebb::Setting settingFrom(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array()) return value.get<std::vector<double>>();
  return value.get<double>();
}

}  // namespace

int main() {
  const json vector = json::parse(std::cin);
  ebb::Experiment experiment;
  for (const auto& [name, value] : vector.at("experiment").items()) {
    ebb::set(experiment, name, settingFrom(value));
  }
  experiment.testFraction = 0;
  ebb::CustomBatch given;
  given.inputs = matrixFrom(vector.at("inputs")).transpose();
  given.targets = matrixFrom(vector.at("targets")).transpose();
  for (const auto& [name, rows] : vector.at("parameters").items()) {
    given.parameters[name] = matrixFrom(rows);
  }

  ebb::Simulation run(experiment, given);
  json result;
  const std::uint64_t tail = experiment.clip == ebb::Clip::none ? 1 : 2;
  for (std::uint64_t step = 0; step < vector.at("steps").get<std::uint64_t>(); ++step) {
    run.seek(run.schedule().boundary(step + 1) - tail, 2);
    if (step == 0) {
      result["values"] = byName(run.values(), true);
      result["valueGradients"] = byName(run.valueGradients(), true);
      result["gradients"] = byName(run.gradients(), false);
      run.seek(run.schedule().boundary(1) - 1, 1);
      result["clippedGradients"] = byName(run.gradients(), false);
    }
    run.seek(run.schedule().boundary(step + 1), 1);
    result["losses"].push_back(numberOf(*run.frame().loss));
  }
  result["parametersAfter"] = byName(run.parameters(), false);
  std::cout << result.dump() << '\n';
}
