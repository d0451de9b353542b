#include "functions/activations.h"

#include <cmath>

#include "functions/elementary.h"

namespace ebb {
namespace {

// Klambauer et al. 2017, "Self-normalizing neural networks"; the digits are PyTorch's.
constexpr double kSeluScale = 1.0507009873554804934193349852946;
constexpr double kSeluAlpha = 1.6732632423543772848170429916717;
constexpr double kLeakySlope = 0.01;
/// Above it PyTorch's softplus is the identity.
constexpr double kSoftplusThreshold = 20;
constexpr double kSqrtHalf = 0.70710678118654752440;
constexpr double kInverseSqrt2Pi = 0.39894228040143267794;

template <class T>
T softplusOf(T x) {
  return x > T(kSoftplusThreshold) ? x : log1pOf(expOf(x));
}

/// tanh(log(1 + e^x)) = w (w + 2) / (w (w + 2) + 2) with w = e^x, by numerator and denominator;
/// from 20 on it is 1 in either precision, and w² would overflow.
template <class T>
struct TanhOfSoftplus {
  explicit TanhOfSoftplus(T x) : w(expOf(std::min(x, T(20)))), numerator(w * (w + 2)) {}

  T value() const { return numerator / (numerator + 2); }
  /// Its derivative (1 - value²) σ(x).
  T slope() const { return 2 / (numerator + 2) * (1 + value()) * (w / (1 + w)); }

  T w;
  T numerator;
};

/// y = f(x), four vectors side by side: an engine of WebAssembly puts every constant into its
/// register anew each time round, and one chain of operations waits for itself.
template <class T, class Function>
void mapInFours(const ConstArrayView<T>& x, ArrayView<T> y, Function f) {
  const T* from = x.data();
  T* to = y.data();
#ifdef __clang__
#pragma clang loop interleave_count(4)
#endif
  for (Eigen::Index i = 0; i < x.size(); ++i) to[i] = f(from[i]);
}

}  // namespace

/// PyTorch's definitions and constants:
///
///     identity    x                         leaky_relu  x > 0 ? x : 0.01 x
///     sigmoid     1 / (1 + e^-x)            elu         x > 0 ? x : e^x - 1
///     tanh        tanh x                    selu        λ (x > 0 ? x : α (e^x - 1))
///     hard_tanh   max(-1, min(1, x))        gelu        x/2 (1 + erf(x/√2))
///     relu        max(0, x)                 silu        x / (1 + e^-x)
///     softplus    log(1 + e^x); x over 20   softsign    x / (1 + |x|)
///     mish        x tanh(log(1 + e^x))
template <class T>
void activate(Activation kind, const ConstArrayView<T>& x, ArrayView<T> y) {
  switch (kind) {
    case Activation::identity:
      y = x;
      return;
    case Activation::sigmoid:
      mapInFours<T>(x, y, [](T v) { return sigmoidOf(v); });
      return;
    case Activation::tanh:
      mapInFours<T>(x, y, [](T v) { return tanhOf(v); });
      return;
    case Activation::hard_tanh:
      y = x.unaryExpr([](T v) { return v < T(-1) ? T(-1) : v > T(1) ? T(1) : v; });
      return;
    case Activation::relu:
      y = x.unaryExpr([](T v) { return v <= T(0) ? T(0) : v; });
      return;
    case Activation::leaky_relu:
      y = (x > T(0)).select(x, T(kLeakySlope) * x);
      return;
    case Activation::elu:
      y = x.unaryExpr([](T v) { return v > T(0) ? v : expm1Of(std::min(v, T(0))); });
      return;
    case Activation::selu:
      y = x.unaryExpr([](T v) {
        const T below = T(kSeluScale * kSeluAlpha) * expm1Of(std::min(v, T(0)));
        return v > T(0) ? T(kSeluScale) * v : below;
      });
      return;
    case Activation::gelu:
      y = x.unaryExpr([](T v) { return T(0.5) * v * (T(1) + erfOf(v * T(kSqrtHalf))); });
      return;
    case Activation::silu:
      y = x.unaryExpr([](T v) { return v / (T(1) + expOf(-v)); });
      return;
    case Activation::softplus:
      y = x.unaryExpr([](T v) { return softplusOf(v); });
      return;
    case Activation::softsign:
      y = x / (T(1) + x.abs());
      return;
    case Activation::mish:
      y = x.unaryExpr([](T v) { return v * TanhOfSoftplus<T>(v).value(); });
      return;
  }
}

template <class T>
void activationSlope(Activation kind, const ConstArrayView<T>& x, const ConstArrayView<T>& y,
                     ArrayView<T> slope) {
  switch (kind) {
    case Activation::identity:
      slope.setOnes();
      return;
    case Activation::sigmoid:
      slope = y * (T(1) - y);
      return;
    case Activation::tanh:
      slope = T(1) - y * y;
      return;
    case Activation::hard_tanh:
      slope = (x > T(-1) && x < T(1)).template cast<T>();
      return;
    case Activation::relu:
      slope = (x > T(0)).template cast<T>();
      return;
    case Activation::leaky_relu:
      slope = x.unaryExpr([](T v) { return v > T(0) ? T(1) : T(kLeakySlope); });
      return;
    case Activation::elu:
      slope = x.unaryExpr([](T v) { return expOf(std::min(v, T(0))); });
      return;
    case Activation::selu:
      slope = x.unaryExpr([](T v) {
        const T below = T(kSeluScale * kSeluAlpha) * expOf(std::min(v, T(0)));
        return v > T(0) ? T(kSeluScale) : below;
      });
      return;
    case Activation::gelu:
      slope = x.unaryExpr([](T v) {
        return T(0.5) * (T(1) + erfOf(v * T(kSqrtHalf))) +
               v * expOf(T(-0.5) * v * v) * T(kInverseSqrt2Pi);
      });
      return;
    case Activation::silu:
      slope = x.unaryExpr([](T v) {
        const T s = sigmoidOf(v);
        return s * (T(1) + v * (T(1) - s));
      });
      return;
    case Activation::softplus:
      // Not σ(v), whose denominator overflows where e^v is still a number.
      slope = x.unaryExpr([](T v) {
        const T e = expOf(v);
        return v > T(kSoftplusThreshold) ? T(1) : e / (e + T(1));
      });
      return;
    case Activation::softsign:
      slope = (T(1) + x.abs()).square().inverse();
      return;
    case Activation::mish:
      slope = x.unaryExpr([](T v) {
        const TanhOfSoftplus<T> t(v);
        return t.value() + v * t.slope();
      });
      return;
  }
}

template <class T>
void backThroughActivation(Activation kind, const ConstArrayView<T>& x, const ConstArrayView<T>& y,
                           const ConstArrayView<T>& dy, ArrayView<T> dx) {
  if (kind == Activation::tanh) {
    dx = (T(1) - y * y) * dy;
  } else if (kind == Activation::sigmoid) {
    dx = y * (T(1) - y) * dy;
  } else {
    activationSlope<T>(kind, x, y, dx);
    dx *= dy;
  }
}

double largestSlope(Activation kind) {
  switch (kind) {
    case Activation::sigmoid:
      return 0.25;
    case Activation::identity:
    case Activation::tanh:
    case Activation::hard_tanh:
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::elu:
    case Activation::softplus:
    case Activation::softsign:
      return 1;
    case Activation::selu:
      return kSeluScale * kSeluAlpha;
    case Activation::gelu:
      return 1.1289041451851545;  // at x = √2
    case Activation::silu:
      return 1.0998393201288668;  // at x = 2.39936
    case Activation::mish:
      return 1.0884981612517275;  // at x = 1.49057
  }
  return 1;
}

FlatSide flatSide(Activation kind) {
  switch (kind) {
    case Activation::identity:
      return FlatSide::none;
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::elu:
    case Activation::selu:
    case Activation::gelu:
    case Activation::silu:
    case Activation::softplus:
    case Activation::mish:
      return FlatSide::negative;
    case Activation::sigmoid:
    case Activation::tanh:
    case Activation::hard_tanh:
    case Activation::softsign:
      return FlatSide::both;
  }
  return FlatSide::none;
}

std::vector<double> kinksOf(Activation kind) {
  switch (kind) {
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::elu:
    case Activation::selu:
    case Activation::softsign:
      return {0};
    case Activation::hard_tanh:
      return {-1, 1};
    case Activation::softplus:
      return {kSoftplusThreshold};
    case Activation::identity:
    case Activation::sigmoid:
    case Activation::tanh:
    case Activation::gelu:
    case Activation::silu:
    case Activation::mish:
      return {};
  }
  return {};
}

Initialiser fittingInitialiser(Activation kind) {
  switch (kind) {
    case Activation::relu:
    case Activation::leaky_relu:
    case Activation::gelu:
    case Activation::silu:
    case Activation::softplus:
    case Activation::mish:
      return Initialiser::kaiming_normal;
    case Activation::selu:
      return Initialiser::lecun_normal;
    case Activation::identity:
    case Activation::sigmoid:
    case Activation::tanh:
    case Activation::hard_tanh:
    case Activation::elu:
    case Activation::softsign:
      return Initialiser::xavier_normal;
  }
  return Initialiser::xavier_normal;
}

template void activate(Activation, const ConstArrayView<float>&, ArrayView<float>);
template void activate(Activation, const ConstArrayView<double>&, ArrayView<double>);
template void activationSlope(Activation, const ConstArrayView<float>&,
                              const ConstArrayView<float>&, ArrayView<float>);
template void activationSlope(Activation, const ConstArrayView<double>&,
                              const ConstArrayView<double>&, ArrayView<double>);
template void backThroughActivation(Activation, const ConstArrayView<float>&,
                                    const ConstArrayView<float>&, const ConstArrayView<float>&,
                                    ArrayView<float>);
template void backThroughActivation(Activation, const ConstArrayView<double>&,
                                    const ConstArrayView<double>&, const ConstArrayView<double>&,
                                    ArrayView<double>);

}  // namespace ebb
