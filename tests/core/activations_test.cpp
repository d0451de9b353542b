#include "functions/activations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/relative.h"

using namespace ebb;

namespace {

constexpr int kPoints = 9;
using Points = std::array<double, kPoints>;

template <class T>
struct Curve {
  Eigen::Array<T, Eigen::Dynamic, 1> x, y, slope;
};

template <class T>
Curve<T> curveOf(Activation kind, const std::vector<double>& points) {
  const auto count = static_cast<Eigen::Index>(points.size());
  Curve<T> curve;
  curve.x = Eigen::Map<const Eigen::ArrayXd>(points.data(), count).cast<T>();
  curve.y.resize(count);
  curve.slope.resize(count);
  activate<T>(kind, {curve.x.data(), count}, {curve.y.data(), count});
  activationSlope<T>(kind, {curve.x.data(), count}, {curve.y.data(), count},
                     {curve.slope.data(), count});
  return curve;
}

struct Known {
  Activation kind;
  Points value;
  Points slope;
};

const std::vector<double> kX = {-30, -2, -1, -0.5, 0, 0.5, 1, 2, 30};

/// Computed by PyTorch in float64.
const Known kKnown[] = {
    {Activation::identity, {-30, -2, -1, -0.5, 0, 0.5, 1, 2, 30}, {1, 1, 1, 1, 1, 1, 1, 1, 1}},
    {Activation::sigmoid,
     {9.3576229688392989e-14, 0.11920292202211755, 0.2689414213699951, 0.37754066879814541, 0.5,
      0.62245933120185459, 0.7310585786300049, 0.88079707797788231, 0.99999999999990652},
     {9.3576229688384229e-14, 0.10499358540350651, 0.19661193324148185, 0.23500371220159449, 0.25,
      0.23500371220159449, 0.19661193324148185, 0.10499358540350662, 9.3480778673429446e-14}},
    {Activation::tanh,
     {-1, -0.9640275800758169, -0.76159415595576485, -0.46211715726000974, 0, 0.46211715726000974,
      0.76159415595576485, 0.9640275800758169, 1},
     {0, 0.070650824853164429, 0.41997434161402614, 0.7864477329659274, 1, 0.7864477329659274,
      0.41997434161402614, 0.070650824853164429, 0}},
    {Activation::hard_tanh, {-1, -1, -1, -0.5, 0, 0.5, 1, 1, 1}, {0, 0, 0, 1, 1, 1, 0, 0, 0}},
    {Activation::relu, {0, 0, 0, 0, 0, 0.5, 1, 2, 30}, {0, 0, 0, 0, 0, 1, 1, 1, 1}},
    {Activation::leaky_relu,
     {-0.29999999999999999, -0.02, -0.01, -0.0050000000000000001, 0, 0.5, 1, 2, 30},
     {0.01, 0.01, 0.01, 0.01, 0.01, 1, 1, 1, 1}},
    {Activation::elu,
     {-0.99999999999990641, -0.8646647167633873, -0.63212055882855767, -0.39346934028736658, 0, 0.5,
      1, 2, 30},
     {9.3576229688401748e-14, 0.1353352832366127, 0.36787944117144233, 0.60653065971263342, 1, 1, 1,
      1, 1}},
    {Activation::selu,
     {-1.7580993408472121, -1.5201664685956948, -1.1113307378125625, -0.69175818780287135, 0,
      0.52535049367774023, 1.0507009873554805, 2.1014019747109609, 31.521029620664414},
     {1.6451630773416182e-13, 0.2379328722516818, 0.64676860303481398, 1.0663411530445053,
      1.7580993408473766, 1.0507009873554805, 1.0507009873554805, 1.0507009873554805,
      1.0507009873554805}},
    {Activation::gelu,
     {-0, -0.045500263896358417, -0.15865525393145702, -0.15426876936299344, 0, 0.34573123063700656,
      0.84134474606854304, 1.9544997361036416, 30},
     {-4.420938404635643e-195, -0.085231801078196917, -0.083315470587686347, 0.13250487534383712,
      0.5, 0.86749512465616285, 1.0833154705876864, 1.0852318010781969, 1}},
    {Activation::silu,
     {-2.8072868906517896e-12, -0.23840584404423509, -0.2689414213699951, -0.1887703343990727, 0,
      0.3112296656009273, 0.7310585786300049, 1.7615941559557646, 29.999999999997197},
     {-2.7137106609631341e-12, -0.090784248784895466, 0.072329488128513253, 0.26003881269734819,
      0.5, 0.73996118730265192, 0.92767051187148686, 1.0907842487848955, 1.0000000000027109}},
    {Activation::softplus,
     {9.3576229688397368e-14, 0.12692801104297249, 0.31326168751822286, 0.47407698418010669,
      0.69314718055994529, 0.97407698418010669, 1.3132616875182228, 2.1269280110429727, 30},
     {9.3576229688393001e-14, 0.11920292202211755, 0.2689414213699951, 0.37754066879814546, 0.5,
      0.62245933120185459, 0.7310585786300049, 0.88079707797788243, 1}},
    {Activation::softsign,
     {-0.967741935483871, -0.66666666666666663, -0.5, -0.33333333333333331, 0, 0.33333333333333331,
      0.5, 0.66666666666666663, 0.967741935483871},
     {0.00104058272632674, 0.1111111111111111, 0.25, 0.44444444444444442, 1, 0.44444444444444442,
      0.25, 0.1111111111111111, 0.00104058272632674}},
    {Activation::mish,
     {-2.8072868906519209e-12, -0.25250148269570888, -0.30340146137410895, -0.22074377465173001, 0,
      0.37524521130489513, 0.86509838826731034, 1.9439589595339946, 30},
     {-2.7137106609633922e-12, -0.1083550924203939, 0.059216755877395014, 0.28951067791351226,
      0.59999999999999998, 0.88642437535772733, 1.0490362200997922, 1.0693179342794896, 1}},
};

}  // namespace

TEST_CASE("activations and their slopes are PyTorch's, in both precisions") {
  CHECK(std::size(kKnown) == kindNames<Activation>().size());
  for (const Known& known : kKnown) {
    CAPTURE(nameOf(known.kind));
    const auto exact = curveOf<double>(known.kind, kX);
    const auto rounded = curveOf<float>(known.kind, kX);
    for (int i = 0; i < kPoints; ++i) {
      const auto at = static_cast<std::size_t>(i);
      CAPTURE(kX[at]);
      CHECK(std::abs(exact.y(i) - known.value[at]) <= 1e-15 + 1e-13 * std::abs(known.value[at]));
      CHECK(std::abs(exact.slope(i) - known.slope[at]) <= 2e-15);
      CHECK(std::abs(static_cast<double>(rounded.y(i)) - known.value[at]) <=
            1e-6 * (1 + std::abs(known.value[at])));
      CHECK(std::abs(static_cast<double>(rounded.slope(i)) - known.slope[at]) <= 1e-6);
    }
  }
}

TEST_CASE("the largest slope is what the slope reaches, and is not passed") {
  std::vector<double> points;
  for (int i = -100'000; i <= 100'000; ++i) points.push_back(1e-4 * i);
  for (const Known& known : kKnown) {
    CAPTURE(nameOf(known.kind));
    const double reached = curveOf<double>(known.kind, points).slope.abs().maxCoeff();
    CHECK(reached <= largestSlope(known.kind) * (1 + 1e-12));
    CHECK(reached > largestSlope(known.kind) * (1 - 1e-4));
  }
}

TEST_CASE("an activation is flat on the sides on which its slope gets small") {
  for (const Known& known : kKnown) {
    CAPTURE(nameOf(known.kind));
    const Curve<double> far = curveOf<double>(known.kind, {-30, 30});
    const auto isFlat = [&](int side) {
      return std::abs(far.slope[side]) < 0.1 * largestSlope(known.kind);
    };
    CHECK((flatSide(known.kind) != FlatSide::none) == isFlat(0));
    CHECK((flatSide(known.kind) == FlatSide::both) == isFlat(1));
  }
}

TEST_CASE("in float32 a slope is 0 where its true value rounds to it, and not before") {
  // Softplus: e^-100 is still a number.
  CHECK(curveOf<float>(Activation::softplus, {-100}).slope(0) == relative(3.8e-44, 0.02));
  CHECK(curveOf<float>(Activation::softplus, {-120}).slope(0) == 0);
  // tanh: 1 - y² at the last number under 1.
  CHECK(curveOf<float>(Activation::tanh, {9}).slope(0) == relative(1.19e-7, 0.01));
  CHECK(curveOf<float>(Activation::tanh, {9.1}).slope(0) == 0);
  CHECK(curveOf<float>(Activation::elu, {-100}).slope(0) > 0);
  CHECK(curveOf<float>(Activation::sigmoid, {-86}).slope(0) > 0);
}

TEST_CASE("where the slope of an activation jumps, it has a kink that is listed") {
  constexpr double kStep = 1e-3;
  const auto slopeAt = [](Activation kind, double x) {
    double value = 0;
    double slope = 0;
    const ConstArrayView<double> point(&x, 1);
    activate<double>(kind, point, ArrayView<double>(&value, 1));
    activationSlope<double>(kind, point, ConstArrayView<double>(&value, 1),
                            ArrayView<double>(&slope, 1));
    return slope;
  };
  for (std::size_t a = 0; a < kindNames<Activation>().size(); ++a) {
    const auto kind = static_cast<Activation>(a);
    CAPTURE(nameOf(kind));
    const std::vector<double> kinks = kinksOf(kind);
    for (int i = -25000; i <= 25000; ++i) {
      const double x = kStep * (i - 0.5);
      // No smooth one changes its slope by more than 2.6 over a unit.
      if (std::abs(slopeAt(kind, x + kStep) - slopeAt(kind, x)) < 0.01) continue;
      const bool isListed = std::any_of(
          kinks.begin(), kinks.end(), [&](double kink) { return kink >= x && kink <= x + kStep; });
      CHECK_MESSAGE(isListed, x);
    }
  }
}

TEST_CASE("softplus' slope is e^x far down, also where e^-x is more than float32 holds") {
  const auto curve = curveOf<float>(Activation::softplus, {-80, -86, -89});
  for (Eigen::Index i = 0; i < curve.x.size(); ++i) {
    const double exact = std::exp(static_cast<double>(curve.x[i]));
    CHECK(curve.slope[i] == relative(exact));
  }
}

template <class T>
static void checkGradientThrough(Activation kind) {
  const Curve<T> curve = curveOf<T>(kind, kX);
  const Eigen::Index count = curve.x.size();
  for (const T factor : {T(0.3), T(-7e9), std::numeric_limits<T>::infinity()}) {
    const Eigen::Array<T, Eigen::Dynamic, 1> in =
        Eigen::Array<T, Eigen::Dynamic, 1>::LinSpaced(count, factor, 2 * factor);
    Eigen::Array<T, Eigen::Dynamic, 1> out(count);
    backThroughActivation<T>(kind, {curve.x.data(), count}, {curve.y.data(), count},
                             {in.data(), count}, {out.data(), count});
    for (Eigen::Index i = 0; i < count; ++i) {
      const T wanted = curve.slope[i] * in[i];
      const bool isSame = out[i] == wanted || (std::isnan(out[i]) && std::isnan(wanted));
      CHECK_MESSAGE(isSame, nameOf(kind), " at ", curve.x[i]);
    }
  }
}

TEST_CASE("a gradient goes back through an activation with the very digits of its slope") {
  for (std::size_t a = 0; a < kindNames<Activation>().size(); ++a) {
    checkGradientThrough<float>(static_cast<Activation>(a));
    checkGradientThrough<double>(static_cast<Activation>(a));
  }
}
