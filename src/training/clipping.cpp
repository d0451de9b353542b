#include "training/clipping.h"

#include <cmath>

namespace ebb {
namespace {

/// Scales parameters [begin, end) by their common norm; true where that is over the threshold.
template <class Iterator>
bool scaleByNorm(Iterator begin, Iterator end, double threshold) {
  using T = std::decay_t<decltype(*begin->data)>;
  double norm = 0;
  for (Iterator p = begin; p != end; ++p) norm = std::hypot(norm, frobeniusNorm(p->gradientView()));
  const double factor = threshold / (norm + 1e-6);
  if (factor >= 1) return false;
  for (Iterator p = begin; p != end; ++p) p->gradientView() *= static_cast<T>(factor);
  return true;
}

}  // namespace

template <class T>
bool clipGradients(Clip kind, double threshold, const std::deque<Parameter<T>>& parameters) {
  switch (kind) {
    case Clip::none:
      return false;
    case Clip::value: {
      const T limit = static_cast<T>(threshold);
      bool isClipped = false;
      for (const auto& p : parameters) {
        isClipped = isClipped || (p.gradientView().array().abs() > limit).any();
        p.gradientView() = p.gradientView().unaryExpr([limit](T g) {
          return g < -limit ? -limit : g > limit ? limit : g;
        });
      }
      return isClipped;
    }
    case Clip::norm:
      return scaleByNorm(parameters.begin(), parameters.end(), threshold);
    case Clip::layer: {
      auto begin = parameters.begin();
      bool isClipped = false;
      while (begin != parameters.end()) {
        auto end = begin;
        while (end != parameters.end() && end->layer == begin->layer) ++end;
        isClipped = scaleByNorm(begin, end, threshold) || isClipped;
        begin = end;
      }
      return isClipped;
    }
  }
  return false;
}

template bool clipGradients(Clip, double, const std::deque<Parameter<float>>&);
template bool clipGradients(Clip, double, const std::deque<Parameter<double>>&);

}  // namespace ebb
