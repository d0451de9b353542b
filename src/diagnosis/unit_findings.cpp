#include "diagnosis/findings.h"
#include "diagnosis/thresholds.h"
#include "functions/activations.h"

namespace ebb {
namespace {

void findDead(const Patient& patient, Findings& findings) {
  const LayerFrame* worst = nullptr;
  bool isBlocked = false;
  double layers = 0;
  for (int l = 1; l <= patient.hiddenLayers(); ++l) {
    const LayerFrame& layer = patient.layer(l);
    if (!layer.dead || *layer.dead < threshold::kDead) continue;
    ++layers;
    const bool blocks = patient.isBlocked(l);
    const bool isWorse = worst == nullptr || blocks > isBlocked ||
                         (blocks == isBlocked && *layer.dead > *worst->dead);
    if (!isWorse) continue;
    worst = &layer;
    isBlocked = blocks;
  }
  if (worst == nullptr) return;
  const bool isHarmless = !isBlocked && !patient.course.isBad();
  const Severity severity = isHarmless  ? Severity::note
                            : isBlocked ? Severity::failure
                                        : Severity::warning;
  Findings::Entry entry = findings.add(FindingKind::dead, patient.unlessLearning(severity));
  entry.at(worst->layer, patient.operationOf(OperationKind::activation, worst->layer))
      .with("dead", *worst->dead)
      .with("blocks", isBlocked)
      .with("deadLayers", layers);
  if (worst->stillSince) entry.since(*worst->stillSince);
}

void findSaturated(const Patient& patient, Findings& findings) {
  // Flat for negative inputs alone, half of them lie there, as they should.
  if (flatSide(patient.experiment.activation) != FlatSide::both) return;
  const LayerFrame* worst = nullptr;
  double layers = 0;
  for (int l = 1; l <= patient.hiddenLayers(); ++l) {
    const LayerFrame& layer = patient.layer(l);
    if (!layer.saturated || *layer.saturated < threshold::kSaturated) continue;
    ++layers;
    if (worst == nullptr || *layer.saturated > *worst->saturated) worst = &layer;
  }
  if (worst == nullptr) return;
  const bool isAll = *worst->saturated >= threshold::kAllSaturated;
  findings
      .add(FindingKind::saturated,
           isAll ? patient.unlessLearning(Severity::warning) : Severity::note)
      .at(worst->layer, patient.operationOf(OperationKind::activation, worst->layer))
      .with("saturated", *worst->saturated)
      .with("saturatedLayers", layers);
}

void findCollapsed(const Patient& patient, Findings& findings) {
  // All zeros, or copies: found as what they are.
  if (findings.has(FindingKind::dead) || findings.has(FindingKind::symmetric)) return;
  const Maybe distance = patient.frame.training.cosineDistance;
  const Maybe lengths = patient.frame.training.lengthSpread;
  if (!distance || !(*distance < threshold::kCollapsed)) return;
  // Vectors of one direction are told apart by their lengths.
  if (!lengths || !(*lengths < threshold::kCollapsed)) return;
  Findings::Entry entry =
      findings.add(FindingKind::collapsed, patient.unlessLearning(Severity::warning))
          .at(patient.hiddenLayers());
  // Vectors that are all 0 have no direction.
  const LayerFrame& last = patient.layer(patient.hiddenLayers());
  if (last.activationMean == 0.0 && last.activationStd == 0.0) return;
  entry.with("cosine", 1 - *distance).with("distance", *distance);
}

void findSymmetric(const Patient& patient, Findings& findings) {
  int first = 0;
  double layers = 0;
  for (int l = 1; l <= patient.hiddenLayers(); ++l) {
    const Maybe spread = patient.layer(l).unitSpread;
    if (!spread || !(*spread < threshold::kCopies)) continue;
    if (first == 0) first = l;
    ++layers;
  }
  if (first == 0) return;
  const Maybe spread = patient.layer(first).unitSpread;
  // Weights that are 0 let nothing back: the ones nearest the loss are what stands in the way. What
  // the first layer would let back has nowhere to go.
  int named = first;
  for (int l = 2; l <= patient.hiddenLayers() + 1; ++l) {
    if (patient.layer(l).weightNorm == 0) named = l;
  }
  findings.add(FindingKind::symmetric, patient.unlessLearning(Severity::failure))
      .at(named, patient.operationOf(OperationKind::affine, named))
      .with("spread", *spread)
      .with("copiedLayers", layers)
      .with("weightNorm", patient.layer(named).weightNorm);
}

}  // namespace

void findInUnits(const Patient& patient, Findings& findings) {
  findSymmetric(patient, findings);
  // What is not finite has no slope to judge by.
  if (findings.has(FindingKind::not_finite)) return;
  findDead(patient, findings);
  findSaturated(patient, findings);
  findCollapsed(patient, findings);
}

}  // namespace ebb
