import type { ChainFactor, Frame } from '../../module/ebb';
import { formatFactor, formatNumber } from '../../text/numbers';

/** A factor of a chain as it is written; one alone is the product too, and is written as that is. */
export const writeFactor = (factor: number, factors: readonly unknown[]): string =>
  factors.length > 1 ? formatFactor(factor) : formatNumber(factor);

/** The factors of one layer, in the order of the walk back. */
export interface ChainGroup {
  /** Null for what belongs to no layer. */
  layer: number | null;
  factors: ChainFactor[];
}

export function chainGroups(
  factors: readonly ChainFactor[],
  operations: Frame['operations'],
): ChainGroup[] {
  const groups: ChainGroup[] = [];
  for (const factor of factors) {
    const layer = factor.operation === null ? null : (operations[factor.operation]?.layer ?? null);
    const last = groups.at(-1);
    if (last?.layer === layer) last.factors.push(factor);
    else groups.push({ layer, factors: [factor] });
  }
  return groups;
}

/** A long chain with its middle folded into one factor. */
export interface Folded {
  before: ChainGroup[];
  /** What lies between, as one factor: the product of the core's. Which factors are folded is this drawing's own
   *  choice, so that no frame can carry it. */
  middle: { layers: number; factor: number } | null;
  after: ChainGroup[];
}

const ends = { before: 3, after: 9 };

/** Whether a chain is long enough to be folded at all. */
export const foldable = (groups: readonly ChainGroup[]) =>
  groups.length > ends.before + ends.after + 2;

export function fold(groups: ChainGroup[], whole: boolean): Folded {
  if (whole || !foldable(groups)) return { before: groups, middle: null, after: [] };
  const before = groups.slice(0, ends.before);
  const after = groups.slice(-ends.after);
  const between = groups.slice(ends.before, -ends.after);
  const factor = between
    .flatMap((group) => group.factors)
    .reduce((product, one) => product * one.factor, 1);
  return { before, middle: { layers: between.length, factor }, after };
}
