#include "training/clipping.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

using namespace ebb;

namespace {

/// Gradients of a weight (1 × 2) and a bias of layer 1, and a weight of layer 2.
template <class T>
struct Gradients {
  explicit Gradients(std::array<double, 4> numbers) {
    using Role = ParameterRole;
    for (std::size_t i = 0; i < 4; ++i)
      memory[i < 2 ? i : 4 * (i - 1)] = static_cast<T>(numbers[i]);
    parameters.push_back({Role::weight, 1, 1, 2, nullptr, memory});
    parameters.push_back({Role::bias, 1, 1, 1, nullptr, memory + 4});
    parameters.push_back({Role::weight, 2, 1, 1, nullptr, memory + 8});
  }

  std::array<double, 4> clipped(Clip kind, double threshold) {
    clipGradients(kind, threshold, parameters);
    return {static_cast<double>(memory[0]), static_cast<double>(memory[1]),
            static_cast<double>(memory[4]), static_cast<double>(memory[8])};
  }

  alignas(16) T memory[12] = {};
  std::deque<Parameter<T>> parameters;
};

void checkClose(const std::array<double, 4>& got, const std::array<double, 4>& wanted) {
  for (std::size_t i = 0; i < 4; ++i) CHECK(got[i] == doctest::Approx(wanted[i]).epsilon(1e-9));
}

}  // namespace

TEST_CASE("clipping by value bounds every entry, by norm and by layer keeps directions") {
  const std::array<double, 4> g = {3, -4, 12, 84};
  using Double = Gradients<double>;
  checkClose(Double(g).clipped(Clip::none, 1), g);
  checkClose(Double(g).clipped(Clip::value, 3.5), {3, -3.5, 3.5, 3.5});
  // The norm of all is 85; PyTorch adds 1e-6 to it.
  const double all = 17 / (85 + 1e-6);
  checkClose(Double(g).clipped(Clip::norm, 17), {3 * all, -4 * all, 12 * all, 84 * all});
  checkClose(Double(g).clipped(Clip::norm, 86), g);
  // Of layer 1 it is 13, of layer 2 it is 84.
  const double first = 6.5 / (13 + 1e-6);
  const double second = 6.5 / (84 + 1e-6);
  checkClose(Double(g).clipped(Clip::layer, 6.5), {3 * first, -4 * first, 12 * first, 84 * second});
  checkClose(Double(g).clipped(Clip::layer, 20), {3, -4, 12, 84 * 20 / (84 + 1e-6)});
}

TEST_CASE("a norm that overflows its precision makes gradients 0, as PyTorch's does") {
  const std::array<double, 4> g = {2e19, 0, 1, 1};
  CHECK(Gradients<float>(g).clipped(Clip::norm, 1) == std::array<double, 4>{0, 0, 0, 0});
  CHECK(Gradients<float>(g).clipped(Clip::layer, 1) ==
        std::array<double, 4>{0, 0, 0, static_cast<double>(1 / (1 + 1e-6f))});
  CHECK(Gradients<double>(g).clipped(Clip::norm, 1)[0] == doctest::Approx(1));
  CHECK(Gradients<double>({2e154, 0, 1, 1}).clipped(Clip::norm, 1)[2] == 0);
  const double infinity = std::numeric_limits<double>::infinity();
  const auto broken = Gradients<float>({infinity, 0, 1, 1}).clipped(Clip::norm, 1);
  CHECK(std::isnan(broken[0]));
  CHECK(broken[2] == 0);
  CHECK(std::isnan(Gradients<float>({std::nan(""), 0, 1, 1}).clipped(Clip::norm, 1)[3]));
}
