import type { Cause, Frame, OperationFrame } from '../../module/ebb';

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

/** As the core's chain of factors has it; null where the walk back has not come past the measure, or has not
 *  passed the operation. */
export function waySoFar(
  { chain, layers }: Pick<Frame, 'chain' | 'layers'>,
  operation: number,
): WaySoFar | null {
  const end = chain.findIndex((one) => one.operation === operation && one.way);
  if (end < 0) return null;
  const factors = chain.slice(0, end + 1).filter(({ way }) => way !== null);
  // Of each cause its last factor, in the order of the first.
  const last = new Map(factors.map(({ cause, way }) => [cause, way!]));
  return {
    base: layers.length - 1,
    parts: [...last].map(([cause, { ofCause, count }]) => ({ cause, count, factor: ofCause })),
    product: chain[end]!.way!.product,
  };
}

/** Sizes of what enters an operation and of what leaves it, the way it is walked; null where the walk has not
 *  passed it. */
export function sizesOf(
  operation: Pick<OperationFrame, 'sizeIn' | 'sizeOut' | 'valueSizeIn' | 'valueSizeOut'> | null,
  way: 'forward' | 'backward',
): { enters: number; leaves: number } | null {
  if (!operation) return null;
  const [enters, leaves] =
    way === 'backward'
      ? [operation.sizeIn, operation.sizeOut]
      : [operation.valueSizeIn, operation.valueSizeOut];
  return enters === null || leaves === null ? null : { enters, leaves };
}
