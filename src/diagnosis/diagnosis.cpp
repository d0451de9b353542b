#include "diagnosis/diagnosis.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>

#include "diagnosis/findings.h"
#include "diagnosis/judged_frame.h"
#include "diagnosis/thresholds.h"
#include "functions/finiteness.h"

namespace ebb {
namespace {

void setVerdict(const Frame& frame, std::size_t operation, Verdict verdict, Diagnosis& diagnosis) {
  diagnosis.verdict = verdict;
  diagnosis.operation = static_cast<int>(operation);
  diagnosis.layer = frame.operations[operation].layer;
}

/// The first operation of the walk whose numbers are not finite: forward in order, then backward
/// from the end; last the parameters that the update left.
bool findBroken(const Frame& frame, Diagnosis& diagnosis) {
  const auto& operations = frame.operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (!isBroken(operations[i].forwardFiniteness)) continue;
    setVerdict(frame, i, operations[i].forwardFiniteness, diagnosis);
    return true;
  }
  for (std::size_t i = operations.size(); i-- > 0;) {
    if (!isBroken(operations[i].backwardFiniteness)) continue;
    setVerdict(frame, i, operations[i].backwardFiniteness, diagnosis);
    return true;
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (operations[i].layer != frame.brokenParameters) continue;
    setVerdict(frame, i, frame.parametersFiniteness, diagnosis);
    return true;
  }
  return false;
}

/// The first operation of the walk back that lets nothing through to the layers before it. What is
/// 0 inside a residual block stops nothing, because the gradient goes past it; only from block 1
/// there is nothing further to go to than its own z_1. The first affine map leads on to the data
/// alone.
bool findZero(const Frame& frame, Diagnosis& diagnosis) {
  const auto& operations = frame.operations;
  for (std::size_t i = operations.size(); i-- > 1;) {
    const OperationFrame& op = operations[i];
    const bool isFirstJoin = op.kind == OperationKind::add && op.layer == 1;
    if (isFirstJoin) continue;
    if (!op.gradientOut) return false;
    if (*op.gradientOut == 0) {
      setVerdict(frame, i, Verdict::zero, diagnosis);
      return true;
    }
    if (op.kind == OperationKind::add) i = affineOf(frame, i);
  }
  return false;
}

void spend(Budget& budget, Cause cause, double decades) {
  switch (cause) {
    case Cause::weights:
      budget.weights += decades;
      return;
    case Cause::activation:
      budget.activation += decades;
      return;
    case Cause::normalization:
      budget.normalization += decades;
      return;
    case Cause::dropout:
      budget.dropout += decades;
      return;
    case Cause::residual:
      budget.residual += decades;
      return;
    case Cause::width:
      budget.width += decades;
      return;
    case Cause::loss:
      return;  // before z_L: no part of the ratio
  }
}

/// The logarithms of the ratio's factors, summed by cause.
std::optional<Budget> budgetOf(const Frame& frame, double ratio) {
  if (!(ratio > 0) || !std::isfinite(ratio)) return std::nullopt;
  const auto factors = ratioChainOf(frame);
  if (factors.empty() && frame.layers.size() > 2) return std::nullopt;
  Budget budget;
  for (const ChainFactor& one : factors) {
    if (!(one.factor > 0) || !std::isfinite(one.factor)) return std::nullopt;
    spend(budget, one.cause, std::log10(one.factor));
  }
  budget.blocks =
      budget.weights + budget.activation + budget.normalization + budget.dropout + budget.width;
  budget.total = budget.blocks + budget.residual;
  return budget;
}

/// `sign`: -1 for what took most, 1 for what added most.
MainCause mainCauseOf(const Budget& budget, double sign, std::size_t hidden) {
  const std::pair<Cause, double> parts[] = {{Cause::weights, budget.weights},
                                            {Cause::activation, budget.activation},
                                            {Cause::normalization, budget.normalization},
                                            {Cause::dropout, budget.dropout},
                                            {Cause::residual, budget.residual},
                                            {Cause::width, budget.width}};
  const auto* most = std::max_element(std::begin(parts), std::end(parts),
                                      [sign](const auto& one, const auto& other) {
                                        return sign * one.second < sign * other.second;
                                      });
  return {most->first, std::pow(10, most->second / static_cast<double>(hidden - 1))};
}

Diagnosis judgeRatio(const Frame& frame) {
  Diagnosis diagnosis;
  const std::size_t hidden = frame.layers.size() - 1;
  if (hidden > 0) {
    const Maybe first = frame.layers.front().signal;
    const Maybe last = frame.layers[hidden - 1].signal;
    if (first && last && *last != 0) {
      diagnosis.ratio = *first / *last;
      if (hidden > 1) {
        diagnosis.perLayer = std::pow(*diagnosis.ratio, 1.0 / static_cast<double>(hidden - 1));
      }
      diagnosis.budget = budgetOf(frame, *diagnosis.ratio);
    }
  }
  if (findBroken(frame, diagnosis) || findZero(frame, diagnosis)) return diagnosis;
  if (!diagnosis.ratio) return diagnosis;
  diagnosis.verdict = *diagnosis.ratio < threshold::kVanishing       ? Verdict::vanishing
                      : *diagnosis.ratio > 1 / threshold::kVanishing ? Verdict::exploding
                                                                     : Verdict::healthy;
  if (diagnosis.budget && hidden > 1 && diagnosis.verdict != Verdict::healthy) {
    const double sign = diagnosis.verdict == Verdict::vanishing ? -1 : 1;
    diagnosis.mainCause = mainCauseOf(*diagnosis.budget, sign, hidden);
  }
  return diagnosis;
}

}  // namespace

Diagnosis diagnose(const Frame& frame, const Experiment& experiment) {
  Diagnosis diagnosis = judgeRatio(frame);
  std::optional<Frame> held;
  if (frame.lastWalk) held = judgedFrame(frame);
  const Frame& whole = held ? *held : frame;
  const Course course = courseOf(whole);
  const Diagnosis ratio = held ? judgeRatio(whole) : diagnosis;
  const Patient patient{whole, experiment, course, ratio};
  Findings findings;
  // In this order: later ones ask what earlier ones have found.
  findInNumbers(patient, findings);
  findInCourse(patient, findings);
  findInUnits(patient, findings);
  findInRegularisation(patient, findings);
  findInProfile(patient, findings);
  findInData(patient, findings);
  findInSteps(patient, findings);
  diagnosis.findings = std::move(findings).list();
  return diagnosis;
}

}  // namespace ebb
