#pragma once

#include <vector>

#include "experiment/kinds.h"

namespace ebb {

/// Means over Z ~ N(0, 1) of an activation and its slope at √q Z: all that the theory of wide
/// networks knows of an activation.
struct ActivationMoments {
  /// M(q) = E φ, V(q) = E φ², D(q) = E φ′².
  double mean = 0;
  double square = 0;
  double slope = 0;
  /// E φ⁴ / V², E φ′⁴ / D² and E φ² φ′² / (V D): what finite width makes fluctuate.
  double squareSpread = 1;
  double slopeSpread = 1;
  double joint = 1;
  /// d ln V / d ln q and d ln D / d ln q.
  double squareGrowth = 0;
  double slopeGrowth = 0;
  /// E Z φ² / V and E Z φ′² / D: how far both lean to one side.
  double squareTilt = 0;
  double slopeTilt = 0;
};

/// At q = 0 the limit from above, which at a kink is not the value there.
ActivationMoments momentsOf(Activation activation, double q);

/// E φ(u) φ(v) and E φ′(u) φ′(v) for normal u, v of variance q and correlation c.
struct PairMoments {
  double product = 0;
  double slopeProduct = 0;
};
PairMoments pairMomentsOf(Activation activation, double q, double c);

/// Whether φ(a x) = a φ(x) for every a > 0: D is then the same at every q.
bool isHomogeneous(Activation activation);

/// Where an activation's |φ′| is under a tenth of its largest: a layer's `saturated`.
class Saturation {
 public:
  explicit Saturation(Activation activation);
  double share(double q) const;

 private:
  struct Interval {
    double low;
    double high;
  };
  std::vector<Interval> intervals_;
};

}  // namespace ebb
