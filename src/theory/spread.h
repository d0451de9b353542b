#pragma once

#include <vector>

#include "theory/propagation.h"

namespace ebb {

/// ln (s_1² / s_L²) over random networks of these widths, as a normal variable: how far its mean is
/// from the logarithm of what an infinitely wide network has, and its variance β.
struct LogSpread {
  double shift = 0;
  double variance = 0;
};

/// Of the first order in 1/width. With Kaiming's ReLU β is 5 (L-1)/n, with the identity 2 (L-1)/n,
/// and the shift -β/2, since the mean of s_1² itself stays (Hanin & Nica 2020). For the others the
/// same count with the activation's own moments, and with what a layer's q is off by, which the
/// slopes of the layers after it feel. Dropout adds nothing: each sample has a mask of its own, and
/// over many samples their chance comes out even.
/// `first` and `last` are indices of the layers whose signals are compared, those of the ratio
/// where they are the outermost.
LogSpread logSpread(const Experiment& experiment, const std::vector<LayerState>& layers,
                    std::size_t first, std::size_t last);

/// Whether so few of the last layer's units are not saturated that its signal is left to chance:
/// along a residual path, where φ′ of that layer is in no other layer's signal.
bool isLastTooSaturated(const std::vector<LayerState>& layers);

/// Whether chance, in the chaotic phase, has piled up over more layers than a count of the first
/// order can follow.
bool isTooDeepForWidth(const Experiment& experiment, const std::vector<LayerState>& layers);

}  // namespace ebb
