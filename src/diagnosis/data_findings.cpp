#include <algorithm>

#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"

namespace ebb {
namespace {

/// What no line through the data tells apart, an affine network cannot learn. Least squares bounds
/// a squared error. Logits may tell classes apart where it does badly: where it finds nothing at
/// all, between two classes, nor do they, because the constant answer's loss is flat in all
/// weights, and convex; else only a loss that stands shows it.
void findLinear(const Patient& patient, Findings& findings) {
  const TrainingFrame& training = patient.frame.training;
  const Maybe rest = training.data.linearRest;
  if (!rest || *rest < threshold::kLearnt) return;
  const bool isNothing = *rest > threshold::kConstant;
  const bool isSquared = training.data.targetScale.has_value();
  const bool hasTwo = patient.layer(patient.hiddenLayers() + 1).units <= 2;
  if (!isSquared && !(isNothing && hasTwo) && !patient.course.isBad()) return;
  const Severity severity = isNothing ? Severity::failure : Severity::warning;
  findings.add(FindingKind::linear, patient.unlessLearning(severity))
      .with("unexplained", *rest)
      .with("inputs", patient.frame.training.inputs);
}

/// How far a scale is from 1, up or down; 0 (nothing there) is no scale.
double offUnit(double scale) { return scale > 0 ? std::max(scale, 1 / scale) : 1; }

void findScale(const Patient& patient, Findings& findings) {
  const TrainingFrame& training = patient.frame.training;
  const double inputs =
      std::max(offUnit(training.data.largestInputScale), offUnit(training.data.inputScale));
  const double reach = std::max(1.0, 1 / training.data.smallestInputReach);
  const double off = std::max({inputs, reach, offUnit(training.data.targetScale.value_or(1))});
  if (off < threshold::kUnscaled) return;
  const Severity severity =
      off < threshold::kFarUnscaled ? Severity::note : patient.unlessLearning(Severity::warning);
  findings.add(FindingKind::data_scale, severity)
      .with("inputScale", training.data.inputScale)
      .with("largestInputScale", training.data.largestInputScale)
      .with("smallestInputReach", training.data.smallestInputReach)
      .with("isColumn", reach > 1 && reach == off)
      .with("targetScale", training.data.targetScale);
}

void findInitialLoss(const Patient& patient, Findings& findings) {
  const TrainingFrame& training = patient.frame.training;
  const TrainingRecord& record = training.record;
  if (record.losses == 0 || !training.data.constantLoss) return;
  // A batch may have drawn what is hard, or easy, by chance.
  const double usual =
      std::max({record.initialZeroLoss, training.data.zeroLoss, *training.data.constantLoss});
  if (!(usual > 0) || !(record.initialLoss > threshold::kInitialLoss * usual)) return;
  const bool isLarge = record.initialLoss > threshold::kLargeInitialLoss * usual;
  const int output = patient.hiddenLayers() + 1;
  Findings::Entry entry =
      findings.add(FindingKind::initial_loss,
                   isLarge ? patient.unlessLearning(Severity::warning) : Severity::note);
  // What dropout has scaled up in every layer is no fault of the last.
  if (findings.has(FindingKind::dropout)) {
    entry.with("dropoutRate", patient.experiment.dropout);
  } else {
    entry.at(output, patient.operationOf(OperationKind::affine, output));
  }
  entry.since(0)
      .with("initialLoss", record.initialLoss)
      .with("zeroLoss", record.initialZeroLoss)
      .with("constantLoss", training.data.constantLoss);
}

void findRunningStatistics(const Patient& patient, Findings& findings) {
  const Frame& frame = patient.frame;
  const Course& course = patient.course;
  if (patient.experiment.normalization != Normalization::batch || !frame.testLoss) return;
  if (course.iterations == 0 || course.iterations > threshold::kStatisticsSettle) return;
  const double usual = std::max(course.recent, frame.training.data.constantLoss.value_or(0));
  if (!(*frame.testLoss > threshold::kStatisticsOff * usual)) return;
  findings.add(FindingKind::running_statistics, Severity::note)
      .with("testLoss", *frame.testLoss)
      .with("loss", course.recent)
      .with("iterations", course.iterations);
}

}  // namespace

void findInData(const Patient& patient, Findings& findings) {
  findLinear(patient, findings);
  findScale(patient, findings);
  findInitialLoss(patient, findings);
  findRunningStatistics(patient, findings);
}

}  // namespace ebb
