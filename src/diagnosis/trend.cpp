#include "diagnosis/trend.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "diagnosis/thresholds.h"

namespace ebb {

bool Trend::falls() const { return pace > threshold::kCertain * error && pace > 0; }

std::optional<Trend> trendOf(const TrainingRecord& record, double iterationsPerEpoch,
                             std::size_t quarter) {
  // The window that is only begun is left out.
  const auto whole = static_cast<std::size_t>(record.losses / record.windowLength);
  const auto length = static_cast<double>(record.windowLength);
  const auto together =
      static_cast<std::size_t>(std::max(1.0, std::ceil(iterationsPerEpoch / length)));
  const std::size_t points = std::max(threshold::kFewestPoints, whole / 4 / together);
  const std::size_t skipped = quarter * points * together;
  if (whole < skipped + points * together) return std::nullopt;

  std::array<double, TrainingRecord::kWindows> losses{};
  const std::size_t first = whole - skipped - points * together;
  double mean = 0;
  for (std::size_t i = 0; i < points; ++i) {
    for (std::size_t j = 0; j < together; ++j)
      losses[i] += record.windows[first + i * together + j];
    losses[i] /= static_cast<double>(together);
    mean += losses[i];
  }
  const auto count = static_cast<double>(points);
  mean /= count;
  const double middle = (count - 1) / 2;
  double along = 0;
  double spread = 0;
  for (std::size_t i = 0; i < points; ++i) {
    const double x = static_cast<double>(i) - middle;
    along += x * (losses[i] - mean);
    spread += x * x;
  }
  const double slope = along / spread;
  double rest = 0;
  for (std::size_t i = 0; i < points; ++i) {
    const double off = losses[i] - mean - slope * (static_cast<double>(i) - middle);
    rest += off * off;
  }
  const double step = static_cast<double>(together) * length;
  return Trend{-slope / step, std::sqrt(rest / (count - 2) / spread) / step, count * step};
}

}  // namespace ebb
