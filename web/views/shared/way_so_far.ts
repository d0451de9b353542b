import type { Cause, Frame, OperationFrame } from '../../module/ebb';
import { formatNumber } from '../../text/numbers';

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
  /** Whether its gradient is taken inside a residual block's branch: what goes past that joins on the way, and can
   *  make the product grow. */
  isInBranch: boolean;
  parts: WayPart[];
  product: number;
  /** Where the product ends, between layers of different widths: what it is of signals, the ratio. */
  ratio: number | null;
}

/** The operations whose factors, as they stand under the row, multiply to the product; null where none do: before the
 *  walk back has come past the measure, and where that lies inside a residual block. */
export function countedOnWay({
  chain,
  operations,
}: Pick<Frame, 'chain' | 'operations'>): Set<number> | null {
  const counted = chain.flatMap(({ operation, way }) => (way && operation ? [operation] : []));
  const [first] = counted;
  return first !== undefined && operations[first]?.kind === 'affine' ? new Set(counted) : null;
}

type Walked = Pick<Frame, 'chain' | 'diagnosis' | 'layers' | 'operations' | 'ratioChain'>;

/** Whether the last hidden layer ends in a residual add: then its gradient, the measure, is taken inside the branch. */
export const isMeasureInBranch = ({ layers, operations }: Pick<Walked, 'layers' | 'operations'>) =>
  operations.some(({ kind, layer }) => kind === 'add' && layer === layers.length - 1);

/** As the core's chain of factors has it; null where the walk back has not come past the measure, or has not
 *  passed the operation. A residual block that the walk has left is one factor, its add: up to the weights that the
 *  block begins with. */
export function waySoFar(
  { chain, diagnosis, layers, operations, ratioChain }: Walked,
  operation: number,
): WaySoFar | null {
  const own = operations[operation];
  const add = operations.findIndex(({ kind, layer }) => kind === 'add' && layer === own?.layer);
  const isUpToHere = (index: number | null) =>
    index === operation || (own?.kind === 'affine' && index === add);
  const end = chain.findLastIndex((one) => one.way && isUpToHere(one.operation));
  if (end < 0) return null;
  const factors = chain.slice(0, end + 1).filter(({ way }) => way !== null);
  const isOfOtherWidth = operation <= 1 && ratioChain.some(({ cause }) => cause === 'width');
  // Of each cause its last factor, in the order of the first.
  const last = new Map(factors.map(({ cause, way }) => [cause, way!]));
  return {
    base: layers.length - 1,
    isInBranch: isMeasureInBranch({ layers, operations }),
    parts: [...last].map(([cause, { ofCause, count }]) => ({ cause, count, factor: ofCause })),
    product: chain[end]!.way!.product,
    ratio: isOfOtherWidth ? (diagnosis?.ratio ?? null) : null,
  };
}

/** The same as it is told: what layer 1's weights hand on goes to the inputs, where nothing learns from it, and so the
 *  product ends before. */
export const wayTold = (frame: Walked, operation: number) =>
  waySoFar(frame, Math.max(1, operation));

/** A product as it is written. */
export interface WrittenWay {
  factors: string[];
  product: string;
  /** Whether what is written multiplies to it as it is written; else only about. */
  isExact: boolean;
}

/** One operation's factor is written as everywhere; that of several with the fewest digits, from as many on, with
 *  which the product comes out as it is written. */
export function writeWay({ parts, product }: Pick<WaySoFar, 'parts' | 'product'>): WrittenWay {
  const written = formatNumber(product);
  const write = (most: number) =>
    parts.map(({ factor, count }) => formatNumber(factor, count === 1 ? 3 : most));
  for (let digits = 3; digits <= 6; digits += 1) {
    const read = parts.map(({ factor, count }) =>
      Number(factor.toPrecision(count === 1 ? 3 : digits)),
    );
    const isExact = formatNumber(read.reduce((all, one) => all * one, 1)) === written;
    if (isExact) return { factors: write(digits), product: written, isExact };
  }
  return { factors: write(3), product: written, isExact: false };
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
