import { linearScale, type LinearScale } from '../../charts/linear_scale';
import type { ActivationCurve, Histogram } from '../../module/ebb';

/** φ, φ′ and a histogram over one horizontal axis. */
export interface CurvePlot {
  across: LinearScale;
  up: LinearScale;
  value: string;
  slope: string;
  /** Where the slope is under a tenth of its largest, as stretches of the axis. */
  saturated: [number, number][];
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

export function curvePlot(curve: ActivationCurve, box: Box): CurvePlot {
  const { x } = curve;
  const across = linearScale([x[0] ?? -1, x.at(-1) ?? 1], [box.left, box.right]);
  // What lies outside is cut off: the shape near 0 is what matters, not how high relu gets.
  const up = linearScale([-1.25, 2.25], [box.bottom, box.top]);
  const path = (values: Float64Array) => {
    let joined = false;
    let text = '';
    values.forEach((value, i) => {
      const y = up(value);
      const inside = y >= box.top - 1 && y <= box.bottom + 1;
      if (inside) text += `${joined ? 'L' : 'M'}${point(across(x[i]!), y)}`;
      joined = inside;
    });
    return text;
  };
  return {
    across,
    up,
    value: path(curve.value),
    slope: path(curve.slope),
    saturated: stretches(curve),
  };
}

function stretches({ x, slope, flatSlope }: ActivationCurve): [number, number][] {
  const found: [number, number][] = [];
  let from: number | null = null;
  slope.forEach((value, i) => {
    const flat = Math.abs(value) < flatSlope;
    if (flat && from === null) from = x[i]!;
    if (from !== null && (!flat || i === slope.length - 1)) {
      found.push([from, x[i]!]);
      from = null;
    }
  });
  return found;
}

/** A histogram's outline as an area: bins of equal width, heights as shares of all counted. */
export function outline(
  histogram: Histogram,
  across: (x: number) => number,
  bottom: number,
  height: number,
): { path: string; peak: number } {
  const { from, to, counts, below, above, notFinite } = histogram;
  const all = counts.reduce((sum, count) => sum + count, below + above + notFinite);
  const peak = all > 0 ? Math.max(...counts) / all : 0;
  if (!(peak > 0)) return { path: '', peak: 0 };
  const width = (to - from) / counts.length;
  let path = `M${point(across(from), bottom)}`;
  counts.forEach((count, i) => {
    const y = bottom - (count / all / peak) * height;
    path += `L${point(across(from + i * width), y)}L${point(across(from + (i + 1) * width), y)}`;
  });
  return { path: `${path}L${point(across(to), bottom)}Z`, peak };
}

/** How many of all lie outside the axis on either side, and how many are no numbers. */
export function outside({ counts, below, above, notFinite }: Histogram) {
  const all = counts.reduce((sum, count) => sum + count, below + above + notFinite);
  const share = (count: number) => (all > 0 ? count / all : 0);
  return { below: share(below), above: share(above), notFinite: share(notFinite) };
}
