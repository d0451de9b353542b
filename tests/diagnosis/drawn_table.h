#pragma once

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "base/random.h"

/// Small tables as people bring them: columns of any scale and offset, some heavy-tailed, some of
/// zeros and ones; a target that follows from them by a smooth rule, as a number of any scale or
/// cut into classes, not all as frequent.
namespace ebb {

class TableDraw {
 public:
  explicit TableDraw(Random& random) : random_(random) {}

  std::string next(int rows, bool isOfClasses) {
    const std::size_t columns = 1 + random_.below(8);
    std::vector<double> slopes(columns), bends(columns), scales(columns), offsets(columns);
    const double usual = random_.uniform() < 0.5 ? 1 : decades(0.01, 1000);
    for (std::size_t i = 0; i < columns; ++i) {
      slopes[i] = random_.normal();
      bends[i] = random_.normal();
      scales[i] = random_.uniform() < 0.7 ? usual : decades(0.01, 1000);
      offsets[i] = random_.uniform() < 0.3 ? scales[i] * 5 * random_.normal() : 0;
    }
    const double targetScale = random_.uniform() < 0.5 ? 1 : decades(0.01, 1000);
    const double targetOffset = random_.uniform() < 0.5 ? 0 : targetScale * 3 * random_.normal();
    const int classes = 2 + static_cast<int>(random_.below(4));
    const double noise = 0.3 * random_.uniform();
    std::string text;
    for (std::size_t i = 0; i < columns; ++i) text += 'x' + std::to_string(i) + ',';
    text += "y\n";
    for (int row = 0; row < rows; ++row) {
      double sum = noise * random_.normal();
      for (std::size_t i = 0; i < columns; ++i) {
        const double x = cell(i);
        sum += (slopes[i] * x + bends[i] * std::sin(2 * x)) / std::sqrt(double(columns));
        text += number(offsets[i] + scales[i] * x) + ',';
      }
      // Classes by the sum: those in the middle are the more frequent.
      const int band = static_cast<int>(std::floor((sum + 1.5) / 3 * classes));
      if (isOfClasses) {
        text += static_cast<char>('a' + std::max(0, std::min(classes - 1, band)));
      } else {
        text += number(targetOffset + targetScale * sum);
      }
      text += '\n';
    }
    return text;
  }

 private:
  double decades(double from, double to) { return from * std::pow(to / from, random_.uniform()); }

  double cell(std::size_t column) {
    const double normal = random_.normal();
    if (column % 4 == 2) return normal > 0 ? 1 : 0;
    return column % 4 == 3 ? std::sinh(normal) : normal;
  }

  static std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
  }

  Random& random_;
};

}  // namespace ebb
