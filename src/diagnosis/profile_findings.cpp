#include <algorithm>
#include <cmath>

#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"
#include "training/optimizer.h"

namespace ebb {
namespace {

/// Signals of the hidden layers over that of the last one.
struct Profile {
  Maybe ratio;
  /// The same of the median sample.
  Maybe medianRatio;
  /// The least and the largest of all hidden layers, and where; 0: none is known to be less, or
  /// more.
  double least = 1;
  double largest = 1;
  int leastLayer = 0;
  int largestLayer = 0;
  /// The last hidden layer over the output layer.
  Maybe lastStep;
};

Maybe over(Maybe a, Maybe b) {
  if (!a || !b || !(*b > 0) || !std::isfinite(*a) || !std::isfinite(*b)) return std::nullopt;
  return *a / *b;
}

Profile profileOf(const Patient& patient) {
  Profile profile;
  const int last = patient.hiddenLayers();
  const LayerFrame& base = patient.layer(last);
  // A dead layer's own signal is 0 of its own making: that is another finding.
  for (int l = 1; l <= last; ++l) {
    if (patient.isDead(l)) continue;
    const Maybe share = over(patient.layer(l).signal, base.signal);
    if (!share) continue;
    if (*share < profile.least) {
      profile.least = *share;
      profile.leastLayer = l;
    }
    if (*share > profile.largest) {
      profile.largest = *share;
      profile.largestLayer = l;
    }
  }
  if (patient.isDead(1) || patient.isDead(last)) return profile;
  profile.ratio = over(patient.layer(1).signal, base.signal);
  profile.medianRatio = over(patient.layer(1).signalMedian, base.signalMedian);
  profile.lastStep = over(base.signal, patient.layer(last + 1).signal);
  // Before this iteration's walk has been there, what the last one found.
  const TrainingRecord& record = patient.frame.training.record;
  if (!profile.ratio) profile.ratio = over(record.firstSignal, record.lastSignal);
  return profile;
}

/// Of the layer that a finding names: its signal over that of the last hidden one. Where numbers
/// are not finite any more, what the last walk that was found for the first layer.
Maybe extremeAt(const Patient& patient, const Profile& profile, int layer) {
  const Maybe now = over(patient.layer(layer).signal, patient.layer(patient.hiddenLayers()).signal);
  return now || layer > 1 ? now : profile.ratio;
}

/// Rules that divide by the gradient's size move all layers alike, however small it is, as long as
/// it is over their ε.
bool isMovedAlike(const Patient& patient, int l) {
  if (!dividesBySize(patient.experiment.optimizer)) return false;
  const LayerFrame& layer = patient.layer(l);
  const Maybe norm =
      layer.clippedWeightGradient ? layer.clippedWeightGradient : layer.weightGradient;
  const double weights = patient.inputsOf(l) * layer.units;
  return !norm || *norm / std::sqrt(weights) > epsilonOf(patient.experiment.optimizer);
}

Severity severityOfVanishing(const Patient& patient, int layer, double least) {
  if (patient.course.isGood()) return Severity::note;
  const bool isFar = least < threshold::kVanishing * threshold::kVanishing;
  return isFar && !isMovedAlike(patient, layer) ? Severity::failure : Severity::warning;
}

/// What dropout adds to the ratio on average, in powers of ten: the mean square of its mask is
/// 1/(1-p).
double expectedDropout(const Experiment& experiment) {
  const auto layers = static_cast<double>(experiment.hidden.size());
  return (layers - 1) / 2 * std::log10(1 / (1 - experiment.dropout));
}

/// The operation of a layer that answers for a ratio that is too small or too large. Where a
/// normalization divides by the size of what comes in, the weights' own scale cancels out: what
/// grows or shrinks is its doing with the activation's. Else the largest part of the budget.
int operationToBlame(const Patient& patient, int layer, bool grows) {
  if (patient.experiment.normalization != Normalization::none) {
    for (const OperationKind kind :
         {OperationKind::batch_norm, OperationKind::layer_norm, OperationKind::rms_norm}) {
      const int operation = patient.operationOf(kind, layer);
      if (operation >= 0) return operation;
    }
  }
  const double sign = grows ? 1 : -1;
  const Budget budget = patient.diagnosis.budget.value_or(Budget{});
  // Weights and activation make one factor a layer: fitting weights make up for the activation.
  const double dropout =
      patient.diagnosis.budget ? budget.dropout : expectedDropout(patient.experiment);
  const double pair = budget.weights + budget.activation;
  OperationKind kind = sign * budget.weights >= sign * budget.activation
                           ? OperationKind::affine
                           : OperationKind::activation;
  if (sign * dropout > std::max(0.0, sign * pair)) kind = OperationKind::dropout;
  if (sign * budget.residual > std::max(sign * dropout, sign * pair)) kind = OperationKind::add;
  const bool isKnown = patient.diagnosis.budget || kind == OperationKind::dropout;
  return isKnown ? patient.operationOf(kind, layer) : -1;
}

/// What the budget says made the ratio, in powers of ten.
void addBudget(const Patient& patient, Findings::Entry& entry) {
  if (!patient.diagnosis.budget) {
    if (patient.experiment.dropout > 0) entry.with("dropout", expectedDropout(patient.experiment));
    return;
  }
  const Budget& budget = *patient.diagnosis.budget;
  entry.with("weights", budget.weights)
      .with("activation", budget.activation)
      .with("normalization", budget.normalization)
      .with("dropout", budget.dropout)
      .with("residual", budget.residual);
}

void findVanishing(const Patient& patient, const Profile& profile, Findings& findings) {
  // Where a whole layer is dead or has no weights, nothing gets past it, and that has a name
  // already.
  if (findings.has(FindingKind::symmetric)) return;
  for (int l = 1; l <= patient.hiddenLayers(); ++l) {
    if (patient.isBlocked(l)) return;
  }
  const double least =
      std::min({profile.least, profile.ratio.value_or(1), profile.medianRatio.value_or(1)});
  const double lastStep = profile.lastStep.value_or(1);
  const bool isWithin = least < threshold::kVanishing;
  if (!isWithin && !(lastStep < threshold::kVanishing)) return;
  // What only the median sample shows is of the first layer.
  const int layer = !isWithin                               ? patient.hiddenLayers()
                    : profile.least < threshold::kVanishing ? profile.leastLayer
                                                            : 1;
  Findings::Entry entry = findings.add(
      FindingKind::vanishing, severityOfVanishing(patient, layer, isWithin ? least : lastStep));
  entry.at(layer)
      .with("ratio", profile.ratio)
      .with("medianRatio", profile.medianRatio)
      .with("extreme", extremeAt(patient, profile, layer))
      .with("lastStep", profile.lastStep);
  addBudget(patient, entry);
}

void findExploding(const Patient& patient, const Profile& profile, Findings& findings) {
  constexpr double kExploding = 1 / threshold::kVanishing;
  const TrainingRecord& record = patient.frame.training.record;
  const Maybe initial = over(record.initialFirstSignal, record.initialLastSignal);
  const double largest = std::max(profile.largest, profile.ratio.value_or(1));
  const bool isWithin = largest > kExploding;
  const bool isLastStep = profile.lastStep.value_or(1) > kExploding;
  // What the first walk found stays true, and is what is left to go by once numbers are broken.
  const bool wasAtStart = initial.value_or(1) > kExploding;
  if (!isWithin && !isLastStep && !wasAtStart) return;
  const bool isOver = !isWithin && !isLastStep && !findings.has(FindingKind::not_finite);
  Findings::Entry entry = findings.add(
      FindingKind::exploding, isOver ? Severity::note : patient.unlessLearning(Severity::warning));
  const int layer = isWithin && profile.largestLayer > 0 ? profile.largestLayer
                    : isLastStep && !isWithin            ? patient.hiddenLayers()
                                                         : 1;
  entry.at(layer, isLastStep && !isWithin ? -1 : operationToBlame(patient, layer, true))
      .with("ratio", profile.ratio)
      .with("extreme", extremeAt(patient, profile, layer))
      .with("lastStep", profile.lastStep)
      .with("initialRatio", initial);
  addBudget(patient, entry);
  if (wasAtStart) entry.since(0);
}

}  // namespace

void findInProfile(const Patient& patient, Findings& findings) {
  if (patient.hiddenLayers() == 0) return;
  const Profile profile = profileOf(patient);
  findVanishing(patient, profile, findings);
  findExploding(patient, profile, findings);
}

}  // namespace ebb
