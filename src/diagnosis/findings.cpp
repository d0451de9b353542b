#include "diagnosis/findings.h"

#include <algorithm>
#include <utility>

namespace ebb {

int Patient::operationOf(OperationKind kind, int layer) const {
  for (std::size_t i = 0; i < frame.operations.size(); ++i) {
    if (frame.operations[i].kind == kind && frame.operations[i].layer == layer) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

bool Findings::has(FindingKind kind) const {
  return std::any_of(list_.begin(), list_.end(), [kind](const Finding& one) {
    return one.kind == kind && one.severity < Severity::note;
  });
}

std::vector<Finding> Findings::sorted() && {
  std::stable_sort(list_.begin(), list_.end(), [](const Finding& a, const Finding& b) {
    return a.severity != b.severity ? a.severity < b.severity : a.kind < b.kind;
  });
  return std::move(list_);
}

}  // namespace ebb
