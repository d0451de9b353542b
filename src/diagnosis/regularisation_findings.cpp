#include <algorithm>
#include <cmath>

#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"
#include "stepper/batches.h"
#include "training/optimizer.h"

namespace ebb {
namespace {

/// Batch normalization of one sample: it is its own mean, and all that is left of it is β.
void findSingleSamples(const Patient& patient, Findings& findings) {
  const int normalization = patient.operationOf(OperationKind::batch_norm, 1);
  const Frame& frame = patient.frame;
  const int samples = frame.training.samples;
  const int size = Batches::sizeOf(samples, patient.experiment.batchSize);
  if (normalization < 0 || size < 1) return;
  const bool isAll = size == 1;
  if (!isAll && samples % size != 1) return;
  // Only what learns past the blocks, along their connections, can be well.
  const Severity severity = isAll ? patient.unlessLearning(Severity::failure) : Severity::note;
  Findings::Entry entry = findings.add(FindingKind::single_samples, severity);
  entry.at(1, normalization)
      .since(0)
      .with("isAll", isAll)
      .with("batches", (samples + size - 1) / size);
  const Maybe loss = frame.training.record.losses > 0 ? Maybe(patient.course.recent) : frame.loss;
  const double usual = std::max(loss.value_or(0), frame.training.data.constantLoss.value_or(0));
  // The running averages, which test samples are normalized by, divide by a variance of 0.
  if (frame.testLoss && *frame.testLoss > threshold::kStatisticsOff * usual) {
    entry.with("testLoss", *frame.testLoss).with("loss", loss);
  }
}

/// What decay and the loss's gradient pull with, of all weights and of the layer where decay
/// outweighs it least.
struct Pull {
  /// Not before the first gradients are there, nor where none of the weights is left.
  bool isKnown = false;
  /// Whether clipping has made the gradient smaller than the loss's.
  bool isClipped = false;
  double decay = 0;
  double gradient = 0;
  double least = 0;
};

Pull pullOf(const Patient& patient) {
  const double decay = patient.experiment.weightDecay;
  Pull pull;
  double decaySquare = 0;
  double gradientSquare = 0;
  for (const LayerFrame& layer : patient.frame.layers) {
    if (!layer.weightGradient) return {};
    const double back = decay * layer.weightNorm;
    const double gradient = layer.clippedWeightGradient.value_or(*layer.weightGradient);
    pull.isClipped = pull.isClipped || gradient < *layer.weightGradient;
    if (!std::isfinite(back) || !std::isfinite(gradient)) return {};
    decaySquare += back * back;
    gradientSquare += gradient * gradient;
    if (back == 0 && gradient == 0) continue;
    const double ratio = back / gradient;
    pull.least = pull.isKnown ? std::min(pull.least, ratio) : ratio;
    pull.isKnown = true;
  }
  pull.decay = std::sqrt(decaySquare);
  pull.gradient = std::sqrt(gradientSquare);
  return pull;
}

/// Weights that decay by `decay` a step of rate 1 are at most 1/decay where the rule takes a step
/// of 1 against it, as AdamW does; signals keep their size at about 1/√inputs (LeCun). The least
/// over the layers of the second over the first.
double tooSmallByAdamW(const Patient& patient) {
  double least = HUGE_VAL;
  for (const LayerFrame& layer : patient.frame.layers) {
    const double inputs = std::max(1.0, patient.inputsOf(layer.layer));
    least = std::min(least, patient.experiment.weightDecay / std::sqrt(inputs));
  }
  return least;
}

/// Iterations over which decay alone takes the weights to 1/e of what they are.
double timeOfDecay(const Patient& patient) {
  const Experiment& e = patient.experiment;
  if (!dividesBySize(e.optimizer) || decouplesDecay(e.optimizer)) {
    const double added = readsMomentum(e.optimizer) ? 1 - e.momentum : 1;
    return added / (e.learningRate * e.weightDecay);
  }
  // Where decay outweighs the gradient, each weight moves by about the rate.
  double longest = 0;
  for (const LayerFrame& layer : patient.frame.layers) {
    const double weights = patient.inputsOf(layer.layer) * layer.units;
    longest = std::max(longest, layer.weightNorm / std::sqrt(weights) / e.learningRate);
  }
  return longest;
}

/// The largest rate times decay at which decay alone shrinks the weights: it is a curvature, which
/// AdamW gives a step of its own, as plain descent does.
Maybe stableDecay(const Experiment& e) {
  return decouplesDecay(e.optimizer) ? Maybe(2) : stableCurvature(e);
}

void findDecay(const Patient& patient, Findings& findings) {
  const Experiment& e = patient.experiment;
  const Course& course = patient.course;
  if (!(e.learningRate * e.weightDecay > 0)) return;
  const bool hasFailed = course.isBad() || findings.has(FindingKind::not_finite);
  const Maybe stable = stableDecay(e);
  if (stable && e.learningRate * e.weightDecay > *stable) {
    findings
        .add(FindingKind::weight_decay,
             patient.unlessLearning(hasFailed ? Severity::failure : Severity::warning))
        .since(0)
        .with("weightDecay", e.weightDecay)
        .with("stepDecay", e.learningRate * e.weightDecay)
        .with("stableDecay", *stable);
    return;
  }
  if (findings.has(FindingKind::not_finite)) return;
  const bool isDecoupled = decouplesDecay(e.optimizer);
  const Pull pull = isDecoupled ? Pull{} : pullOf(patient);
  if (!isDecoupled && !pull.isKnown) return;
  const double least = isDecoupled ? tooSmallByAdamW(patient) : pull.least;
  const bool outweighs = least > threshold::kDecayOutweighs ||
                         pull.decay > threshold::kDecayOutweighsAll * pull.gradient;
  const bool balances =
      isDecoupled ? least > 1 : pull.decay > threshold::kDecayBalances * pull.gradient;
  if (!outweighs && !(course.isBad() && balances)) return;
  // Before anything was learnt or not, a gradient of 0 has other causes.
  if (!isDecoupled && pull.gradient == 0 && !course.isBad()) return;
  // What would take more iterations than there were, or than anybody waits, has done nothing yet.
  const double done =
      course.isBad() ? course.iterations / threshold::kDecayed : threshold::kManySteps;
  if (timeOfDecay(patient) > done) return;
  const bool isConstant = course.state == Course::State::constant;
  Findings::Entry entry = findings.add(
      FindingKind::weight_decay,
      patient.unlessLearning(isConstant && outweighs ? Severity::failure : Severity::warning));
  entry.with("weightDecay", e.weightDecay);
  if (!isDecoupled) {
    entry.with("decayPull", pull.decay)
        .with("gradientPull", pull.gradient)
        .with("isClipped", pull.isClipped);
  } else {
    entry.with("largestWeight", 1 / e.weightDecay).with("fittingWeight", least / e.weightDecay);
  }
}

void findDropout(const Patient& patient, Findings& findings) {
  const double p = patient.experiment.dropout;
  double layers = 0;
  for (int l = 1; l <= patient.hiddenLayers(); ++l) {
    // Around a block leads a way that nothing is dropped from.
    const bool isDropped = patient.operationOf(OperationKind::dropout, l) >= 0;
    if (isDropped && patient.operationOf(OperationKind::add, l) < 0) ++layers;
  }
  const double left = std::pow(1 - p, layers);
  const bool isBad = patient.course.isBad();
  if (!(left < (isBad ? threshold::kFewPaths : threshold::kNoPaths))) return;
  const bool isBlocked = patient.diagnosis.verdict == Verdict::zero;
  const bool hasFailed = isBlocked || isBad || findings.has(FindingKind::not_finite);
  const bool isFailure = hasFailed && left < threshold::kNoPaths;
  findings
      .add(FindingKind::dropout,
           patient.unlessLearning(isFailure ? Severity::failure : Severity::warning))
      .since(0)
      .with("dropoutRate", p)
      .with("pathsLeft", left)
      .with("dropoutLayers", layers);
}

}  // namespace

void findInRegularisation(const Patient& patient, Findings& findings) {
  findSingleSamples(patient, findings);
  findDecay(patient, findings);
  findDropout(patient, findings);
}

}  // namespace ebb
