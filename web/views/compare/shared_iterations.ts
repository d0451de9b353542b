import { firstFrom } from '../../charts/nearest';
import type { History } from '../../module/ebb';

/** Iterations at which the losses of several runs can be read beside each other: those of the run that
 *  remembers fewest. A history keeps every so many, by powers of two, so the others have them all, as
 *  far as they have come. */
export function sharedIterations(histories: readonly History[]): Float64Array {
  let found = new Float64Array();
  let stride = 0;
  for (const { stride: own, iterations } of histories) {
    if (own < stride || (own === stride && iterations.length <= found.length)) continue;
    found = iterations as Float64Array<ArrayBuffer>;
    stride = own;
  }
  return found;
}

/** A run's values at iterations that it need not all have: NaN there. */
export function readAt(
  iterations: Float64Array,
  { x, values }: { x: Float64Array; values: Float64Array },
): Float64Array {
  return iterations.map((iteration) => {
    const index = firstFrom(x, iteration);
    return x[index] === iteration ? values[index]! : NaN;
  });
}
