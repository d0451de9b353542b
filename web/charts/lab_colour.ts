import type { Rgb } from './rgb';

/** Lightness and two axes of colour in CIELAB (CIE 15:2004), in which equal steps look equal. */
type LabColour = readonly [number, number, number];

/** From linear sRGB (IEC 61966-2-1) to XYZ, each as a share of the white's (D65): the rows. */
const toXyz = [
  [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
] as const;
/** The inverse of the matrix above, its columns scaled by the white. */
const fromXyz = [
  [3.2404542 * 0.95047, -1.5371385, -0.4985314 * 1.08883],
  [-0.969266 * 0.95047, 1.8760108, 0.041556 * 1.08883],
  [0.0556434 * 0.95047, -0.2040259, 1.0572252 * 1.08883],
] as const;

type Row = readonly [number, number, number];
const times = (matrix: readonly [Row, Row, Row], v: Row): Row =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Row;

const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const encoded = (share: number) =>
  255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055);

/** CIELAB's cube root, a straight line near black. */
const knee = 6 / 29;
const root = (t: number) => (t > knee ** 3 ? Math.cbrt(t) : t / (3 * knee ** 2) + 4 / 29);
const cube = (t: number) => (t > knee ? t ** 3 : 3 * knee ** 2 * (t - 4 / 29));

export function toLab({ r, g, b }: Rgb): LabColour {
  const [x, y, z] = times(toXyz, [linear(r), linear(g), linear(b)]).map(root) as unknown as Row;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function fromLab([l, a, b]: LabColour): Rgb {
  const y = (l + 16) / 116;
  const xyz = [y + a / 500, y, y - b / 200].map(cube) as unknown as Row;
  const [red, green, blue] = times(fromXyz, xyz).map(encoded) as unknown as Row;
  return { r: red, g: green, b: blue, opacity: 1 };
}

/** The colour at a share of the way from one to another. */
export function mixed(from: LabColour, to: LabColour, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return fromLab([at(0), at(1), at(2)]);
}
