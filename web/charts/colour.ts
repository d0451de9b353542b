import { clampedShare } from './clamped_share';
import { mixed, toLab } from './lab_colour';
import type { Decades } from './log_axis';
import { formatRgb, parseRgb, type Rgb } from './rgb';

/** A ramp of colours, looked up by a share from 0 to 1: as CSS text and as bytes for rasters. */
export interface Ramp {
  css(share: number): string;
  /** Little-endian RGBA, opaque, ready for a Uint32Array over ImageData. */
  word(share: number): number;
}

const shades = 256;

function colourOf(css: string): Rgb {
  const found = parseRgb(css);
  if (!found) throw new Error(`no colour: ${css}`);
  return found;
}

export function wordOf(css: string): number {
  const { r, g, b } = colourOf(css);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}

/** A ramp through colours at equal distances, blended in CIELAB so that equal steps look equal. */
export function ramp(...stops: string[]): Ramp {
  const labs = stops.map((stop) => toLab(colourOf(stop)));
  // A picture needs few of them: each is mixed when it is first asked for.
  const texts: string[] = [];
  const words: number[] = [];
  const text = (index: number) => {
    const place = (index / (shades - 1)) * (labs.length - 1);
    const part = Math.min(labs.length - 2, Math.floor(place));
    return (texts[index] ??= formatRgb(mixed(labs[part]!, labs[part + 1]!, place - part)));
  };
  const at = (share: number) => Math.min(shades - 1, Math.max(0, Math.round(share * (shades - 1))));
  return {
    css: (share) => text(at(share)),
    word: (share) => (words[at(share)] ??= wordOf(text(at(share)))),
  };
}

/** Share of a value that may be of any size: 0 at 0, 0.3 at 0.1, 0.7 at 1, towards 1 without end. It
 *  is the same for every network and every moment, so a colour always means the same number. */
export const valueShare = (value: number) => Math.sqrt(Math.abs(value) / (1 + Math.abs(value)));

/** Share of a magnitude between two powers of ten; what lies outside gets the end's colour. The
 *  faintest ordinary number keeps a tenth, so that it stays apart from the empty ground. */
export function logShare(value: number, decades: Decades): number {
  const share = (Math.log10(Math.abs(value)) - decades.low) / (decades.high - decades.low);
  return 0.1 + 0.9 * clampedShare(share);
}
