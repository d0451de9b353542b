import type { Palette } from '../../charts/palette';
import { findingOf, numberOf, type Cell, type MapQuantity } from '../../lab/map_cell';
import type { FindingKind } from '../../module/ebb';

/** Ends of the colours, settled apart from the numbers at hand: a colour means the same on every map. */
export const ratioDecades = 6;
export const lossDecades = { low: -3, high: 0 };

/** Findings as a map tells them apart; the others share one colour. A map's own colours are MapView's. */
export const findingTokens: Partial<Record<FindingKind, string>> = {
  fitted: '--map-fitted',
  learning: '--map-learning',
  not_learning: '--map-not-learning',
  vanishing: '--map-vanishing',
  exploding: '--map-exploding',
  step_too_long: '--map-step',
  diverging: '--map-step',
  not_finite: '--not-finite',
};
export const otherFinding = '--map-other';
/** Where there is no such number. Such a cell is crossed out, since colours of a ramp come near to any. */
export const absent = '--panel';

const rising = ['--map-1', '--map-2', '--map-3', '--map-4', '--map-5'];
/** The ramps, from their low end over their middle to their high end. What has no middle of its own gets ever
 *  lighter; of ratios 1 is the paper's colour, and both sides get darker from there (lighter, on a dark page). */
export const ramps: Record<Exclude<MapQuantity, 'finding'>, readonly string[]> = {
  ratio: [
    ...['--map-least', '--map-less', '--map-under', '--panel'],
    ...['--map-over', '--map-more', '--map-most'],
  ],
  loss: rising,
  iterationsNeeded: rising,
};

function shareOf(
  value: number,
  quantity: Exclude<MapQuantity, 'finding'>,
  iterations: number,
): number {
  const decade = Math.log10(value);
  switch (quantity) {
    case 'ratio':
      return (decade + ratioDecades) / (2 * ratioDecades);
    case 'loss':
      return (decade - lossDecades.low) / (lossDecades.high - lossDecades.low);
    case 'iterationsNeeded':
      return decade / Math.log10(Math.max(2, iterations));
  }
}

/** Whether a cell that was run has no such number. */
export function isAbsent(cell: Cell | null, quantity: MapQuantity): boolean {
  if (!cell) return false;
  return (quantity === 'finding' ? findingOf(cell) : numberOf(cell, quantity)) === null;
}

/** A cell as a pixel. */
export function cellPainter(
  quantity: MapQuantity,
  iterations: number,
  palette: Palette,
): (cell: Cell | null) => number {
  const ground = palette.word('--paper');
  const none = palette.word(absent);
  const broken = palette.word('--not-finite');
  if (quantity === 'finding') {
    return (cell) => {
      if (!cell) return ground;
      const finding = findingOf(cell);
      if (finding === null) return none;
      return palette.word(findingTokens[finding] ?? otherFinding);
    };
  }
  const ramp = palette.ramp(...ramps[quantity]);
  const unreached = palette.word('--band-lost');
  return (cell) => {
    if (!cell) return ground;
    const value = numberOf(cell, quantity);
    if (value === null) return none;
    if (value === Infinity && quantity === 'iterationsNeeded') return unreached;
    if (!Number.isFinite(value)) return broken;
    return ramp.word(value > 0 ? shareOf(value, quantity, iterations) : 0);
  };
}
