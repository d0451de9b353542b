#include "clinic/fault_finding.h"

#include <algorithm>
#include <vector>

#include "simulation/simulation.h"

namespace ebb {
namespace {

/// What tells of a fault in this setting, the most telling first.
std::vector<FindingKind> tellingOf(const Experiment& sick, std::string_view field) {
  using F = FindingKind;
  if (field == "activation") return {F::vanishing, F::slow_layers, F::collapsed, F::not_learning};
  if (field == "init") return {F::symmetric, F::saturated, F::exploding};
  if (field == "gain" && sick.gain < 1) return {F::vanishing, F::collapsed, F::slow_layers};
  if (field == "gain") {
    return {F::exploding, F::saturated, F::initial_loss, F::step_too_long, F::not_finite};
  }
  if (field == "biasStd") return {F::saturated, F::dead, F::vanishing, F::collapsed};
  if (field == "dropout") {
    return {F::dropout, F::exploding, F::not_learning, F::dead, F::diverging};
  }
  if (field == "learningRate" && sick.learningRate < 1) return {F::step_too_short};
  if (field == "learningRate") {
    return {F::step_too_long, F::diverging, F::dead, F::not_finite};
  }
  if (field == "weightDecay") {
    return {F::weight_decay, F::vanishing, F::collapsed, F::not_learning};
  }
  return {F::clipping, F::step_too_short};
}

}  // namespace

std::optional<FindingKind> findingOf(const Experiment& sick, std::string_view field,
                                     std::uint64_t iterations) {
  Simulation run(sick);
  std::vector<FindingKind> found;
  const auto& schedule = run.schedule();
  for (const std::uint64_t position :
       {schedule.walkedBack(0), schedule.boundary(1), schedule.boundary(iterations)}) {
    while (!run.seek(position, iterations)) {
    }
    for (const Finding& one : diagnose(run.frame(), sick).findings) found.push_back(one.kind);
  }
  for (const FindingKind kind : tellingOf(sick, field)) {
    if (std::find(found.begin(), found.end(), kind) != found.end()) return kind;
  }
  return std::nullopt;
}

}  // namespace ebb
