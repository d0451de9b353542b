#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "experiment/kinds.h"

namespace ebb {

/// One figure that a finding rests on.
struct Evidence {
  std::string_view name;
  double value = 0;
};

/// One thing found out about a network at a position, with what it was judged from.
/// Which evidence a kind carries, and its units: web/module/findings.d.ts.
struct Finding {
  FindingKind kind = FindingKind::vanishing;
  Severity severity = Severity::note;
  /// The layer concerned, from 1; 0: none.
  int layer = 0;
  /// Index into the frame's operations; -1: none.
  int operation = -1;
  /// The iteration since when (completed iterations at its start); none where it has no meaning.
  std::optional<std::uint64_t> since;
  std::vector<Evidence> evidence;
};

/// A finding's figure by name; none where it does not carry it.
inline std::optional<double> evidenceOf(const Finding& finding, std::string_view name) {
  for (const Evidence& one : finding.evidence) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

}  // namespace ebb
