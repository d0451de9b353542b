import type { Palette } from '../../charts/palette';
import { findingOf, numberOf, type Cell, type MapQuantity } from '../../lab/map_cell';
import type { FindingKind } from '../../module/ebb';

/** Ends of the colours, settled apart from the numbers at hand: a colour means the same on every map. */
export const ratioDecades = 6;
export const lossDecades = { low: -3, high: 0 };

/** Findings as a map tells them apart; the others share one colour. */
export const findingTokens: Partial<Record<FindingKind, string>> = {
  fitted: '--healthy',
  learning: '--cause-residual',
  not_learning: '--band-lost',
  vanishing: '--vanishing',
  exploding: '--exploding',
  step_too_long: '--cause-activation',
  diverging: '--cause-activation',
  not_finite: '--not-finite',
};
export const otherFinding = '--forward-soft';
/** Where there is no such number: one that no ramp and no other mark of the quantity comes near. */
export const absentOf = (quantity: MapQuantity) =>
  quantity === 'iterationsNeeded' ? '--panel' : '--line';

/** The ramps, from their low end to their high one. */
export const ramps = {
  ratio: ['--vanishing', '--panel', '--exploding'],
  loss: ['--healthy', '--panel', '--cause-activation'],
  iterationsNeeded: ['--forward', '--forward-soft'],
} as const;

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

/** A cell as a pixel. */
export function cellPainter(
  quantity: MapQuantity,
  iterations: number,
  palette: Palette,
): (cell: Cell | null) => number {
  const ground = palette.word('--paper');
  const none = palette.word(absentOf(quantity));
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
