#include "training/clipping.h"

#include <cmath>

namespace ebb {
namespace {

/// The square root of a sum of squares as a number of precision T: summed in double, so that it is
/// off by one rounding alone, but infinite where the sum is too large for T.
template <class T>
T rootOf(double squares) {
  return std::sqrt(static_cast<T>(squares));
}

/// Scales parameters [begin, end) by their common norm, which PyTorch takes from the norms of each,
/// all of them numbers of precision T. Where squares overflow the norm is infinite and the factor
/// 0. True where the norm is over the threshold.
template <class Iterator>
bool scaleByNorm(Iterator begin, Iterator end, double threshold) {
  using T = std::decay_t<decltype(*begin->data)>;
  double squares = 0;
  for (Iterator p = begin; p != end; ++p) {
    const T norm = rootOf<T>(p->gradientView().template cast<double>().squaredNorm());
    squares += static_cast<double>(norm) * static_cast<double>(norm);
  }
  const T factor = static_cast<T>(threshold) / (rootOf<T>(squares) + T(1e-6));
  if (factor >= T(1)) return false;
  for (Iterator p = begin; p != end; ++p) p->gradientView() *= factor;
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
