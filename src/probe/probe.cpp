#include "probe/probe.h"

#include <cmath>

#include "functions/activations.h"
#include "functions/losses.h"
#include "ops/add.h"
#include "probe/inspect.h"
#include "probe/predicted_decrease.h"
#include "probe/progress.h"
#include "probe/quantities.h"
#include "probe/training_quantities.h"

namespace ebb {
namespace {

/// Nothing where there is no such number: over 0, of infinity to infinity, of NaN.
Maybe ratioOf(Maybe out, Maybe in) {
  if (!out || !in || *in == 0) return std::nullopt;
  const double ratio = *out / *in;
  if (std::isnan(ratio)) return std::nullopt;
  return ratio;
}

/// Reads one stepper; a class only so that the pieces share what they look at.
template <class T>
class Reader {
 public:
  explicit Reader(const Stepper<T>& stepper)
      : stepper_(stepper),
        tape_(stepper.tape()),
        progress_(stepper),
        batch_(stepper.context().batch) {}

  Frame read(const FrameRequest& request) const {
    Frame frame;
    const StepSchedule& schedule = stepper_.schedule();
    const Stop stop = schedule.stop(stepper_.position());
    frame.position = stepper_.position();
    frame.iteration = schedule.iteration(frame.position);
    frame.epoch = static_cast<double>(frame.iteration) / schedule.iterationsPerEpoch();
    frame.phase = stop.phase;
    frame.operation = stop.operation;
    frame.stops = schedule.stops();
    frame.stopsDone = schedule.stopsDone(frame.position);
    readLoss(frame);
    int first = 0;
    for (const Layer<T>& layer : tape_.layers()) {
      frame.layers.push_back(readLayer(layer, first));
      first += operationsOf(layer.z->layer);
    }
    for (int i = 0; i < operationCount(); ++i) frame.operations.push_back(readOperation(i));
    linkValues(frame.operations);
    readParameters(frame);
    readTraining(frame.training);
    frame.firstNonFinite = stepper_.firstNonFinite();
    frame.finite = isAllFinite(frame);
    frame.digest = stepper_.digest();
    inspect(stepper_, progress_, request, frame);
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

  /// Index of a layer's operation; -1 where it has none of the kind. `first`: its affine map.
  int indexOf(OperationKind kind, int layer, int first) const {
    for (int i = first; i < operationCount() && operation(i).layer == layer; ++i) {
      if (operation(i).kind == kind) return i;
    }
    return -1;
  }

  void readLoss(Frame& frame) const {
    const int last = operationCount() - 1;
    const Loss kind = tape_.loss().function();
    const bool hasClasses = stepper_.data().classes > 0 && kind != Loss::linear;
    const double threshold = kind == Loss::mse ? 0.5 : 0;
    if (progress_.forward(last)) {
      frame.loss = tape_.loss().value();
      if (hasClasses) {
        frame.trainAccuracy =
            accuracy(tape_.loss().input->view(batch_), tape_.loss().target(batch_), threshold);
      }
    }
    const std::optional<TestAnswers<T>> test = stepper_.test();
    if (!test) return;
    frame.testLoss = test->loss;
    if (hasClasses) frame.testAccuracy = accuracy(test->outputs, test->targets, threshold);
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
      // Of dead units nothing is left that samples could differ in.
      frame.signalMedian = frame.signal == 0 ? 0 : signalMedian(gradient);
    }
    readWeightGradient(layer, first, frame);
    const LayerRecord& record = stepper_.layerRecord(frame.layer);
    if (stepper_.record().updates > 0 && record.hasSize()) {
      frame.meanUpdateRatio = record.updateRatio;
      if (record.updateRatio > 0) frame.shareOfUsual = record.ofUsual / record.updateRatio;
    }
    if (record.stillSince != TrainingRecord::kNever) frame.stillSince = record.stillSince;
    if (frame.units > 1) frame.unitSpread = unitSpreadOf(layer, frame.weightNorm);
    if (progress_.updated()) {
      const OptimizerRule<T>& optimizer = stepper_.optimizer();
      frame.updateRatio = updateRatio(optimizer.beforeLastUpdate(*layer.weight),
                                      optimizer.lastChange(*layer.weight));
    }
    const bool isOutput = layer.a == nullptr;
    if (progress_.forward(isOutput ? first : first + operationsOf(frame.layer) - 1)) {
      const MeanAndStd spread = meanAndStd(layer.h->view(batch_));
      frame.activationMean = spread.mean;
      frame.activationStd = spread.standardDeviation;
    }
    if (!isOutput && progress_.forward(indexOf(OperationKind::activation, frame.layer, first))) {
      const Activation kind = stepper_.experiment().activation;
      const Matrix<T> slopes = slopesOf(kind, layer, batch_);
      frame.saturated = saturatedShare(kind, slopes);
      frame.dead = deadShare(slopes);
    }
    return frame;
  }

  /// Units are copies, and get the same gradient for good, only where their own weights are the
  /// same and those by which the next layer hears them, too (Goodfellow et al. 2016, 8.4).
  Maybe unitSpreadOf(const Layer<T>& layer, double weightNorm) const {
    const Maybe incoming = unitSpread(layer.weight->view(), layer.bias->view(), weightNorm);
    if (!incoming || layer.a == nullptr) return incoming;
    const Layer<T>& next = tape_.layers()[static_cast<std::size_t>(layer.z->layer)];
    const Matrix<T> heard = next.weight->view().transpose();
    const Maybe outgoing =
        unitSpread(heard, Matrix<T>::Zero(heard.rows(), 1).eval(), frobeniusNorm(heard));
    return outgoing ? Maybe(std::max(*incoming, *outgoing)) : std::nullopt;
  }

  void readWeightGradient(const Layer<T>& layer, int first, LayerFrame& frame) const {
    if (!progress_.backward(first)) return;
    const bool clips = stepper_.experiment().clip != Clip::none;
    const double now = frobeniusNorm(layer.weight->gradientView());
    if (!clips || progress_.clipped()) frame.clippedWeightGradient = now;
    frame.weightGradient =
        clips && progress_.clipped() ? stepper_.normBeforeClip(*layer.weight) : now;
  }

  void readTraining(TrainingFrame& training) const {
    training.record = stepper_.record();
    training.data = stepper_.facts();
    training.iterationsPerEpoch = stepper_.schedule().iterationsPerEpoch();
    training.inputs = tape_.shape().inputs;
    training.samples = stepper_.trainSamples();
    // After what the last hidden layer ends with come the output's affine map and the loss.
    const int last = operationCount() - 3;
    if (tape_.layers().size() > 1 && progress_.forward(last)) {
      const auto hidden = tape_.layers()[tape_.layers().size() - 2].h->view(batch_);
      const SampleSpread spread = spreadOfSamples(hidden);
      training.cosineDistance = spread.cosineDistance;
      training.lengthSpread = spread.lengthSpread;
      // A rule that divides by the gradient's size has no rate that this would bound.
      if (progress_.forward(operationCount() - 1) &&
          !dividesBySize(stepper_.experiment().optimizer)) {
        training.outputCurvature = outputCurvature(
            hidden, lossCurvatures<T>(tape_.loss().function(), tape_.loss().input->view(batch_)));
      }
    }
    if (progress_.updated()) training.predictedDecrease = predictedDecrease(stepper_);
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

  void readValues(const Operation<T>& op, OperationFrame& frame) const {
    if (op.kind == OperationKind::loss) {
      frame.forwardFiniteness = lossFiniteness();
      return;
    }
    const auto values = op.output->view(batch_);
    frame.valueSizeOut = valueSize(values);
    frame.forwardFiniteness = finiteness(values, *frame.valueSizeOut);
  }

  /// What an operation reads is what the one before it computed; the first reads the inputs.
  void linkValues(std::vector<OperationFrame>& operations) const {
    Maybe before = valueSize(operation(0).input->view(batch_));
    for (int i = 0; i < operationCount(); ++i) {
      OperationFrame& one = operations[static_cast<std::size_t>(i)];
      if (!progress_.forward(i)) return;
      one.valueSizeIn = before;
      before = one.valueSizeOut;
    }
  }

  OperationFrame readNorms(int i) const {
    const Operation<T>& op = operation(i);
    OperationFrame frame;
    frame.kind = op.kind;
    frame.layer = op.layer;
    if (progress_.forward(i)) readValues(op, frame);
    if (!progress_.backward(i)) return frame;
    frame.gradientIn =
        op.kind == OperationKind::loss ? 1.0 : frobeniusNorm(op.output->gradientView(batch_));
    const auto gradient = op.input->gradientView(batch_);
    const double norm = frobeniusNorm(gradient);
    frame.backwardFiniteness = finiteness(gradient, norm);
    if (op.kind == OperationKind::add) return readAdd(i, frame);
    const T* branch =
        op.kind == OperationKind::affine ? static_cast<const Affine<T>&>(op).branch() : nullptr;
    frame.gradientOut =
        branch == nullptr ? norm : frobeniusNorm(ConstView<T>(branch, op.input->units, batch_));
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
    return stepper_.optimizer().isFinite();
  }

  const Stepper<T>& stepper_;
  const Tape<T>& tape_;
  const Progress progress_;
  const int batch_;
};

}  // namespace

template <class T>
Frame probe(const Stepper<T>& stepper, const FrameRequest& request) {
  return Reader<T>(stepper).read(request);
}

ActivationCurve activationCurve(Activation activation) {
  constexpr int kPoints = 16 * kHistogramBins + 1;  // 0 is one of them: kinks are there
  using Points = Eigen::ArrayXf;
  const Points x = Points::NullaryExpr(kPoints, [](Eigen::Index i) {
    const double along = static_cast<double>(i) / (kPoints - 1);
    return static_cast<float>(kHistogramFrom + (kHistogramTo - kHistogramFrom) * along);
  });
  Points value(kPoints);
  Points slope(kPoints);
  const ConstArrayView<float> points(x.data(), kPoints);
  activate<float>(activation, points, ArrayView<float>(value.data(), kPoints));
  activationSlope<float>(activation, points, ConstArrayView<float>(value.data(), kPoints),
                         ArrayView<float>(slope.data(), kPoints));
  const auto list = [](const Points& numbers) {
    return std::vector<double>(numbers.begin(), numbers.end());
  };
  return {list(x), list(value), list(slope), flatSlope(activation)};
}

template Frame probe(const Stepper<float>&, const FrameRequest&);
template Frame probe(const Stepper<double>&, const FrameRequest&);

}  // namespace ebb
