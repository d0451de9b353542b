#include "base/matrix.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace ebb {
namespace {

/// term(x) of all entries put together, beginning with 0, in double. In eight parts side by side,
/// so that none waits for the one before; in the same order in every build.
template <class T, class Term, class Join>
double joined(const Entries<T>& entries, Term term, Join join) {
  constexpr Eigen::Index kParts = 8;
  double parts[kParts] = {};
  forEachRun(entries, [&](const T* numbers, Eigen::Index length) {
    Eigen::Index i = 0;
    for (; i + kParts <= length; i += kParts) {
      for (Eigen::Index k = 0; k < kParts; ++k) {
        parts[k] = join(parts[k], term(static_cast<double>(numbers[i + k])));
      }
    }
    for (; i < length; ++i) parts[0] = join(parts[0], term(static_cast<double>(numbers[i])));
  });
  for (Eigen::Index k = 0; k < 4; ++k) parts[k] = join(parts[k], parts[k + 4]);
  return join(join(parts[0], parts[2]), join(parts[1], parts[3]));
}

template <class T, class Term>
double sumOf(const Entries<T>& entries, Term term) {
  return joined(entries, term, [](double sum, double x) { return sum + x; });
}

/// Whether there is nothing but 0 and -0. By bits, in whole numbers, of which compilers make
/// vectors.
template <class T>
bool areZeros(const Entries<T>& entries) {
  using Bits = std::conditional_t<sizeof(T) == sizeof(double), std::uint64_t, std::uint32_t>;
  Bits all = 0;
  forEachRun(entries, [&](const T* numbers, Eigen::Index length) {
    for (Eigen::Index i = 0; i < length; ++i) {
      Bits bits = 0;
      std::memcpy(&bits, numbers + i, sizeof bits);
      all |= bits;
    }
  });
  // Without the sign.
  return Bits(all << 1) == 0;
}

/// The largest absolute value; what it is where there are NaNs is left open.
template <class T>
double largestOf(const Entries<T>& entries) {
  return joined(
      entries, [](double x) { return std::abs(x); },
      [](double largest, double x) { return largest < x ? x : largest; });
}

}  // namespace

template <class T>
MeanAndVariance meanAndVariance(const Entries<T>& entries) {
  const auto count = static_cast<double>(entries.rows * entries.columns);
  const double mean = sumOf(entries, [](double x) { return x; }) / count;
  const double squares = sumOf(entries, [mean](double x) { return (x - mean) * (x - mean); });
  return {mean, squares / count};
}

template <class T>
double frobeniusNorm(const Entries<T>& entries) {
  if (entries.rows * entries.columns == 0) return 0;
  const double squares = sumOf(entries, [](double x) { return x * x; });
  // The square of a float, or of any number of them, is never too large or too small for a double;
  // that of a double only far outside of this.
  const bool isExact = sizeof(T) == sizeof(float) || (squares > 1e-270 && squares < 1e300);
  if (isExact) return std::sqrt(squares);
  // As dead units have them: most often by far.
  if (squares == 0 && areZeros(entries)) return 0;
  if (squares != squares) return squares;
  const double largest = largestOf(entries);
  if (largest > std::numeric_limits<double>::max()) return largest;
  // A power of two as the scale: exact, and its inverse is finite for subnormal entries too.
  int exponent = 0;
  std::frexp(largest, &exponent);
  const double down = std::ldexp(1.0, -exponent / 2);
  const double down2 = std::ldexp(1.0, -exponent - (-exponent / 2));
  return std::ldexp(
      std::sqrt(sumOf(entries, [=](double x) { return (x * down * down2) * (x * down * down2); })),
      exponent);
}

template MeanAndVariance meanAndVariance(const Entries<float>&);
template MeanAndVariance meanAndVariance(const Entries<double>&);
template double frobeniusNorm(const Entries<float>&);
template double frobeniusNorm(const Entries<double>&);

}  // namespace ebb
