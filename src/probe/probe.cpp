#include "probe/probe.h"

#include <cmath>

#include "functions/activations.h"
#include "functions/losses.h"
#include "ops/add.h"
#include "probe/inspect.h"
#include "probe/progress.h"
#include "probe/quantities.h"

namespace ebb {
namespace {

Maybe ratioOf(Maybe out, Maybe in) {
  if (!out || !in || *in == 0) return std::nullopt;
  return *out / *in;
}

/// Reads one simulation; a class only so that the pieces share what they look at.
template <class T>
class Reader {
 public:
  explicit Reader(const Stepper<T>& simulation)
      : simulation_(simulation),
        tape_(simulation.tape()),
        progress_(simulation),
        batch_(simulation.context().batch) {}

  Frame read(const FrameRequest& request) const {
    Frame frame;
    const StepSchedule& schedule = simulation_.schedule();
    const Stop stop = schedule.stop(simulation_.position());
    frame.position = simulation_.position();
    frame.iteration = schedule.iteration(frame.position);
    frame.epoch = static_cast<double>(frame.iteration) / schedule.iterationsPerEpoch();
    frame.phase = stop.phase;
    frame.operation = stop.operation;
    frame.stops = schedule.stops();
    readLoss(frame);
    int first = 0;
    for (const Layer<T>& layer : tape_.layers()) {
      frame.layers.push_back(readLayer(layer, first));
      first += operationsOf(layer.z->layer);
    }
    for (int i = 0; i < operationCount(); ++i) frame.operations.push_back(readOperation(i));
    readParameters(frame);
    frame.firstNonFinite = simulation_.firstNonFinite();
    frame.finite = isAllFinite(frame);
    frame.digest = simulation_.digest();
    inspect(simulation_, progress_, request, frame);
    return frame;
  }

 private:
  int operationCount() const { return static_cast<int>(tape_.operations().size()); }
  const Operation<T>& operation(int i) const {
    return *tape_.operations()[static_cast<std::size_t>(i)];
  }

  /// Operations of one layer, without the loss.
  int operationsOf(int layer) const {
    int count = 0;
    for (const auto& one : tape_.operations()) {
      count += one->layer == layer && one->kind != OperationKind::loss;
    }
    return count;
  }

  void readLoss(Frame& frame) const {
    const int last = operationCount() - 1;
    const Loss kind = tape_.loss().function();
    const bool hasClasses = simulation_.data().classes > 0 && kind != Loss::linear;
    const double threshold = kind == Loss::mse ? 0.5 : 0;
    if (progress_.forward(last)) {
      frame.loss = tape_.loss().value();
      if (hasClasses) {
        frame.trainAccuracy =
            accuracy(tape_.loss().input->view(batch_), tape_.loss().target(batch_), threshold);
      }
    }
    const Eigen::Index tests = simulation_.data().samples() - simulation_.data().trainSamples;
    if (tests == 0) return;
    const Matrix<T> outputs = simulation_.evaluate(simulation_.inputs().rightCols(tests), false);
    const Matrix<T> targets = simulation_.targets().rightCols(tests);
    frame.testLoss = lossOf<T>(kind, ConstView<T>(outputs.data(), outputs.rows(), tests),
                               ConstView<T>(targets.data(), targets.rows(), tests));
    if (hasClasses) frame.testAccuracy = accuracy(outputs, targets, threshold);
  }

  /// `first`: index of the layer's affine map.
  LayerFrame readLayer(const Layer<T>& layer, int first) const {
    LayerFrame frame;
    frame.layer = layer.z->layer;
    frame.units = layer.z->units;
    frame.weightNorm = frobeniusNorm(layer.weight->view());
    // z's gradient is written by the backward of the operation that reads z.
    if (progress_.backward(first + 1)) {
      const auto gradient = layer.z->gradientView(batch_);
      frame.signal = signal(gradient);
      frame.signalMedian = signalMedian(gradient);
    }
    readWeightGradient(layer, first, frame);
    if (progress_.updated()) {
      frame.updateRatio =
          updateRatio<T>(layer.weight->view(), simulation_.optimizer().lastChange(*layer.weight));
    }
    const bool isOutput = layer.a == nullptr;
    if (progress_.forward(isOutput ? first : first + operationsOf(frame.layer) - 1)) {
      const MeanAndStd spread = meanAndStd(layer.h->view(batch_));
      frame.activationMean = spread.mean;
      frame.activationStd = spread.standardDeviation;
    }
    if (!isOutput && progress_.forward(first + 1 + (layer.n != nullptr))) {
      const Activation kind = simulation_.experiment().activation;
      const Matrix<T> slopes = slopesOf(kind, layer, batch_);
      frame.saturated = saturatedShare(kind, slopes);
      frame.dead = deadShare(slopes);
    }
    return frame;
  }

  void readWeightGradient(const Layer<T>& layer, int first, LayerFrame& frame) const {
    if (!progress_.backward(first)) return;
    const bool clips = simulation_.experiment().clip != Clip::none;
    const double now = frobeniusNorm(layer.weight->gradientView());
    if (!clips || progress_.clipped()) frame.clippedWeightGradient = now;
    const auto index = static_cast<std::size_t>(frame.layer - 1);
    frame.weightGradient =
        clips && progress_.clipped() ? simulation_.normsBeforeClip()[index] : now;
  }

  OperationFrame readOperation(int i) const {
    OperationFrame frame = readNorms(i);
    const double scale = std::sqrt(static_cast<double>(batch_));
    if (frame.gradientIn && frame.kind != OperationKind::loss) {
      frame.sizeIn = scale * *frame.gradientIn;
    }
    if (frame.gradientOut) frame.sizeOut = scale * *frame.gradientOut;
    return frame;
  }

  OperationFrame readNorms(int i) const {
    const Operation<T>& op = operation(i);
    OperationFrame frame;
    frame.kind = op.kind;
    frame.layer = op.layer;
    if (progress_.forward(i)) {
      frame.forwardFiniteness =
          op.kind == OperationKind::loss ? lossFiniteness() : finiteness(op.output->view(batch_));
    }
    if (!progress_.backward(i)) return frame;
    frame.gradientIn =
        op.kind == OperationKind::loss ? 1.0 : frobeniusNorm(op.output->gradientView(batch_));
    frame.backwardFiniteness = finiteness(op.input->gradientView(batch_));
    if (op.kind == OperationKind::add) return readAdd(i, frame);
    const T* branch =
        op.kind == OperationKind::affine ? static_cast<const Affine<T>&>(op).branch() : nullptr;
    frame.gradientOut = branch == nullptr
                            ? frobeniusNorm(op.input->gradientView(batch_))
                            : frobeniusNorm(ConstView<T>(branch, op.input->units, batch_));
    frame.attenuation = ratioOf(frame.gradientOut, frame.gradientIn);
    return frame;
  }

  /// Both ways are known when the walk has left the block through its affine map.
  OperationFrame readAdd(int i, OperationFrame frame) const {
    const auto& add = static_cast<const Add<T>&>(operation(i));
    frame.skip = ratioOf(frame.gradientIn, frame.gradientIn);
    int affine = i;
    while (operation(affine).kind != OperationKind::affine) --affine;
    if (!progress_.backward(affine)) return frame;
    const auto& map = static_cast<const Affine<T>&>(operation(affine));
    frame.branch = ratioOf(frobeniusNorm(ConstView<T>(map.branch(), map.input->units, batch_)),
                           frame.gradientIn);
    frame.gradientOut = frobeniusNorm(add.skip()->gradientView(batch_));
    frame.attenuation = ratioOf(frame.gradientOut, frame.gradientIn);
    return frame;
  }

  Verdict lossFiniteness() const {
    const double loss = tape_.loss().value();
    if (loss != loss) return Verdict::nan;
    return std::isinf(loss) ? Verdict::infinite : Verdict::healthy;
  }

  void readParameters(Frame& frame) const {
    for (const auto& parameter : tape_.parameters()) {
      const Verdict state = finiteness(parameter.view());
      if (state == Verdict::healthy) continue;
      frame.brokenParameters = parameter.layer;
      frame.parametersFiniteness = state;
      return;
    }
  }

  bool isAllFinite(const Frame& frame) const {
    const auto isBroken = [](Verdict verdict) {
      return verdict == Verdict::infinite || verdict == Verdict::nan;
    };
    for (const OperationFrame& one : frame.operations) {
      if (isBroken(one.forwardFiniteness) || isBroken(one.backwardFiniteness)) return false;
    }
    int index = 0;
    for (const auto& one : tape_.operations()) {
      const auto running = one->runningStatistics();
      if (!isFinite(ConstArrayView<T>(running.mean, running.units)) ||
          !isFinite(ConstArrayView<T>(running.variance, running.units))) {
        return false;
      }
      if (!progress_.backward(index++)) continue;
      for (const Parameter<T>* parameter : {one->weight(), one->bias()}) {
        if (parameter != nullptr && !isFinite(parameter->gradientView())) return false;
      }
    }
    return simulation_.optimizer().isFinite();
  }

  const Stepper<T>& simulation_;
  const Tape<T>& tape_;
  const Progress progress_;
  const int batch_;
};

}  // namespace

template <class T>
Frame probe(const Stepper<T>& simulation, const FrameRequest& request) {
  return Reader<T>(simulation).read(request);
}

ActivationCurve activationCurve(Activation activation) {
  constexpr int kPoints = 16 * kHistogramBins + 1;  // 0 is one of them: kinks are there
  Matrix<double> x = Matrix<double>::NullaryExpr(kPoints, 1, [](Eigen::Index i) {
    return kHistogramFrom +
           (kHistogramTo - kHistogramFrom) * static_cast<double>(i) / (kPoints - 1);
  });
  Matrix<double> value(kPoints, 1);
  Matrix<double> slope(kPoints, 1);
  const ConstArrayView<double> points(x.data(), kPoints);
  activate<double>(activation, points, ArrayView<double>(value.data(), kPoints));
  activationSlope<double>(activation, points, ConstArrayView<double>(value.data(), kPoints),
                          ArrayView<double>(slope.data(), kPoints));
  const auto list = [](const Matrix<double>& m) {
    return std::vector<double>(m.data(), m.data() + m.size());
  };
  return {list(x), list(value), list(slope)};
}

template Frame probe(const Stepper<float>&, const FrameRequest&);
template Frame probe(const Stepper<double>&, const FrameRequest&);

}  // namespace ebb
