#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "data/data_facts.h"
#include "data/dataset.h"
#include "experiment/experiment.h"
#include "stepper/batches.h"
#include "stepper/checkpoints.h"
#include "stepper/custom_batch.h"
#include "stepper/non_finite.h"
#include "stepper/position.h"
#include "stepper/requirements.h"
#include "stepper/training_record.h"
#include "tape/tape.h"
#include "training/optimizer.h"

namespace ebb {

/// The test samples as a network answers them: outputs × samples (logits), their targets, and the
/// loss.
template <class T>
struct TestAnswers {
  Matrix<T> outputs;
  Matrix<T> targets;
  double loss = 0;
};

/// An experiment being run: a function of the experiment and of how far it was advanced. T is the
/// experiment's precision.
template <class T>
class Stepper {
 public:
  /// Throws FieldError where the experiment's parts do not fit each other, or memory.
  explicit Stepper(const Experiment& experiment, const CustomBatch& given = {});

  std::uint64_t position() const { return position_; }
  const StepSchedule& schedule() const { return schedule_; }

  /// Goes towards a position over at most `limit` (at least 1) iterations; true when there. Going
  /// back restores the nearest checkpoint and walks on from it, so every state is reached the same
  /// way. Allocates nothing.
  bool seek(std::uint64_t position, std::uint64_t limit);

  const Tape<T>& tape() const { return *tape_; }
  const OptimizerRule<T>& optimizer() const { return *optimizer_; }
  const Experiment& experiment() const { return experiment_; }
  const Dataset& data() const { return data_; }
  const StepContext& context() const { return context_; }
  /// Memory of the run: what its arenas have handed out, and all else as it was counted.
  std::uint64_t bytes() const;

  /// Frobenius norm of a parameter's gradient as the clip stage found it.
  double normBeforeClip(const Parameter<T>& parameter) const {
    return normsBeforeClip_[parameter.index];
  }

  /// `signal` (probe/quantities.h) at a layer, to rounding: what is recorded at every step.
  double quickSignal(const Layer<T>& layer) const;

  /// What became of the loss and the steps so far, in all and by layer.
  const TrainingRecord& record() const { return *record_; }
  const LayerRecord& layerRecord(int layer) const { return layerRecords_[layer - 1]; }

  /// What is true of the training samples, whatever the weights are.
  int trainSamples() const { return static_cast<int>(batches_.order().size()); }
  const DataFacts& facts() const { return facts_; }

  /// The first stop up to the position at which anything that was computed is not finite,
  /// whichever way led to the position; numbers may well be finite again since.
  std::optional<NonFinite> firstNonFinite() const;

  /// What the network answers to inputs (columns) as it is now, in evaluation mode: running
  /// statistics, no dropout; logits turned into probabilities when `answers`, else left as they
  /// are.
  Matrix<T> evaluate(const Matrix<T>& inputs, bool answers) const;

  /// The test samples, answered in evaluation mode by the parameters that this iteration walked
  /// with: also after its update, so that they belong to the same network as the batch's loss and
  /// gradients. Nothing where no samples are held back.
  std::optional<TestAnswers<T>> test() const;

  /// The data as the network gets them: inputs × samples; outputs × samples.
  const Matrix<T>& inputs() const { return inputs_; }
  const Matrix<T>& targets() const { return targets_; }

  /// 16 hexadecimal digits over the position, the parameters, their averages and statistics.
  std::string digest() const;

 private:
  void step();
  void carryOut(Stop stop);
  /// Looks for the first number that is not finite among what this iteration has computed up to
  /// `last`, where it is not known yet.
  void watch(std::uint64_t last);
  std::optional<NonFinite> findUpTo(std::uint64_t last) const;
  void beginIteration();
  void restore(std::uint64_t iteration);
  void initialise();
  std::uint64_t checkpointSpacing() const;
  void applyCustomParameters();
  void recordSteps();

  Experiment experiment_;
  Dataset data_;
  Requirements needs_;
  Matrix<T> inputs_;
  Matrix<T> targets_;
  Batches batches_;
  Arena state_;
  Arena work_;
  std::unique_ptr<Tape<T>> tape_;
  std::unique_ptr<OptimizerRule<T>> optimizer_;
  /// Bytes of the state that belong to training; the record of it comes after.
  std::size_t trainedBytes_ = 0;
  TrainingRecord* record_ = nullptr;
  LayerRecord* layerRecords_ = nullptr;
  DataFacts facts_;
  StepSchedule schedule_;
  Checkpoints checkpoints_;
  std::map<std::string, Matrix<double>> givenParameters_;
  std::vector<double> normsBeforeClip_;
  StepContext context_;
  std::uint64_t position_ = 0;
  /// Stops since the last boundary: position_ % stops, without a division.
  int within_ = 0;
  /// The iteration that a seek back leads to, until it is begun.
  std::uint64_t wayBack_ = TrainingRecord::kNever;
  /// Every stop up to this one has been looked through: walking it again computes the same numbers.
  std::uint64_t watched_ = 0;
  std::optional<NonFinite> firstNonFinite_;
};

/// "3.weight": what a parameter is called in reference vectors and in PyTorch scripts.
template <class T>
std::string nameOfParameter(const Parameter<T>& parameter) {
  return std::to_string(parameter.layer) + '.' + std::string(nameOf(parameter.role));
}

extern template class Stepper<float>;
extern template class Stepper<double>;

}  // namespace ebb
