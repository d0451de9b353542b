#pragma once

#include <sstream>
#include <string>

#include "diagnosis/diagnosis.h"

/// What several tests ask of a diagnosis.
namespace ebb {

inline const Finding* find(const Diagnosis& diagnosis, FindingKind kind) {
  for (const Finding& one : diagnosis.findings) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
}

inline std::string textOf(const Diagnosis& diagnosis) {
  std::ostringstream text;
  text.precision(17);
  for (const Finding& one : diagnosis.findings) {
    text << nameOf(one.kind) << ' ' << nameOf(one.severity) << ' ' << one.layer << ' '
         << one.operation << ' ' << (one.since ? static_cast<double>(*one.since) : -1);
    for (const Evidence& e : one.evidence) text << ' ' << e.name << '=' << e.value;
    text << '\n';
  }
  return text.str();
}

}  // namespace ebb
