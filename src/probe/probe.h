#pragma once

#include "probe/frame.h"
#include "stepper/stepper.h"

namespace ebb {

/// Reads a stepper where it stands; changes nothing.
template <class T>
Frame probe(const Stepper<T>& stepper, const FrameRequest& request);

/// The axis of all histograms, and of the activation's curve: what enters an activation.
inline constexpr double kHistogramFrom = -8;
inline constexpr double kHistogramTo = 8;
inline constexpr int kHistogramBins = 64;

/// φ and φ′ over that axis, in float32: they are drawn.
struct ActivationCurve {
  std::vector<double> x, value, slope;
  /// |φ′| under which a unit is saturated.
  double flatSlope = 0;
};

ActivationCurve activationCurve(Activation activation);

extern template Frame probe(const Stepper<float>&, const FrameRequest&);
extern template Frame probe(const Stepper<double>&, const FrameRequest&);

}  // namespace ebb
