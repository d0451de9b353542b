import { glyph } from '../../charts/mark';

/** Colours of the classes, told apart by shape as well. */
export const classTokens = [
  '--cause-weights',
  '--cause-activation',
  '--cause-dropout',
  '--cause-normalization',
  '--cause-residual',
  '--exploding',
];
export const classToken = (index: number) => classTokens[index % classTokens.length]!;

/** The shape of a class: circle, square, triangle, diamond, in turn. */
export function classShape(index: number, x: number, y: number, r: number): string {
  switch (index % 4) {
    case 1: {
      const side = r * 1.7;
      return `M${x - side / 2} ${y - side / 2}h${side}v${side}h${-side}Z`;
    }
    case 2:
      return glyph('infinite', x, y, r);
    case 3:
      return glyph('subnormal', x, y, r);
    default:
      return glyph('ordinary', x, y, r);
  }
}
