#include <algorithm>

#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"

namespace ebb {
namespace {

/// What no line through the data tells apart, an affine network cannot learn.
void findLinear(const Patient& patient, Findings& findings) {
  const Maybe rest = patient.frame.training.data.linearRest;
  if (!rest || *rest < threshold::kLearnt) return;
  const Severity severity = *rest > threshold::kConstant ? Severity::failure : Severity::warning;
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
  const double off = std::max(inputs, offUnit(training.data.targetScale.value_or(1)));
  if (off < threshold::kUnscaled) return;
  const Severity severity =
      off < threshold::kFarUnscaled ? Severity::note : patient.unlessLearning(Severity::warning);
  findings.add(FindingKind::data_scale, severity)
      .with("inputScale", training.data.inputScale)
      .with("largestInputScale", training.data.largestInputScale)
      .with("targetScale", training.data.targetScale);
}

void findInitialLoss(const Patient& patient, Findings& findings) {
  const TrainingFrame& training = patient.frame.training;
  const TrainingRecord& record = training.record;
  if (record.losses == 0 || !training.data.constantLoss) return;
  const double usual = std::max(training.data.zeroLoss, *training.data.constantLoss);
  if (!(record.initialLoss > threshold::kInitialLoss * usual)) return;
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
      .with("zeroLoss", training.data.zeroLoss)
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
