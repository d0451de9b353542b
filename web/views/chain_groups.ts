import type { ChainFactor, Frame } from '../module/ebb';

/** The factors of one layer, in the order of the walk back. */
export interface ChainGroup {
  layer: number;
  factors: ChainFactor[];
  /** The product up to and with this layer. */
  product: number;
}

export function chainGroups(frame: Pick<Frame, 'chain' | 'operations'>): ChainGroup[] {
  const groups: ChainGroup[] = [];
  for (const factor of frame.chain) {
    const layer = frame.operations[factor.operation]?.layer ?? 0;
    const last = groups.at(-1);
    if (last?.layer === layer) {
      last.factors.push(factor);
      last.product = factor.product;
    } else groups.push({ layer, factors: [factor], product: factor.product });
  }
  return groups;
}

/** A long chain with its middle folded into one factor. */
export interface Folded {
  before: ChainGroup[];
  /** What lies between, as one factor. */
  middle: { layers: number; factor: number } | null;
  after: ChainGroup[];
}

const ends = { before: 3, after: 9 };

export function fold(groups: ChainGroup[], whole: boolean): Folded {
  if (whole || groups.length <= ends.before + ends.after + 2) {
    return { before: groups, middle: null, after: [] };
  }
  const before = groups.slice(0, ends.before);
  const after = groups.slice(-ends.after);
  const between = groups.slice(ends.before, -ends.after);
  const factor = between
    .flatMap((group) => group.factors)
    .reduce((product, one) => product * one.factor, 1);
  return { before, middle: { layers: between.length, factor }, after };
}
