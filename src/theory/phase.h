#pragma once

#include <optional>
#include <vector>

#include "experiment/kinds.h"

namespace ebb {

/// A deep network of equal wide layers: what one layer does to a variance.
struct WideLayer {
  Activation activation = Activation::tanh;
  /// σ_w² = n v, and σ_b².
  double weights = 1;
  double biases = 0;
  /// What dropout keeps.
  double keep = 1;
};

/// The fixed point that q comes to, from `start`: q* = σ_w² V(q*) / keep + σ_b². None where q grows
/// beyond all bounds, or stays wherever it is.
std::optional<double> fixedPoint(const WideLayer& layer, double start);

/// c*: what the correlation of two samples comes to, and the slope C′(c*) of its map there. None
/// where q* is 0, and correlations have no map of their own.
struct Correlation {
  double value = 1;
  double slope = 1;
};
std::optional<Correlation> fixedCorrelation(const WideLayer& layer, double qStar);

/// ξ = 1 / |ln χ|: over so many layers a gradient changes by e². None at χ = 1, where it keeps its
/// size for ever, and at χ = 0.
std::optional<double> depthScale(double chi);

/// σ_w at which χ₁ = 1, the edge of chaos, beside biases of this standard deviation; the smallest
/// where there are several. None where there is none.
std::optional<double> edgeOfChaos(Activation activation, double biasStd);

/// The line over the plane of σ_w and σ_b on which χ₁ has one value: pairs of both, in order of q*.
struct PhaseLine {
  double chi1 = 1;
  std::optional<double> xi;
  std::vector<double> weightStd;
  std::vector<double> biasStd;
};

/// Within σ_w ≤ `mostWeights` and σ_b ≤ `mostBiases`, where dropout keeps `keep`.
PhaseLine phaseLine(Activation activation, double chi1, double mostWeights, double mostBiases,
                    double keep = 1);

}  // namespace ebb
