#pragma once

#include "base/matrix.h"
#include "experiment/kinds.h"

namespace ebb {

/// Whether no entry is infinite or NaN; cheap enough to be asked of everything a step computes.
template <class T>
bool isFinite(const Entries<T>& entries);

template <class Derived>
bool isFinite(const Eigen::DenseBase<Derived>& values) {
  return values.size() == 0 || isFinite(entriesOf(values));
}

/// How a matrix fails to be finite: `healthy` where it does not.
template <class Derived>
Verdict finiteness(const Eigen::DenseBase<Derived>& values) {
  if (isFinite(values)) return Verdict::healthy;
  const auto& numbers = values.derived().array();
  return (numbers != numbers).any() ? Verdict::nan : Verdict::infinite;
}

/// The same where a size of the values, such as their norm, is known: only where that is not finite
/// do the values have to be looked at (a norm may overflow where they do not).
template <class Derived>
Verdict finiteness(const Eigen::DenseBase<Derived>& values, double size) {
  return size - size == 0 ? Verdict::healthy : finiteness(values);
}

/// Whether a verdict is one of numbers that are not finite.
inline bool isBroken(Verdict verdict) {
  return verdict == Verdict::infinite || verdict == Verdict::nan;
}

extern template bool isFinite(const Entries<float>&);
extern template bool isFinite(const Entries<double>&);

}  // namespace ebb
