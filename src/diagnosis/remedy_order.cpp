#include "diagnosis/remedy_order.h"

#include <algorithm>
#include <cmath>

namespace ebb {
namespace {

std::vector<FindingKind> kindsOf(const Diagnosis& diagnosis) {
  std::vector<FindingKind> kinds;
  for (const Finding& one : diagnosis.findings) kinds.push_back(one.kind);
  if (!kinds.empty()) return kinds;
  switch (diagnosis.verdict) {
    case Verdict::vanishing:
    case Verdict::zero:
      return {FindingKind::vanishing};
    case Verdict::exploding:
      return {FindingKind::exploding};
    case Verdict::infinite:
    case Verdict::nan:
      return {FindingKind::not_finite};
    case Verdict::unknown:
    case Verdict::healthy:
      return {};
  }
  return {};
}

}  // namespace

std::vector<Reason> reasonsAgainst(FindingKind kind) {
  switch (kind) {
    case FindingKind::not_finite:
      return {Reason::unscaled_weights, Reason::fitting_weights, Reason::orthogonal_weights,
              Reason::shorter_steps,    Reason::bounded_steps,   Reason::no_dropout};
    case FindingKind::diverging:
    case FindingKind::step_too_long:
      return {Reason::shorter_steps, Reason::bounded_steps, Reason::adaptive_steps};
    case FindingKind::not_learning:
      return {Reason::adaptive_steps,    Reason::another_activation, Reason::longer_steps,
              Reason::standardised_data, Reason::fitting_weights,    Reason::larger_weights};
    case FindingKind::linear:
      return {Reason::another_activation, Reason::leaky_activation, Reason::more_layers};
    case FindingKind::dead:
      return {Reason::shorter_steps, Reason::leaky_activation, Reason::bounded_steps,
              Reason::fitting_weights};
    case FindingKind::single_samples:
      return {Reason::whole_batch, Reason::layer_statistics, Reason::no_normalization};
    case FindingKind::weight_decay:
      return {Reason::no_decay, Reason::shorter_steps};
    case FindingKind::dropout:
      return {Reason::no_dropout, Reason::wider_layers};
    case FindingKind::symmetric:
      return {Reason::fitting_weights, Reason::orthogonal_weights};
    case FindingKind::saturated:
    case FindingKind::initial_loss:
      return {Reason::unscaled_weights, Reason::fitting_weights, Reason::no_biases};
    case FindingKind::collapsed:
      return {Reason::batch_statistics, Reason::skip_connection, Reason::another_activation};
    case FindingKind::vanishing:
      return {Reason::adaptive_steps,   Reason::another_activation, Reason::skip_connection,
              Reason::batch_statistics, Reason::fitting_weights,    Reason::larger_weights};
    case FindingKind::exploding:
      return {Reason::unscaled_weights, Reason::fitting_weights, Reason::orthogonal_weights,
              Reason::no_normalization, Reason::skip_connection, Reason::layer_statistics,
              Reason::no_dropout,       Reason::bounded_steps,   Reason::shorter_steps};
    case FindingKind::data_scale:
      return {Reason::standardised_data, Reason::shorter_steps};
    case FindingKind::slow_layers:
      return {Reason::adaptive_steps, Reason::batch_statistics, Reason::another_activation};
    case FindingKind::step_too_short:
      return {Reason::longer_steps, Reason::adaptive_steps, Reason::standardised_data};
    case FindingKind::underflow:
      return {Reason::wider_range, Reason::skip_connection, Reason::batch_statistics};
    case FindingKind::clipping:
      return {Reason::unbounded_steps, Reason::longer_steps};
    case FindingKind::running_statistics:
      return {Reason::layer_statistics, Reason::no_normalization};
    case FindingKind::learning:
    case FindingKind::fitted:
      return {};
  }
  return {};
}

/// What a gradient or value grows by, whatever the weights are: under a normalization their scale
/// cancels out, and dropout's masks have a mean square over 1. Acting on anything else comes after.
std::vector<Reason> reasonsAgainstGrowth(const Experiment& experiment) {
  std::vector<Reason> reasons;
  const double layers = static_cast<double>(experiment.hidden.size());
  if ((layers - 1) / 2 * std::log10(1 / (1 - experiment.dropout)) > 1) {
    reasons.push_back(Reason::no_dropout);
  }
  if (experiment.normalization != Normalization::none) {
    for (const Reason reason :
         {Reason::skip_connection, Reason::no_normalization, Reason::layer_statistics}) {
      reasons.push_back(reason);
    }
  } else if (experiment.residual == Residual::add && experiment.gain == 1) {
    // Every block adds to what comes in, and nothing brings it back to size.
    reasons.push_back(Reason::layer_statistics);
  }
  return reasons;
}

/// A setting that is a finding's cause in itself is put right before anything else is tried,
/// however grave what it brought about.
std::vector<Reason> reasonsAgainstCauses(const std::vector<FindingKind>& kinds) {
  std::vector<Reason> reasons;
  for (const FindingKind cause : {FindingKind::single_samples, FindingKind::weight_decay,
                                  FindingKind::dropout, FindingKind::data_scale}) {
    if (std::find(kinds.begin(), kinds.end(), cause) == kinds.end()) continue;
    reasons.push_back(reasonsAgainst(cause).front());
  }
  return reasons;
}

void sortForTrial(std::vector<Remedy>& remedies, const Diagnosis& diagnosis,
                  const Experiment& experiment) {
  const auto kinds = kindsOf(diagnosis);
  std::vector<Reason> order = reasonsAgainstCauses(kinds);
  if (std::find(kinds.begin(), kinds.end(), FindingKind::exploding) != kinds.end()) {
    for (const Reason reason : reasonsAgainstGrowth(experiment)) order.push_back(reason);
  }
  for (const FindingKind kind : kinds) {
    // What does not learn for steps that are too long needs no longer ones.
    const bool isForSteps =
        kind == FindingKind::not_learning &&
        std::find(kinds.begin(), kinds.end(), FindingKind::step_too_long) != kinds.end();
    if (isForSteps) order.push_back(Reason::shorter_steps);
    for (const Reason reason : reasonsAgainst(kind)) order.push_back(reason);
  }
  const auto place = [&](const Remedy& remedy) {
    return std::find(order.begin(), order.end(), remedy.reasons.front()) - order.begin();
  };
  std::stable_sort(remedies.begin(), remedies.end(), [&](const Remedy& one, const Remedy& other) {
    return place(one) < place(other);
  });
}

}  // namespace ebb
