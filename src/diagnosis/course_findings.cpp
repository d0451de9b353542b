#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"

namespace ebb {
namespace {

Findings::Entry add(const Patient& patient, Findings& findings, FindingKind kind,
                    Severity severity) {
  const TrainingFrame& training = patient.frame.training;
  Findings::Entry entry = findings.add(kind, severity);
  entry.with("loss", patient.course.recent)
      .with("constantLoss", training.data.constantLoss)
      .with("share", patient.course.share)
      .with("initialLoss", training.record.initialLoss)
      .with("iterations", patient.course.iterations)
      .with("iterationsToHalf", patient.course.toHalf);
  if (training.data.leastLoss > 0) entry.with("leastLoss", training.data.leastLoss);
  if (severity < Severity::note && patient.course.low) {
    entry.with("lowestLoss", patient.course.low->loss)
        .with("lowestLossAt", static_cast<double>(patient.course.low->at));
  }
  return entry;
}

}  // namespace

void findInCourse(const Patient& patient, Findings& findings) {
  const Course& course = patient.course;
  switch (course.state) {
    case Course::State::unknown:
      return;
    case Course::State::fitted:
      add(patient, findings, FindingKind::fitted, Severity::good);
      return;
    case Course::State::learning:
      add(patient, findings, FindingKind::learning, Severity::good);
      return;
    case Course::State::slow:
      add(patient, findings, FindingKind::learning, Severity::note).since(course.since);
      return;
    case Course::State::standing:
      add(patient, findings, FindingKind::not_learning, Severity::warning)
          .since(course.since)
          .with("stillFalls", course.stillFalls);
      return;
    case Course::State::constant:
      add(patient, findings, FindingKind::not_learning,
          course.stillFalls ? Severity::warning : Severity::failure)
          .since(course.since)
          .with("stillFalls", course.stillFalls);
      return;
    case Course::State::diverging:
      add(patient, findings, FindingKind::diverging, Severity::failure)
          .since(course.since)
          .with("largestLoss", patient.frame.training.record.largestLoss);
      return;
  }
}

}  // namespace ebb
