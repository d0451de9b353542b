import { isWindow, wholeWindow, type MapAxis, type MapWindows } from './map_grid';
import type { MapPlan } from './map_cells_to_run';
import type { Axis } from './sweep_plan';

/** Cells along each axis that a map may have. */
export const cellCounts: readonly number[] = [16, 32, 64];
export const most = { seeds: 5, iterations: 10_000 };

/** A map as a link has it: `gain:0.25:4;depth:2:33;32;200;1`, words as `activation:tanh,relu`. Where only a part
 *  is seen, that follows: how often each axis is halved, and which of the parts comes first. */
export function writeMapLink(plan: MapPlan, windows?: MapWindows): string {
  const { x, y, cells, iterations, seeds } = plan;
  const whole = wholeWindow(cells);
  const isWhole = !windows || JSON.stringify(windows) === JSON.stringify({ x: whole, y: whole });
  const part = isWhole
    ? []
    : [[windows.x, windows.y].map(({ level, start }) => `${level}:${start}`).join(',')];
  return [axisText(x), axisText(y), cells, iterations, seeds, ...part].join(';');
}

function axisText({ axis, from, to, kinds }: MapAxis): string {
  return `${axis.name}:${kinds.length > 0 ? kinds.join(',') : `${from}:${to}`}`;
}

/** The map of a link, as far as it can be drawn with these axes; null where it is none. */
export function readMapLink(text: string, axes: readonly Axis[]): MapPlan | null {
  const [first = '', second = '', ...numbers] = text.split(';');
  const [x, y] = [readAxis(first, axes), readAxis(second, axes)];
  const [cells = NaN, iterations = NaN, seeds = NaN] = numbers.map(Number);
  const isCount = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  if (!x || !y || x.axis.name === y.axis.name || !cellCounts.includes(cells)) return null;
  if (!isCount(iterations, 0, most.iterations) || !isCount(seeds, 1, most.seeds)) return null;
  const plan = { x, y, cells, iterations, seeds };
  return readMapWindows(text, plan) ? plan : null;
}

/** The part of it that a link shows; null: there is no such part. */
export function readMapWindows(text: string, { x, y, cells }: MapPlan): MapWindows | null {
  const part = text.split(';')[5];
  const whole = wholeWindow(cells);
  if (part === undefined) return { x: whole, y: whole };
  const [first, second, ...more] = part.split(',').map((one) => one.split(':').map(Number));
  const windowOf = (axis: MapAxis, [level = NaN, start = NaN, ...rest]: number[] = []) => {
    const window = { level, start, span: whole.span };
    return rest.length === 0 && isWindow(axis, window, cells) ? window : null;
  };
  const windows = { x: windowOf(x, first), y: windowOf(y, second) };
  if (!windows.x || !windows.y || more.length > 0) return null;
  return { x: windows.x, y: windows.y };
}

function readAxis(text: string, axes: readonly Axis[]): MapAxis | null {
  const [name, ...rest] = text.split(':');
  const axis = axes.find((one) => one.name === name);
  if (!axis) return null;
  if (axis.kinds.length > 0) {
    const words = rest.join(':').split(',');
    const kinds = axis.kinds.filter((kind) => words.includes(kind));
    return kinds.length > 0 ? { axis, from: 0, to: 0, kinds } : null;
  }
  const [from = NaN, to = NaN] = rest.map(Number);
  const isRange = rest.length === 2 && Number.isFinite(from) && Number.isFinite(to) && from < to;
  if (!isRange || (axis.isWhole && !(Number.isInteger(from) && Number.isInteger(to)))) return null;
  return { axis, from, to, kinds: [] };
}
