#include "stepper/requirements.h"

#include <algorithm>
#include <string>

#include "base/error.h"
#include "data/loss_for_data.h"
#include "functions/finiteness.h"
#include "stepper/batches.h"
#include "stepper/checkpoints.h"
#include "stepper/training_record.h"
#include "training/optimizer.h"

namespace ebb {
namespace {

/// Matrices as large as a batch of the widest layer that a frame holds at once (OperationDetail,
/// and the copies that become JavaScript's).
constexpr std::uint64_t kFrameMatrices = 12;
/// History, operations, texts: what does not grow with the numbers.
constexpr std::uint64_t kOverhead = std::uint64_t(8) << 20;

std::uint64_t bytesOf(Precision precision) {
  return precision == Precision::float64 ? sizeof(double) : sizeof(float);
}

std::uint64_t widestOf(const Experiment& experiment, const Shape& shape) {
  int widest = std::max(shape.inputs, shape.outputs);
  for (const int units : experiment.hidden) widest = std::max(widest, units);
  return static_cast<std::uint64_t>(widest);
}

std::uint64_t dataBytes(const Shape& shape, std::uint64_t samples, std::uint64_t number) {
  // As doubles, once more while they are split, and in the experiment's precision; their order.
  const auto columns =
      static_cast<std::uint64_t>(shape.inputs) + static_cast<std::uint64_t>(shape.outputs);
  return samples * (columns * (2 * sizeof(double) + number) + 2 * sizeof(int));
}

void checkPrecision(const Experiment& experiment, const Dataset& data) {
  if (experiment.precision != Precision::float32) return;
  const auto check = [&](const Matrix<double>& numbers, const char* side) {
    if (isFinite(numbers.cast<float>().eval())) return;
    throw FieldError(data.ready ? side : "table", "a number that float32 does not reach",
                     "numbers up to 3.4e38, or precision float64");
  };
  check(data.inputs, "inputs");
  check(data.targets, "targets");
}

}  // namespace

Requirements requirementsOf(const Experiment& experiment, const Dataset& data) {
  Requirements needs;
  Shape& shape = needs.shape;
  shape.loss = lossFor(experiment.loss, data);
  shape.inputs = static_cast<int>(data.inputs.rows());
  shape.outputs = outputsFor(shape.loss, data);
  shape.batch = Batches::sizeOf(data.trainSamples, experiment.batchSize);
  checkPrecision(experiment, data);

  const std::uint64_t number = bytesOf(experiment.precision);
  Arena state = Arena::counting(number);
  Arena work = Arena::counting(number);
  // Only counted: a tape of either precision has the same pieces.
  Tape<float> tape(experiment, shape, state, work);
  OptimizerRule<float>(experiment, tape.parameters(), state, work);
  state.takeRecords<TrainingRecord>(1);
  state.takeRecords<LayerRecord>(tape.layers().size());
  tape.checkCustomWeights(experiment);
  needs.state = state.used();
  needs.work = work.used();

  const auto samples = static_cast<std::uint64_t>(data.samples());
  const std::uint64_t widest = widestOf(experiment, shape);
  const std::uint64_t evaluation = 3 * number * widest * kEvaluationBatch;
  const std::uint64_t frame =
      kFrameMatrices * sizeof(double) * widest * static_cast<std::uint64_t>(shape.batch);
  needs.total = needs.state + needs.work + Checkpoints::memoryFor(needs.state) +
                dataBytes(shape, samples, number) + evaluation + frame + kOverhead;
  if (needs.total > kMostBytes) {
    throw FieldError("memory", std::to_string((needs.total >> 20) + 1) + " MB",
                     "up to " + std::to_string(kMostBytes >> 20) +
                         " MB: fewer or narrower layers, smaller batches, or fewer samples");
  }
  return needs;
}

}  // namespace ebb
