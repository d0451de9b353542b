#include "functions/finiteness.h"

#include "functions/elementary.h"

namespace ebb {

/// The bits of a number's exponent are all set where it is not finite: one more then carries into
/// the sign's place. All is done in whole numbers, for which no lane of a vector waits.
template <class T>
bool isFinite(const Entries<T>& entries) {
  using Bits = typename FloatFormat<T>::Bits;
  constexpr Bits kSign = Bits(1) << (8 * sizeof(T) - 1);
  constexpr Bits kOneMore = Bits(1) << FloatFormat<T>::kFractionBits;
  Bits carried = 0;
  forEachRun(entries, [&](const T* numbers, Eigen::Index length) {
    for (Eigen::Index i = 0; i < length; ++i) carried |= (bitsOf(numbers[i]) & ~kSign) + kOneMore;
  });
  return (carried & kSign) == 0;
}

template bool isFinite(const Entries<float>&);
template bool isFinite(const Entries<double>&);

}  // namespace ebb
