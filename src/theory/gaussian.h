#pragma once

#include <Eigen/Core>
#include <vector>

namespace ebb {

/// Nodes and weights with Σ weightᵢ f(xᵢ) = E f(σ Z), Z ~ N(0, 1).
struct GaussianRule {
  Eigen::ArrayXd x;
  Eigen::ArrayXd weights;
};

/// Gauss-Legendre panels rather than one Gauss-Hermite rule: that one needs thousands of nodes once
/// σ is large beside the width of an activation's bend, and never gets past a kink. Panels end at
/// the kinks, at powers of two from `bend` (where f bends, over a width of about 1), and every 1½
/// standard deviations, out to 9 of them: the rest weighs less than 1e-18.
GaussianRule gaussianRule(double sigma, const std::vector<double>& kinks, double bend = 0);

/// P(low < σ Z < high); either end may be infinite.
double gaussianShare(double sigma, double low, double high);

}  // namespace ebb
