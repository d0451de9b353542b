#include <algorithm>
#include <cmath>
#include <utility>

#include "base/median.h"
#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"
#include "training/optimizer.h"

namespace ebb {
namespace {

/// The layers' mean update ratios.
struct Pace {
  double slowest = 0;
  double fastest = 0;
  double median = 0;
  /// Their sum: how much of the network's function a step changes, to first order.
  double total = 0;
  /// Both beside the size that weights began with, where that is larger: what passes weights that
  /// are next to nothing need not be long.
  double medianOfUsual = 0;
  double totalOfUsual = 0;
  int slowestLayer = 0;
  int fastestLayer = 0;
};

/// What clipping will leave of a layer's weight gradient at most: biases count in a norm over all,
/// too, and single numbers are not known here.
double boundedGradient(const Patient& patient, int layer) {
  const double gradient = *patient.layer(layer).weightGradient;
  const double limit = patient.experiment.clipThreshold;
  const double inputs = patient.inputsOf(layer);
  switch (patient.experiment.clip) {
    case Clip::none:
      return gradient;
    case Clip::value:
      return std::min(gradient, limit * std::sqrt(inputs * patient.layer(layer).units));
    case Clip::layer:
      return std::min(gradient, limit);
    case Clip::norm: {
      double square = 0;
      for (const LayerFrame& one : patient.frame.layers) {
        square += one.weightGradient.value_or(0) * one.weightGradient.value_or(0);
      }
      return square > limit * limit ? gradient * limit / std::sqrt(square) : gradient;
    }
  }
  return gradient;
}

/// What the first update will be of a layer's weights, from its gradient.
Maybe expectedRatio(const Patient& patient, int layer) {
  const LayerFrame& frame = patient.layer(layer);
  if (!frame.weightGradient || !(frame.weightNorm > 0)) return std::nullopt;
  const double gradient = frame.clippedWeightGradient.value_or(boundedGradient(patient, layer));
  return firstUpdateRatio(patient.experiment, gradient, frame.weightNorm,
                          patient.inputsOf(layer) * frame.units);
}

/// What momentum makes of steps like the last one, in the long run: it adds them up, of which after
/// n updates 1 - μⁿ is there.
double momentumToCome(const Patient& patient) {
  if (!readsMomentum(patient.experiment.optimizer)) return 1;
  const auto updates = static_cast<double>(patient.frame.training.record.updates);
  return 1 / (1 - std::pow(patient.experiment.momentum, std::max(1.0, updates)));
}

/// The learning rate by what clipping leaves of the output layer's gradient.
double effectiveRate(const Patient& patient) {
  const int output = patient.hiddenLayers() + 1;
  const LayerFrame& layer = patient.layer(output);
  const double rate = patient.experiment.learningRate;
  if (!layer.weightGradient || !(*layer.weightGradient > 0)) return rate;
  const double left = layer.clippedWeightGradient.value_or(boundedGradient(patient, output));
  return rate * left / *layer.weightGradient;
}

/// Nothing where a layer's ratio is not known yet.
std::optional<Pace> paceOf(const Patient& patient) {
  Pace pace;
  std::vector<double> ratios;
  std::vector<double> ofUsual;
  const bool isFirst = patient.frame.training.record.updates == 0;
  for (const LayerFrame& layer : patient.frame.layers) {
    const Maybe ratio = isFirst ? expectedRatio(patient, layer.layer) : layer.meanUpdateRatio;
    if (!ratio) return std::nullopt;
    if (ratios.empty() || *ratio < pace.slowest) {
      pace.slowest = *ratio;
      pace.slowestLayer = layer.layer;
    }
    if (*ratio > pace.fastest) {
      pace.fastest = *ratio;
      pace.fastestLayer = layer.layer;
    }
    pace.total += *ratio;
    pace.totalOfUsual += *ratio * layer.shareOfUsual;
    ratios.push_back(*ratio);
    ofUsual.push_back(*ratio * layer.shareOfUsual);
  }
  pace.median = median(std::move(ratios));
  pace.medianOfUsual = median(std::move(ofUsual));
  return pace;
}

/// The largest rate that can settle in the curvature along the output layer.
Maybe stableRate(const Patient& patient) {
  const Maybe curvature = patient.frame.training.outputCurvature;
  const Maybe stable = stableCurvature(patient.experiment);
  if (!stable || !curvature || !(*curvature > 0)) return std::nullopt;
  return *stable / *curvature;
}

void findLongStep(const Patient& patient, const Pace& pace, Findings& findings) {
  const Frame& frame = patient.frame;
  const TrainingRecord& record = frame.training.record;
  const Course& course = patient.course;
  const bool willBe = record.updates == 0 && pace.fastest > threshold::kLongUpdate;
  const bool wasLong = record.longSince != TrainingRecord::kNever;
  const Maybe predicted = frame.training.predictedDecrease;
  // A loss without a least value, which has no constant answer's either, has nothing to overshoot.
  const bool overshoots = predicted && frame.loss && frame.training.data.constantLoss &&
                          *predicted > threshold::kOvershoot * *frame.loss;
  // Weights that decay to nothing change by as much of what is left of them: that is decay's doing,
  // as is a loss that it has brought up again.
  const bool isDecaying = findings.has(FindingKind::weight_decay);
  const bool isRestless =
      course.isBad() && pace.medianOfUsual > threshold::kRestlessUpdate && !isDecaying;
  const Maybe stable = stableRate(patient);
  const double rate = effectiveRate(patient);
  const bool isUnstable = stable && rate > *stable;
  const bool isLongTogether = pace.totalOfUsual > threshold::kLongTogether;
  const bool isLong = willBe || wasLong;
  // A step short enough leads down; what brought the loss up again was longer.
  const bool hasRisen = course.low && !isDecaying;
  if (!isLong && !isLongTogether && !overshoots && !isRestless && !isUnstable && !hasRisen) return;
  const bool hasFailed = course.isBad() || findings.has(FindingKind::not_finite);
  const Severity severity = hasFailed && wasLong ? Severity::failure : Severity::warning;
  // A network that learns can bear long steps, unless they undo what it has learnt.
  const bool hasCost = hasRisen && wasLong;
  Findings::Entry entry = findings.add(FindingKind::step_too_long,
                                       hasCost ? severity : patient.unlessLearning(severity));
  const bool isKnown = record.updates > 0;
  entry.at(isKnown ? static_cast<int>(record.longestStepLayer) : pace.fastestLayer);
  // Of weights that were 0 the first steps are not measured.
  if (!isKnown || record.longestStepLayer > 0) {
    entry.with("largestUpdateRatio", isKnown ? record.longestStep : pace.fastest)
        .with("largestUpdateAt", static_cast<double>(record.longestStepAt));
  }
  entry.with("medianUpdateRatio", pace.median)
      .with("totalUpdateRatio", pace.total)
      .with("initialLoss", record.initialLoss)
      .with("largestLoss", record.largestLoss)
      .with("largestLossAt", static_cast<double>(record.largestLossAt))
      .with("learningRate", patient.experiment.learningRate)
      .with("stableRate", stable)
      .with("isLong", isLong)
      .with("isUnstable", isUnstable)
      .with("isLongTogether", isLongTogether);
  if (rate < patient.experiment.learningRate) entry.with("effectiveRate", rate);
  if (overshoots) entry.with("predictedDecrease", *predicted).with("loss", frame.loss);
  if (hasRisen) {
    entry.since(course.low->leftAt)
        .with("recentLoss", course.recent)
        .with("lowestLoss", course.low->loss)
        .with("lowestLossAt", static_cast<double>(course.low->at));
  }
  if (wasLong) entry.since(record.longSince);
}

/// Whether something else keeps it from learning than that its steps are short.
bool isExplained(const Findings& findings) {
  for (const FindingKind kind :
       {FindingKind::not_finite, FindingKind::diverging, FindingKind::linear,
        FindingKind::symmetric, FindingKind::single_samples, FindingKind::weight_decay,
        FindingKind::step_too_long, FindingKind::dead, FindingKind::vanishing}) {
    if (findings.has(kind)) return true;
  }
  return false;
}

/// How many steps like the last one the next many are worth; those of AdaGrad grow shorter (Duchi
/// et al. 2011).
double worthOfSteps(const Patient& patient) {
  const double many = threshold::kManySteps * momentumToCome(patient);
  if (!sumsSquares(patient.experiment.optimizer)) return many;
  const auto done = static_cast<double>(patient.frame.training.record.updates);
  return 2 * std::sqrt(std::max(1.0, done)) * (std::sqrt(done + many) - std::sqrt(done));
}

void findShortStep(const Patient& patient, const Pace& pace, Findings& findings) {
  const Course& course = patient.course;
  if (course.isGood() || isExplained(findings)) return;
  const Maybe decrease = patient.frame.training.predictedDecrease;
  const DataFacts& data = patient.frame.training.data;
  const Maybe constant = data.constantLoss;
  // What momentum or decay take uphill is no question of length.
  const bool bringsLittle =
      decrease && constant && *decrease >= 0 &&
      *decrease * worthOfSteps(patient) < threshold::kLittle * (*constant - data.leastLoss);
  const bool isShort =
      pace.fastest * momentumToCome(patient) < threshold::kShortUpdate || bringsLittle;
  // What is half-way down soon has steps that are long enough.
  const bool isFarFromIt = course.toHalf.value_or(0) > course.iterations;
  if (!isShort && !(course.state == Course::State::slow && isFarFromIt)) return;
  Findings::Entry entry = findings.add(FindingKind::step_too_short, Severity::warning);
  entry.with("largestUpdateRatio", pace.fastest)
      .with("medianUpdateRatio", pace.median)
      .with("loss", course.recent)
      .with("constantLoss", constant)
      .with("iterationsToHalf", course.toHalf)
      .with("iterations", course.iterations);
  if (data.leastLoss > 0) entry.with("leastLoss", data.leastLoss);
  if (bringsLittle) entry.with("predictedDecrease", *decrease);
}

void findSlowLayers(const Patient& patient, const Pace& pace, Findings& findings) {
  if (patient.course.isGood()) return;
  if (findings.has(FindingKind::not_finite) || findings.has(FindingKind::diverging)) return;
  // Where all are as slow, steps are short, and no layer is to blame.
  const double limit =
      patient.course.isBad()
          ? std::min(threshold::kSlowLayer, threshold::kSlowInFailure * pace.fastest)
          : std::min(threshold::kSlowFromStart, threshold::kSlowBeside * pace.fastest);
  int slowest = 0;
  double least = limit;
  double count = 0;
  for (const LayerFrame& layer : patient.frame.layers) {
    const Maybe ratio = patient.frame.training.record.updates == 0
                            ? expectedRatio(patient, layer.layer)
                            : layer.meanUpdateRatio;
    // A dead layer has its own finding.
    if (!ratio || !(*ratio < limit) || patient.isDead(layer.layer)) continue;
    ++count;
    if (slowest > 0 && *ratio >= least) continue;
    slowest = layer.layer;
    least = *ratio;
  }
  if (slowest == 0) return;
  findings.add(FindingKind::slow_layers, Severity::warning)
      .at(slowest)
      .with("updateRatio", least)
      .with("largestUpdateRatio", pace.fastest)
      .with("slowLayers", count);
}

void findClipping(const Patient& patient, Findings& findings) {
  const TrainingRecord& record = patient.frame.training.record;
  if (patient.experiment.clip == Clip::none || record.updates == 0) return;
  const double share = static_cast<double>(record.clipped) / static_cast<double>(record.updates);
  if (share <= threshold::kOftenClipped) return;
  findings.add(FindingKind::clipping, Severity::note)
      .with("clippedShare", share)
      .with("clipped", static_cast<double>(record.clipped))
      .with("iterations", static_cast<double>(record.updates));
}

}  // namespace

void findInSteps(const Patient& patient, Findings& findings) {
  findClipping(patient, findings);
  const std::optional<Pace> pace = paceOf(patient);
  // A gradient that is not finite has a name of its own.
  if (!pace || !std::isfinite(pace->total)) return;
  findLongStep(patient, *pace, findings);
  findShortStep(patient, *pace, findings);
  findSlowLayers(patient, *pace, findings);
}

}  // namespace ebb
