#include "theory/gaussian.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ebb {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr int kNodes = 16;
constexpr double kFarthest = 9;
constexpr double kPanel = 1.5;

struct Legendre {
  std::array<double, kNodes> node;
  std::array<double, kNodes> weight;
};

/// Roots of the Legendre polynomial by Newton's method, and the weights that belong to them.
Legendre legendre() {
  Legendre rule;
  for (int i = 0; i < kNodes; ++i) {
    double x = std::cos(kPi * (i + 0.75) / (kNodes + 0.5));
    double slope = 1;
    for (int step = 0; step < 10; ++step) {
      double before = 1;
      double value = x;
      for (int n = 2; n <= kNodes; ++n) {
        const double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
        before = value;
        value = next;
      }
      slope = kNodes * (x * value - before) / (x * x - 1);
      x -= value / slope;
    }
    const auto at = static_cast<std::size_t>(i);
    rule.node[at] = x;
    rule.weight[at] = 2 / ((1 - x * x) * slope * slope);
  }
  return rule;
}

/// Where panels end, in standard deviations.
std::vector<double> panelEnds(double sigma, const std::vector<double>& kinks, double bend) {
  std::vector<double> ends{0, kFarthest, -kFarthest};
  for (double end = kPanel; end < kFarthest; end += kPanel) {
    ends.push_back(end);
    ends.push_back(-end);
  }
  const auto endAt = [&](double x) {
    if (std::abs(x) < kFarthest * sigma) ends.push_back(x / sigma);
  };
  endAt(bend);
  for (double x = 1; x < kFarthest * sigma + std::abs(bend); x *= 2) {
    endAt(bend + x);
    endAt(bend - x);
  }
  for (const double kink : kinks) endAt(kink);
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

}  // namespace

GaussianRule gaussianRule(double sigma, const std::vector<double>& kinks, double bend) {
  static const Legendre rule = legendre();
  const std::vector<double> ends = panelEnds(sigma, kinks, bend);
  const auto panels = static_cast<Eigen::Index>(ends.size()) - 1;
  GaussianRule result{Eigen::ArrayXd(panels * kNodes), Eigen::ArrayXd(panels * kNodes)};
  Eigen::Index next = 0;
  for (std::size_t panel = 0; panel + 1 < ends.size(); ++panel) {
    const double half = (ends[panel + 1] - ends[panel]) / 2;
    const double middle = (ends[panel + 1] + ends[panel]) / 2;
    for (std::size_t i = 0; i < kNodes; ++i, ++next) {
      const double z = middle + half * rule.node[i];
      result.x[next] = sigma * z;
      result.weights[next] = half * rule.weight[i] * std::exp(-z * z / 2) / std::sqrt(2 * kPi);
    }
  }
  return result;
}

double gaussianShare(double sigma, double low, double high) {
  const auto below = [sigma](double x) { return std::erfc(-x / sigma / std::sqrt(2.0)) / 2; };
  return below(high) - below(low);
}

}  // namespace ebb
