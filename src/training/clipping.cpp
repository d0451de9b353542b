#include "training/clipping.h"

#include <cmath>

namespace ebb {
namespace {

/// Scales parameters [begin, end) by their common norm.
template <class Iterator>
void scaleByNorm(Iterator begin, Iterator end, double threshold) {
  using T = std::decay_t<decltype(*begin->data)>;
  double norm = 0;
  for (Iterator p = begin; p != end; ++p) norm = std::hypot(norm, frobeniusNorm(p->gradientView()));
  const double factor = threshold / (norm + 1e-6);
  if (factor >= 1) return;
  for (Iterator p = begin; p != end; ++p) p->gradientView() *= static_cast<T>(factor);
}

}  // namespace

template <class T>
void clipGradients(Clip kind, double threshold, const std::deque<Parameter<T>>& parameters) {
  switch (kind) {
    case Clip::none:
      return;
    case Clip::value: {
      const T limit = static_cast<T>(threshold);
      for (const auto& p : parameters) {
        p.gradientView() = p.gradientView().unaryExpr([limit](T g) {
          return g < -limit ? -limit : g > limit ? limit : g;
        });
      }
      return;
    }
    case Clip::norm:
      scaleByNorm(parameters.begin(), parameters.end(), threshold);
      return;
    case Clip::layer: {
      auto begin = parameters.begin();
      while (begin != parameters.end()) {
        auto end = begin;
        while (end != parameters.end() && end->layer == begin->layer) ++end;
        scaleByNorm(begin, end, threshold);
        begin = end;
      }
      return;
    }
  }
}

template void clipGradients(Clip, double, const std::deque<Parameter<float>>&);
template void clipGradients(Clip, double, const std::deque<Parameter<double>>&);

}  // namespace ebb
