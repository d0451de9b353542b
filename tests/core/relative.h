#pragma once

#include <doctest/doctest.h>

namespace ebb {

/// Near by a share of what is expected, however small that is. doctest's own Approx takes the share
/// of that and 1, so that everything small is near 1e-9.
inline doctest::Approx relative(double expected, double share = 1e-5) {
  return doctest::Approx(expected).scale(expected == 0 ? 1 : 0).epsilon(share);
}

}  // namespace ebb
