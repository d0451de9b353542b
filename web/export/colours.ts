import { rgb } from 'd3-color';

/** A colour as every program reads it, its transparency apart: `rgb(0 0 0 / 40%)` is not SVG 1.1. */
export function opaque(css: string): { colour: string; opacity: number } {
  if (css === 'none' || css === '') return { colour: 'none', opacity: 1 };
  const { r, g, b, opacity } = rgb(css);
  if ([r, g, b].some(Number.isNaN)) return { colour: 'none', opacity: 1 };
  return { colour: rgb(r, g, b).formatHex(), opacity };
}
