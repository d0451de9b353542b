#include "stepper/custom_batch.h"

#include "base/error.h"
#include "base/text.h"
#include "functions/finiteness.h"

namespace ebb {
namespace {

/// One side of a batch: a column for every sample.
void checkSide(const std::string& field, const Matrix<double>& side, Eigen::Index samples) {
  checkCustomSize(field, static_cast<double>(side.cols()), static_cast<double>(side.rows()));
  if (side.cols() != samples) {
    throw FieldError(field, counted(static_cast<std::size_t>(side.cols()), "row"),
                     counted(static_cast<std::size_t>(samples), "row") + ", as inputs have");
  }
  if (!isFinite(side)) throw FieldError(field, "infinity or NaN", "finite numbers");
}

}  // namespace

void checkCustomSize(const std::string& field, double rows, double columns) {
  if (!(rows >= 1 && rows <= kMostCustomSamples)) {
    throw FieldError(field, formatNumber(rows) + " rows",
                     "1 to " + std::to_string(kMostCustomSamples) + " rows");
  }
  if (!(columns >= 1 && columns <= kMostCustomColumns)) {
    throw FieldError(field, formatNumber(columns) + " numbers in a row",
                     "1 to " + std::to_string(kMostCustomColumns) + " numbers in a row");
  }
  if (rows * columns > kMostCustomNumbers) {
    throw FieldError(field, formatNumber(rows * columns) + " numbers",
                     "up to " + std::to_string(kMostCustomNumbers) + " numbers");
  }
}

Dataset datasetOf(const Experiment& experiment, const CustomBatch& given) {
  for (const auto& [name, numbers] : given.parameters) {
    checkCustomSize(name, static_cast<double>(numbers.rows()), static_cast<double>(numbers.cols()));
    if (!isFinite(numbers)) throw FieldError(name, "infinity or NaN", "finite numbers");
  }
  if (given.inputs.size() == 0 && given.targets.size() == 0) return makeDataset(experiment);
  checkSide("inputs", given.inputs, given.inputs.cols());
  checkSide("targets", given.targets, given.inputs.cols());
  Dataset data;
  data.inputs = given.inputs;
  data.targets = given.targets;
  data.ready = true;
  splitOff(data, experiment.testFraction, Key(experiment.seed).split("data").split("split"));
  return data;
}

}  // namespace ebb
