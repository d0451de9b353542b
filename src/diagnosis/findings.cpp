#include "diagnosis/findings.h"

#include <algorithm>

namespace ebb {
namespace {

/// That a network learns weighs more than what is merely noted about it.
int weightOf(Severity severity) {
  switch (severity) {
    case Severity::failure:
      return 0;
    case Severity::warning:
      return 1;
    case Severity::good:
      return 2;
    case Severity::note:
      return 3;
  }
  return 3;
}

}  // namespace

int Patient::operationOf(OperationKind kind, int layer) const {
  for (std::size_t i = 0; i < frame.operations.size(); ++i) {
    if (frame.operations[i].kind == kind && frame.operations[i].layer == layer) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

Findings::Entry& Findings::Entry::with(std::string_view name, double value) {
  finding_.evidence.push_back({name, value});
  return *this;
}

Findings::Entry& Findings::Entry::with(std::string_view name, const Maybe& value) {
  return value ? with(name, *value) : *this;
}

bool Findings::has(FindingKind kind) const {
  return std::any_of(list_.begin(), list_.end(), [kind](const Finding& one) {
    return one.kind == kind && one.severity < Severity::note;
  });
}

Findings::Entry Findings::add(FindingKind kind, Severity severity) {
  const auto place = std::find_if(list_.begin(), list_.end(), [=](const Finding& other) {
    return severity != other.severity ? weightOf(severity) < weightOf(other.severity)
                                      : kind < other.kind;
  });
  Finding& finding = *list_.insert(place, {kind, severity, 0, -1, std::nullopt, {}});
  // As many figures as most kinds have, at once.
  finding.evidence.reserve(12);
  return Entry(finding);
}

}  // namespace ebb
