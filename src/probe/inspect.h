#pragma once

#include "probe/frame.h"
#include "probe/progress.h"
#include "stepper/stepper.h"

namespace ebb {

/// φ′ of a hidden layer for every unit and sample.
template <class T>
Matrix<T> slopesOf(Activation kind, const Layer<T>& layer, int batch);

/// Fills in what the request asks for beside the numbers.
template <class T>
void inspect(const Stepper<T>& stepper, const Progress& progress, const FrameRequest& request,
             Frame& frame);

}  // namespace ebb
