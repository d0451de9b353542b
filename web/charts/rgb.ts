/** Red, green and blue from 0 to 255, and how much of it hides what lies behind, from 0 to 1. */
export interface Rgb {
  r: number;
  g: number;
  b: number;
  opacity: number;
}

const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
const listed = /^rgba?\(([^)]*)\)$/i;
const wide = /^color\(srgb ([^)]*)\)$/i;

const numbers = (text: string) =>
  text
    .split(/[\s,/]+/)
    .filter(Boolean)
    .map((one) => (one.endsWith('%') ? parseFloat(one) / 100 : parseFloat(one)));

/** A colour as a browser has computed it, or as `#rrggbb`; null for anything else. */
export function parseRgb(css: string): Rgb | null {
  const text = css.trim();
  const digits = hex.exec(text)?.[1];
  if (digits) {
    const size = digits.length / 3;
    const [r, g, b] = [0, 1, 2].map((i) => {
      const part = digits.slice(i * size, (i + 1) * size);
      return parseInt(size === 1 ? part + part : part, 16);
    }) as [number, number, number];
    return { r, g, b, opacity: 1 };
  }
  if (text === 'transparent') return { r: 0, g: 0, b: 0, opacity: 0 };
  const isWide = wide.test(text);
  const found = (isWide ? wide : listed).exec(text)?.[1];
  const [r = NaN, g = NaN, b = NaN, opacity = 1] = numbers(found ?? '');
  if ([r, g, b, opacity].some(Number.isNaN)) return null;
  const whole = isWide ? 255 : 1;
  return { r: r * whole, g: g * whole, b: b * whole, opacity };
}

const byte = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

export const formatRgb = ({ r, g, b }: Rgb): string => `rgb(${byte(r)}, ${byte(g)}, ${byte(b)})`;

export const formatHex = ({ r, g, b }: Rgb): string =>
  `#${[r, g, b].map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;
