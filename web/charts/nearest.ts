/** The index of the first number that is not under a value; the length where all are. Numbers ascend. */
export function firstFrom(numbers: ArrayLike<number>, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the number nearest to a value, of two the later. Numbers ascend. */
export function nearest(numbers: ArrayLike<number>, value: number): number {
  const after = Math.min(firstFrom(numbers, value), numbers.length - 1);
  const isBefore = after > 0 && value - numbers[after - 1]! < numbers[after]! - value;
  return Math.max(0, isBefore ? after - 1 : after);
}
