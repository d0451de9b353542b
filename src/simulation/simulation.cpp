#include "simulation/simulation.h"

#include <new>

#include "base/error.h"
#include "data/loss_for_data.h"
#include "functions/losses.h"
#include "probe/probe.h"

namespace ebb {
namespace {

using Named = std::map<std::string, Matrix<double>>;

}  // namespace

/// A simulation without its precision.
struct Simulation::Concept {
  virtual ~Concept() = default;
  virtual std::uint64_t position() const = 0;
  virtual const StepSchedule& schedule() const = 0;
  virtual const Dataset& data() const = 0;
  virtual Loss loss() const = 0;
  virtual const DataFacts& facts() const = 0;
  virtual std::uint64_t bytes() const = 0;
  virtual std::size_t layers() const = 0;
  virtual int batchSize() const = 0;
  virtual bool seek(std::uint64_t position, std::uint64_t limit) = 0;
  virtual std::optional<NonFinite> firstNonFinite() const = 0;
  virtual Frame frame(const FrameRequest& request) const = 0;
  virtual void record(History& history) const = 0;
  virtual Named parameters(bool gradients) const = 0;
  virtual Named values(bool gradients) const = 0;
};

template <class T>
struct Simulation::Model final : Simulation::Concept {
  Model(const Experiment& experiment, const CustomBatch& given) : stepper(experiment, given) {}

  std::uint64_t position() const override { return stepper.position(); }
  const StepSchedule& schedule() const override { return stepper.schedule(); }
  const Dataset& data() const override { return stepper.data(); }
  Loss loss() const override { return stepper.tape().loss().function(); }
  const DataFacts& facts() const override { return stepper.facts(); }
  std::uint64_t bytes() const override { return stepper.bytes(); }
  std::size_t layers() const override { return stepper.tape().layers().size(); }
  int batchSize() const override { return stepper.tape().shape().batch; }
  bool seek(std::uint64_t position, std::uint64_t limit) override {
    return stepper.seek(position, limit);
  }
  std::optional<NonFinite> firstNonFinite() const override { return stepper.firstNonFinite(); }
  Frame frame(const FrameRequest& request) const override { return probe(stepper, request); }

  void record(History& history) const override {
    const Tape<T>& tape = stepper.tape();
    std::vector<double> signals;
    signals.reserve(tape.layers().size());
    for (const auto& layer : tape.layers()) signals.push_back(stepper.quickSignal(layer));
    const std::uint64_t iteration = stepper.schedule().iteration(stepper.position());
    const auto test = history.wantsTest(iteration) ? stepper.test() : std::nullopt;
    history.add(iteration, tape.loss().value(),
                test ? test->loss : std::numeric_limits<double>::quiet_NaN(), signals);
  }

  Named parameters(bool gradients) const override {
    Named named;
    for (const auto& parameter : stepper.tape().parameters()) {
      named[nameOfParameter(parameter)] =
          (gradients ? parameter.gradientView() : parameter.view()).template cast<double>();
    }
    return named;
  }

  Named values(bool gradients) const override {
    Named named;
    const int batch = stepper.context().batch;
    const auto add = [&](const Value<T>* value, char symbol) {
      if (value == nullptr) return;
      named[std::to_string(value->layer) + '.' + symbol] =
          (gradients ? value->gradientView(batch) : value->view(batch)).template cast<double>();
    };
    for (const auto& layer : stepper.tape().layers()) {
      add(layer.z, 'z');
      add(layer.n, 'n');
      add(layer.a, 'a');
      if (layer.a != nullptr) add(layer.h, 'h');
    }
    return named;
  }

  Stepper<T> stepper;
};

/// A stride with which at least so many samples are trained on for each that is tested.
std::uint64_t Simulation::strideFor(const Concept& held, std::uint64_t trainedPerTest) {
  const auto tests = static_cast<std::uint64_t>(held.data().samples() - held.data().trainSamples);
  std::uint64_t stride = 1;
  const auto batch = static_cast<std::uint64_t>(held.batchSize());
  while (stride * batch < trainedPerTest * tests) stride *= 2;
  return stride;
}

/// A test loss costs a forward pass over the test samples, a third of what training on as many
/// does. Where they are many and batches small, the history is thin from the start; and its test
/// losses always are, so that recording them takes about a fiftieth of the training.
History Simulation::historyOf(const Concept& held) {
  return {held.layers(), strideFor(held, 1), strideFor(held, 16)};
}

std::unique_ptr<Simulation::Concept> Simulation::hold(const Experiment& experiment,
                                                      const CustomBatch& given) {
  if (experiment.precision == Precision::float32) {
    return std::make_unique<Model<float>>(experiment, given);
  }
#ifdef EBB_FLOAT32_ONLY
  throw FieldError("precision", "float64", "float32, in this build of the core");
#else
  return std::make_unique<Model<double>>(experiment, given);
#endif
}

Simulation::Simulation(const Experiment& experiment, const CustomBatch& given) try
    : experiment_(experiment), model_(hold(experiment, given)), history_(historyOf(*model_)) {
} catch (const std::bad_alloc&) {
  throw outOfMemory();
}

Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;

std::uint64_t Simulation::position() const { return model_->position(); }
const StepSchedule& Simulation::schedule() const { return model_->schedule(); }
const Dataset& Simulation::data() const { return model_->data(); }
Loss Simulation::loss() const { return model_->loss(); }
std::uint64_t Simulation::bytes() const { return model_->bytes(); }

std::uint64_t Simulation::target(Unit unit, std::int64_t count) const {
  return schedule().target(position(), unit, count);
}

std::uint64_t Simulation::boundaryBefore(std::uint64_t position) const {
  const auto stops = static_cast<std::uint64_t>(schedule().stops());
  return position % stops == 0 ? 0 : position / stops * stops;
}

void Simulation::readLastWalk() {
  const Frame frame = model_->frame({});
  lastWalk_ = std::make_shared<const LastWalk>(
      LastWalk{frame.loss, frame.layers, frame.operations, frame.training});
  lastBoundary_ = frame.position;
}

bool Simulation::seek(std::uint64_t position, std::uint64_t limit) {
  const auto stops = static_cast<std::uint64_t>(schedule().stops());
  const std::uint64_t last = boundaryBefore(position);
  const bool isLastUnread = last > 0 && last != lastBoundary_;
  if (isLastUnread && model_->position() > last) model_->seek(last, 1);
  // One iteration at a time, so that the history sees every boundary.
  for (std::uint64_t walked = 0; walked < limit; ++walked) {
    if (isLastUnread && model_->position() == last) readLastWalk();
    const bool isBack = position < model_->position();
    const std::uint64_t boundary = (model_->position() / stops + 1) * stops;
    const bool arrived = model_->seek(isBack ? position : std::min(position, boundary), 1);
    const std::uint64_t now = model_->position();
    if (now > 0 && now % stops == 0 && history_.wants(now / stops)) model_->record(history_);
    if (arrived && now == position) return true;
  }
  return model_->position() == position;
}

std::optional<NonFinite> Simulation::firstNonFinite() const { return model_->firstNonFinite(); }

Frame Simulation::frame(const FrameRequest& request) const {
  Frame frame = model_->frame(request);
  if (boundaryBefore(frame.position) > 0) frame.lastWalk = lastWalk_;
  return frame;
}

RunOutcome Simulation::outcome() const {
  const DataFacts& facts = model_->facts();
  return {schedule().iteration(position()), lossReached(history_.loss(), history_.loss().size()),
          facts.constantLoss, facts.leastLoss};
}

Named Simulation::parameters() const { return model_->parameters(false); }
Named Simulation::gradients() const { return model_->parameters(true); }
Named Simulation::values() const { return model_->values(false); }
Named Simulation::valueGradients() const { return model_->values(true); }

}  // namespace ebb
