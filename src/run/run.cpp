#include "run/run.h"

#include "base/error.h"
#include "probe/probe.h"
#include "probe/quantities.h"

namespace ebb {
namespace {

using Named = std::map<std::string, Matrix<double>>;

}  // namespace

/// A simulation without its precision.
struct Run::Held {
  virtual ~Held() = default;
  virtual std::uint64_t position() const = 0;
  virtual const Itinerary& itinerary() const = 0;
  virtual const Dataset& data() const = 0;
  virtual Loss loss() const = 0;
  virtual std::size_t bytes() const = 0;
  virtual std::size_t layers() const = 0;
  virtual int batchSize() const = 0;
  virtual bool seek(std::uint64_t position, std::uint64_t limit) = 0;
  virtual Frame frame(const FrameRequest& request) const = 0;
  virtual void record(History& history) const = 0;
  virtual Named parameters(bool gradients) const = 0;
  virtual Named values(bool gradients) const = 0;
};

template <class T>
struct Run::HeldAs final : Run::Held {
  HeldAs(const Experiment& experiment, const Given& given) : simulation(experiment, given) {}

  std::uint64_t position() const override { return simulation.position(); }
  const Itinerary& itinerary() const override { return simulation.itinerary(); }
  const Dataset& data() const override { return simulation.data(); }
  Loss loss() const override { return simulation.tape().loss().function(); }
  std::size_t bytes() const override { return simulation.bytes(); }
  std::size_t layers() const override { return simulation.tape().layers().size(); }
  int batchSize() const override { return simulation.tape().shape().batch; }
  bool seek(std::uint64_t position, std::uint64_t limit) override {
    return simulation.seek(position, limit);
  }
  Frame frame(const FrameRequest& request) const override { return probe(simulation, request); }

  void record(History& history) const override {
    const Tape<T>& tape = simulation.tape();
    std::vector<double> signals;
    for (const auto& layer : tape.layers()) {
      signals.push_back(signal(layer.z->gradientView(simulation.walk().batch)));
    }
    history.add(simulation.itinerary().iteration(simulation.position()), tape.loss().value(),
                testLoss(), signals);
  }

  Named parameters(bool gradients) const override {
    Named named;
    for (const auto& parameter : simulation.tape().parameters()) {
      named[nameOfParameter(parameter)] =
          (gradients ? parameter.gradientView() : parameter.view()).template cast<double>();
    }
    return named;
  }

  Named values(bool gradients) const override {
    Named named;
    const int batch = simulation.walk().batch;
    const auto add = [&](const Value<T>* value, char symbol) {
      if (value == nullptr) return;
      named[std::to_string(value->layer) + '.' + symbol] =
          (gradients ? value->gradientView(batch) : value->view(batch)).template cast<double>();
    };
    for (const auto& layer : simulation.tape().layers()) {
      add(layer.z, 'z');
      add(layer.n, 'n');
      add(layer.a, 'a');
      if (layer.a != nullptr) add(layer.h, 'h');
    }
    return named;
  }

  double testLoss() const {
    const Eigen::Index tests = simulation.data().samples() - simulation.data().trainSamples;
    if (tests == 0) return std::numeric_limits<double>::quiet_NaN();
    const Matrix<T> outputs = simulation.evaluate(simulation.inputs().rightCols(tests), false);
    const Matrix<T> targets = simulation.targets().rightCols(tests);
    return lossOf<T>(loss(), ConstView<T>(outputs.data(), outputs.rows(), tests),
                     ConstView<T>(targets.data(), targets.rows(), tests));
  }

  Simulation<T> simulation;
};

/// An entry costs a forward pass over the test samples: where they are many and batches small, the
/// history is thin from the start, so that it never takes longer than the training it records.
std::uint64_t Run::firstStride(const Held& held) {
  const int tests = held.data().samples() - held.data().trainSamples;
  std::uint64_t stride = 1;
  while (static_cast<int>(stride) * held.batchSize() < tests) stride *= 2;
  return stride;
}

std::unique_ptr<Run::Held> Run::hold(const Experiment& experiment, const Given& given) {
  if (experiment.precision == Precision::float32) {
    return std::make_unique<HeldAs<float>>(experiment, given);
  }
#ifdef EBB_FLOAT32_ONLY
  throw FieldError("precision", "float64", "float32, in this build of the core");
#else
  return std::make_unique<HeldAs<double>>(experiment, given);
#endif
}

Run::Run(const Experiment& experiment, const Given& given)
    : experiment_(experiment),
      held_(hold(experiment, given)),
      history_(held_->layers(), firstStride(*held_)) {}

Run::~Run() = default;
Run::Run(Run&&) noexcept = default;

std::uint64_t Run::position() const { return held_->position(); }
const Itinerary& Run::itinerary() const { return held_->itinerary(); }
const Dataset& Run::data() const { return held_->data(); }
Loss Run::loss() const { return held_->loss(); }
std::size_t Run::bytes() const { return held_->bytes(); }

std::uint64_t Run::target(Unit unit, std::int64_t count) const {
  return itinerary().target(position(), unit, count);
}

bool Run::seek(std::uint64_t position, std::uint64_t limit) {
  const auto stops = static_cast<std::uint64_t>(itinerary().stops());
  // One iteration at a time, so that the history sees every boundary.
  for (std::uint64_t walked = 0; walked < limit; ++walked) {
    const bool isBack = position < held_->position();
    const std::uint64_t boundary = (held_->position() / stops + 1) * stops;
    const bool arrived = held_->seek(isBack ? position : std::min(position, boundary), 1);
    const std::uint64_t now = held_->position();
    if (now > 0 && now % stops == 0 && history_.wants(now / stops)) held_->record(history_);
    if (arrived && now == position) return true;
  }
  return held_->position() == position;
}

Frame Run::frame(const FrameRequest& request) const { return held_->frame(request); }

Named Run::parameters() const { return held_->parameters(false); }
Named Run::gradients() const { return held_->parameters(true); }
Named Run::values() const { return held_->values(false); }
Named Run::valueGradients() const { return held_->values(true); }

}  // namespace ebb
