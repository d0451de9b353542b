#include "stepper/stepper.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "data/loss_for_data.h"
#include "functions/activations.h"
#include "functions/finiteness.h"
#include "functions/losses.h"
#include "stepper/digest.h"
#include "stepper/finite_walk.h"
#include "training/clipping.h"

namespace ebb {
namespace {

/// The experiment in the precision that it is run in, whatever it asks for.
template <class T>
Experiment inPrecision(Experiment experiment) {
  experiment.precision = sizeof(T) == sizeof(double) ? Precision::float64 : Precision::float32;
  return experiment;
}

template <class T>
std::vector<int> layersOf(const Tape<T>& tape) {
  std::vector<int> layers;
  for (const auto& operation : tape.operations()) layers.push_back(operation->layer);
  return layers;
}

/// While it lives, parameters are what the last update found.
template <class T>
class ParametersBeforeUpdate {
 public:
  /// Null: they stay as they are.
  explicit ParametersBeforeUpdate(OptimizerRule<T>* optimizer) : optimizer_(optimizer) {
    if (optimizer_ != nullptr) optimizer_->swapWithBefore();
  }
  ~ParametersBeforeUpdate() {
    if (optimizer_ != nullptr) optimizer_->swapWithBefore();
  }
  ParametersBeforeUpdate(const ParametersBeforeUpdate&) = delete;
  ParametersBeforeUpdate& operator=(const ParametersBeforeUpdate&) = delete;

 private:
  OptimizerRule<T>* optimizer_;
};

}  // namespace

template <class T>
Stepper<T>::Stepper(const Experiment& experiment, const CustomBatch& given)
    : experiment_(inPrecision<T>(experiment)),
      data_(datasetOf(experiment, given)),
      needs_(requirementsOf(experiment_, data_)),
      inputs_(data_.inputs.template cast<T>()),
      targets_(targetsFor(needs_.shape.loss, data_).template cast<T>()),
      batches_(data_.trainSamples, experiment.batchSize, Key(experiment.seed).split("order")),
      state_(needs_.state),
      work_(needs_.work),
      schedule_({0}, false, 1),
      checkpoints_(0),
      givenParameters_(given.parameters) {
  tape_ = std::make_unique<Tape<T>>(experiment, needs_.shape, state_, work_);
  optimizer_ = std::make_unique<OptimizerRule<T>>(experiment, tape_->parameters(), state_, work_);
  trainedBytes_ = state_.used();
  record_ = state_.takeRecords<TrainingRecord>(1);
  layerRecords_ = state_.takeRecords<LayerRecord>(tape_->layers().size());
  facts_ = dataFactsOf<T>(experiment_, needs_.shape.loss, inputs_.leftCols(data_.trainSamples),
                          targets_.leftCols(data_.trainSamples));
  schedule_ = StepSchedule(layersOf(*tape_), experiment.clip != Clip::none, batches_.perEpoch());
  normsBeforeClip_.resize(tape_->parameters().size());
  initialise();
  checkpoints_ = Checkpoints(needs_.state, checkpointSpacing());
}

template <class T>
void Stepper<T>::initialise() {
  tape_->initialise(experiment_);
  optimizer_->initialise();
  *record_ = {};
  std::fill_n(layerRecords_, tape_->layers().size(), LayerRecord{});
  applyCustomParameters();
  position_ = 0;
  within_ = 0;
}

template <class T>
std::uint64_t Stepper<T>::checkpointSpacing() const {
  std::uint64_t parameters = 0;
  for (const auto& parameter : tape_->parameters()) {
    parameters += static_cast<std::uint64_t>(parameter.size());
  }
  return Checkpoints::spacingFor(needs_.state / sizeof(T), parameters,
                                 static_cast<std::uint64_t>(tape_->shape().batch));
}

template <class T>
void Stepper<T>::applyCustomParameters() {
  std::size_t applied = 0;
  for (const auto& parameter : tape_->parameters()) {
    const auto given = givenParameters_.find(nameOfParameter(parameter));
    if (given == givenParameters_.end()) continue;
    const Matrix<double>& numbers = given->second;
    if (numbers.rows() != parameter.rows || numbers.cols() != parameter.cols) {
      throw FieldError(
          given->first, std::to_string(numbers.rows()) + " x " + std::to_string(numbers.cols()),
          std::to_string(parameter.rows) + " x " + std::to_string(parameter.cols) + " numbers");
    }
    parameter.view() = numbers.template cast<T>();
    if (!isFinite(parameter.view())) {
      throw FieldError(given->first, "a number that float32 does not reach",
                       "numbers up to 3.4e38, or precision float64");
    }
    ++applied;
  }
  if (applied == givenParameters_.size()) return;
  for (const auto& given : givenParameters_) {
    const auto& all = tape_->parameters();
    const bool isKnown = std::any_of(all.begin(), all.end(), [&](const Parameter<T>& parameter) {
      return nameOfParameter(parameter) == given.first;
    });
    if (isKnown) continue;
    throw FieldError("parameters", '"' + excerpt(given.first) + '"',
                     "names of this network's parameters");
  }
}

template <class T>
void Stepper<T>::beginIteration() {
  const std::uint64_t iteration = schedule_.iteration(position_);
  checkpoints_.offer(iteration, state_.data());
  if (iteration == wayBack_) {
    checkpoints_.keepGoal(iteration, state_.data());
    wayBack_ = TrainingRecord::kNever;
  }
  const Batches::Range range = batches_.of(iteration);
  // All samples at once are the same ones every time.
  const bool isLoaded = batches_.perEpoch() == 1 && context_.batch == range.count;
  context_ = {range.count, iteration};
  if (isLoaded) return;
  auto x = tape_->input().view(range.count);
  auto target = tape_->loss().target(range.count);
  for (int i = 0; i < range.count; ++i) {
    const int sample = batches_.order()[static_cast<std::size_t>(range.first + i)];
    x.col(i) = inputs_.col(sample);
    target.col(i) = targets_.col(sample);
  }
}

template <class T>
void Stepper<T>::step() {
  if (within_ == 0) beginIteration();
  const Stop stop = schedule_.stopWithin(++within_);
  // What an iteration computes stays in memory until the next one; gradients alone are changed in
  // place, by clipping. So to look before that and at the end is to look at every stop.
  if (stop.phase == Phase::clip) watch(position_);
  ++position_;
  carryOut(stop);
  if (stop.phase != Phase::update) return;
  watch(position_);
  within_ = 0;
}

template <class T>
void Stepper<T>::watch(std::uint64_t last) {
  if (firstNonFinite_ || last <= watched_) return;
  const bool clips = experiment_.clip != Clip::none;
  const bool isUpdated = last % static_cast<std::uint64_t>(schedule_.stops()) == 0;
  // The update knows the sizes of the weights that this iteration walked with. Along residual paths
  // the inputs, which may be of any size, go on to every layer.
  const bool isBounded = isUpdated && flatSide(experiment_.activation) == FlatSide::both &&
                         experiment_.normalization == Normalization::none &&
                         experiment_.residual == Residual::none && optimizer_->hadSmallParameters();
  const bool isFinite = ((isUpdated && clips) || isWalkFinite(*tape_, context_.batch, isBounded)) &&
                        (isUpdated ? optimizer_->isLastUpdateFinite() : areGradientsFinite(*tape_));
  if (!isFinite) firstNonFinite_ = findUpTo(last);
  watched_ = last;
}

template <class T>
std::optional<NonFinite> Stepper<T>::findUpTo(std::uint64_t last) const {
  for (std::uint64_t position = watched_ + 1; position <= last; ++position) {
    auto found = findNonFinite(*tape_, *optimizer_, schedule_.stop(position), context_.batch);
    if (!found) continue;
    found->position = position;
    found->iteration = schedule_.iteration(position);
    return found;
  }
  return std::nullopt;
}

template <class T>
std::optional<NonFinite> Stepper<T>::firstNonFinite() const {
  if (!firstNonFinite_) return findUpTo(position_);
  return firstNonFinite_->position <= position_ ? firstNonFinite_ : std::nullopt;
}

template <class T>
void Stepper<T>::carryOut(Stop stop) {
  switch (stop.phase) {
    case Phase::start:
      return;
    case Phase::forward:
      tape_->operations()[static_cast<std::size_t>(stop.operation)]->forward(context_);
      return;
    case Phase::loss:
      tape_->loss().forward(context_);
      if (record_->losses == 0) record_->initialZeroLoss = tape_->loss().zeroLoss(context_.batch);
      record_->addLoss(tape_->loss().value());
      return;
    case Phase::backward:
      tape_->operations()[static_cast<std::size_t>(stop.operation)]->backward(context_);
      return;
    case Phase::clip:
      for (const auto& parameter : tape_->parameters()) {
        normsBeforeClip_[parameter.index] = frobeniusNorm(parameter.gradientView());
      }
      record_->clipped +=
          clipGradients(experiment_.clip, experiment_.clipThreshold, tape_->parameters());
      return;
    case Phase::update:
      optimizer_->update(context_.iteration);
      recordSteps();
      return;
  }
}

template <class T>
double Stepper<T>::quickSignal(const Layer<T>& layer) const {
  const auto gradient = layer.z->gradientView(context_.batch);
  return quickNorm(gradient) * std::sqrt(context_.batch / static_cast<double>(layer.z->units));
}

template <class T>
void Stepper<T>::recordSteps() {
  const auto& layers = tape_->layers();
  if (layers.size() > 1) {
    record_->addSignals(quickSignal(layers.front()), quickSignal(layers[layers.size() - 2]));
  }
  ++record_->updates;
  std::uint64_t index = 0;
  for (const Layer<T>& layer : layers) {
    const double size = optimizer_->normBeforeLastUpdate(*layer.weight);
    const double change = optimizer_->lastChangeNorm(*layer.weight);
    const auto step = layerRecords_[index++].addStep(context_.iteration, change, size);
    if (step) record_->addStep(context_.iteration, index, *step);
  }
}

template <class T>
void Stepper<T>::restore(std::uint64_t iteration) {
  const auto found = checkpoints_.atOrBefore(iteration);
  if (!found) return initialise();
  std::memcpy(state_.data(), found->state, checkpoints_.stateBytes());
  position_ = schedule_.boundary(found->iteration);
  within_ = 0;
}

template <class T>
bool Stepper<T>::seek(std::uint64_t position, std::uint64_t limit) {
  if (position < position_) {
    // The iteration that leads to the position has to be walked whole, so that the values seen
    // there are its own.
    const auto stops = static_cast<std::uint64_t>(schedule_.stops());
    wayBack_ = position == 0 ? 0 : (position - 1) / stops;
    restore(wayBack_);
  }
  std::uint64_t walked = 0;
  while (position_ < position) {
    step();
    if (within_ == 0 && ++walked >= limit) break;
  }
  return position_ == position;
}

template <class T>
Matrix<T> Stepper<T>::evaluate(const Matrix<T>& inputs, bool answers) const {
  Matrix<T> result(tape_->shape().outputs, inputs.cols());
  int widest = std::max(tape_->shape().inputs, tape_->shape().outputs);
  for (const auto& value : tape_->values()) widest = std::max(widest, value.units);
  // What entered a block, what enters an operation, and what leaves it.
  const Eigen::Index most = std::min<Eigen::Index>(kEvaluationBatch, inputs.cols());
  Matrix<T> memory[3];
  for (Matrix<T>& matrix : memory) matrix.resize(widest, most);
  for (Eigen::Index first = 0; first < inputs.cols(); first += kEvaluationBatch) {
    const Eigen::Index count = std::min<Eigen::Index>(kEvaluationBatch, inputs.cols() - first);
    int entered = 0;
    int current = 0;
    Eigen::Index units = inputs.rows();
    Eigen::Index enteredUnits = units;
    View<T>(memory[0].data(), units, count) = inputs.middleCols(first, count);
    for (const auto& operation : tape_->operations()) {
      if (operation->kind == OperationKind::loss && !answers) continue;
      if (operation->kind == OperationKind::affine) {
        entered = current;
        enteredUnits = units;
      }
      const int next = entered == current ? (current + 1) % 3 : 3 - entered - current;
      const Eigen::Index out = operation->output != nullptr ? operation->output->units : units;
      operation->infer(ConstView<T>(memory[current].data(), units, count),
                       ConstView<T>(memory[entered].data(), enteredUnits, count),
                       View<T>(memory[next].data(), out, count));
      current = next;
      units = out;
    }
    result.middleCols(first, count) = View<T>(memory[current].data(), units, count);
  }
  return result;
}

template <class T>
std::optional<TestAnswers<T>> Stepper<T>::test() const {
  const Eigen::Index tests = data_.samples() - data_.trainSamples;
  if (tests == 0) return std::nullopt;
  const bool isUpdated = schedule_.stop(position_).phase == Phase::update;
  const ParametersBeforeUpdate<T> before(isUpdated ? optimizer_.get() : nullptr);
  TestAnswers<T> answers{evaluate(inputs_.rightCols(tests), false), targets_.rightCols(tests)};
  answers.loss =
      lossOf<T>(tape_->shape().loss, {answers.outputs.data(), answers.outputs.rows(), tests},
                {answers.targets.data(), answers.targets.rows(), tests});
  return answers;
}

template <class T>
std::uint64_t Stepper<T>::bytes() const {
  const std::uint64_t others = needs_.total - needs_.state - needs_.work;
  return state_.used() + work_.used() + others;
}

template <class T>
std::string Stepper<T>::digest() const {
  Digest digest;
  digest.add(position_);
  const T* numbers = reinterpret_cast<const T*>(state_.data());
  for (std::uint64_t i = 0; i < trainedBytes_ / sizeof(T); ++i) {
    digest.add(static_cast<double>(numbers[i]));
  }
  return digest.text();
}

template class Stepper<float>;
template class Stepper<double>;

}  // namespace ebb
