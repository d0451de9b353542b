#include "stepper/finite_walk.h"

#include <algorithm>
#include <cmath>

#include "functions/finiteness.h"

namespace ebb {
namespace {

template <class T>
bool areFinite(const std::vector<View<T>>& all) {
  return std::all_of(all.begin(), all.end(), [](const View<T>& one) { return isFinite(one); });
}

}  // namespace

template <class T>
bool isWalkFinite(const Tape<T>& tape, int batch, bool bounded) {
  if (!std::isfinite(tape.loss().value()) || !isFinite(tape.input().gradientArray(batch))) {
    return false;
  }
  for (const Layer<T>& layer : tape.layers()) {
    if (!isFinite(Tape<T>::activationInput(layer).array(batch))) return false;
    if (bounded) break;
  }
  // A variance that overflows makes normalized values 0.
  return areFinite(tape.runningMeans()) && areFinite(tape.runningVariances());
}

template <class T>
bool areGradientsFinite(const Tape<T>& tape) {
  return std::all_of(tape.parameters().begin(), tape.parameters().end(),
                     [](const auto& parameter) { return isFinite(parameter.gradientView()); });
}

template bool isWalkFinite(const Tape<float>&, int, bool);
template bool isWalkFinite(const Tape<double>&, int, bool);
template bool areGradientsFinite(const Tape<float>&);
template bool areGradientsFinite(const Tape<double>&);

}  // namespace ebb
