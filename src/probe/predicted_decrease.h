#pragma once

#include <cmath>
#include <optional>

#include "stepper/stepper.h"

namespace ebb {

/// What clipping has multiplied a parameter's gradient by, which was not all 0 before; none where
/// that is no single number, or where nothing is left of it.
template <class T>
std::optional<double> clippingScale(const Stepper<T>& stepper, const Parameter<T>& parameter) {
  const auto gradient = parameter.gradientView();
  switch (stepper.experiment().clip) {
    case Clip::none:
      return 1;
    case Clip::value: {
      const auto limit = static_cast<T>(stepper.experiment().clipThreshold);
      if ((gradient.array().abs() >= limit).any()) return std::nullopt;
      return 1;
    }
    case Clip::layer:
    case Clip::norm: {
      const double scale = frobeniusNorm(gradient) / stepper.normBeforeClip(parameter);
      return scale > 0 && std::isfinite(scale) ? std::optional(scale) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// By how much the last update lowers the loss to first order (TrainingFrame).
template <class T>
std::optional<double> predictedDecrease(const Stepper<T>& stepper) {
  double decrease = 0;
  for (const auto& parameter : stepper.tape().parameters()) {
    const auto gradient = parameter.gradientView();
    const bool clips = stepper.experiment().clip != Clip::none;
    const double before = clips ? stepper.normBeforeClip(parameter) : frobeniusNorm(gradient);
    if (before == 0) continue;
    const auto scale = clippingScale(stepper, parameter);
    if (!scale) return std::nullopt;
    const auto change = stepper.optimizer().lastChange(parameter);
    decrease += static_cast<double>(gradient.cwiseProduct(change).sum()) / *scale;
  }
  return decrease;
}

}  // namespace ebb
