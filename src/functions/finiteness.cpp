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
  const bool isOneRun = entries.columns == 1 || entries.stride == entries.rows;
  const Eigen::Index runs = isOneRun ? 1 : entries.columns;
  const Eigen::Index length = isOneRun ? entries.rows * entries.columns : entries.rows;
  Bits carried = 0;
  for (Eigen::Index run = 0; run < runs; ++run) {
    const T* numbers = entries.data + run * entries.stride;
    for (Eigen::Index i = 0; i < length; ++i) carried |= (bitsOf(numbers[i]) & ~kSign) + kOneMore;
  }
  return (carried & kSign) == 0;
}

template bool isFinite(const Entries<float>&);
template bool isFinite(const Entries<double>&);

}  // namespace ebb
