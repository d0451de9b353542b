import { rgb } from 'd3-color';

/** A colour that a browser has computed, as every program reads it: its transparency apart, since
 *  SVG 1.1 knows no `rgba()`. */
export function opaque(css: string): { colour: string; opacity: number } {
  if (css === 'none') return { colour: 'none', opacity: 1 };
  const { r, g, b, opacity } = rgb(css);
  if (opacity === 0) return { colour: 'none', opacity };
  if ([r, g, b].some(Number.isNaN)) throw new Error(`no colour: ${css}`);
  return { colour: rgb(r, g, b).formatHex(), opacity };
}
