import { formatHex, parseRgb } from '../charts/rgb';

/** A colour that a browser has computed, as every program reads it: its transparency apart, since
 *  SVG 1.1 knows no `rgba()`. */
export function opaque(css: string): { colour: string; opacity: number } {
  if (css === 'none') return { colour: 'none', opacity: 1 };
  const found = parseRgb(css);
  if (!found) throw new Error(`no colour: ${css}`);
  const { opacity } = found;
  return { colour: opacity === 0 ? 'none' : formatHex(found), opacity };
}
