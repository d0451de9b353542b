import type { Cause, ChainFactor, Frame } from '../../module/ebb';

/** One cause's share in the product. */
export interface WayPart {
  cause: Cause;
  /** How many operations it stands for. */
  count: number;
  factor: number;
}

/** The product from the last hidden layer's gradient, the measure of all, to what an operation hands on. */
export interface WaySoFar {
  /** The last hidden layer. */
  base: number;
  parts: WayPart[];
  product: number;
}

/** From the core's chain of factors; null where the walk back has not come past the measure, or has not
 *  passed the operation. */
export function waySoFar(
  { chain, operations, layers }: Pick<Frame, 'chain' | 'operations' | 'layers'>,
  operation: number,
): WaySoFar | null {
  const base = layers.length - 1;
  const first = operations.findIndex(({ kind, layer }) => kind === 'affine' && layer === base);
  if (base < 1 || operation > first) return null;
  const isWithin = (one: ChainFactor) => one.operation !== null && one.operation <= first;
  const factors = chain.filter((one) => isWithin(one) && one.operation! >= operation);
  if (!factors.some((one) => one.operation === operation)) return null;
  const parts = new Map<Cause, WayPart>();
  for (const { cause, factor } of factors) {
    const part = parts.get(cause) ?? { cause, count: 0, factor: 1 };
    parts.set(cause, { cause, count: part.count + 1, factor: part.factor * factor });
  }
  const product = factors.reduce((all, { factor }) => all * factor, 1);
  return { base, parts: [...parts.values()], product };
}
