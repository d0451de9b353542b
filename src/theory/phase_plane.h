#pragma once

#include <optional>
#include <vector>

#include "experiment/experiment.h"
#include "theory/phase.h"

namespace ebb {

/// The plane of σ_w and σ_b for an experiment's activation and dropout, the lines of equal ξ over
/// it and where the experiment stands: which networks keep a gradient, and over how many layers.
struct PhasePlane {
  /// The part of the plane that is shown, from 0.
  double mostWeightStd = 4;
  double mostBiasStd = 2;
  /// The experiment's own point. σ_w is the standard deviation of an entry of W times √units.
  double weightStd = 1;
  double biasStd = 0;
  /// What σ_w is at gain 1.
  double weightStdPerGain = 1;
  /// From the shortest ξ of the ordered phase to the shortest of the chaotic one; the edge of
  /// chaos, which has no ξ, is among them.
  std::vector<PhaseLine> lines;
};

/// None where the plane does not say what a network does: where its layers differ in width, are
/// normalized or added to, or have weights that are not drawn by gain and biases by biasStd.
std::optional<PhasePlane> phasePlaneOf(const Experiment& experiment);

/// What depth a gain allows: theory's own line over a map of depth and gain.
struct GainDepth {
  double gain = 1;
  std::optional<double> chi1;
  std::optional<double> xi;
  /// 6 ξ: the depth up to which networks could be trained (Schoenholz et al. 2017).
  std::optional<double> depth;
};

/// For each of these gains; nothing is there where phasePlaneOf has none.
std::vector<GainDepth> trainableDepths(const Experiment& experiment,
                                       const std::vector<double>& gains);

}  // namespace ebb
