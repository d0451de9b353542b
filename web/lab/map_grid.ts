import { settingsAt, type Axis } from './sweep_plan';
import type { Experiment, Settings } from '../module/ebb';

/** One axis of a map: a number between two ends, or some of a setting's words. */
export interface MapAxis {
  axis: Axis;
  /** Of a number: the ends of the whole map, which zooming goes into. */
  from: number;
  to: number;
  /** Of words: those that are mapped. */
  kinds: string[];
}

/** The part of an axis that is seen: `steps` begins at `start` and is `span` long, in parts of the
 *  2^level that the axis is cut into. Whole numbers of them, so that zooming by two meets the very
 *  values that were run before. */
export interface Window {
  level: number;
  start: number;
  span: number;
}

export interface MapWindows {
  x: Window;
  y: Window;
}

/** More would cut finer than numbers are. */
export const deepest = 46;

export const wholeWindow = (cells: number): Window => {
  const level = Math.round(Math.log2(cells));
  return { level, start: 0, span: 2 ** level };
};

export const isContinuous = ({ axis }: MapAxis): boolean =>
  axis.kinds.length === 0 && !axis.isWhole;

const isByRatio = ({ axis, from, to }: MapAxis) => axis.isLogarithmic && from > 0 && to > 0;

/** Whether a part of what is seen has cells of its own: of whole numbers, while some have none. */
export function hasNearer(axis: MapAxis, window: Window, cells: number): boolean {
  if (axis.axis.kinds.length > 0) return false;
  if (!axis.axis.isWhole) return window.level < deepest;
  const { low, high } = wholesIn(axis, window);
  return high - low >= cells;
}

/** Whether this is a part of such an axis that zooming may come to. */
export function isWindow(axis: MapAxis, window: Window, cells: number): boolean {
  const { level, start, span } = window;
  const whole = wholeWindow(cells);
  const isThere = Number.isInteger(level) && level >= whole.level && level <= deepest;
  if (!isThere || span !== whole.span) return false;
  if (!(Number.isInteger(start) && start >= 0 && start <= 2 ** level - span)) return false;
  if (level === whole.level || isContinuous(axis)) return true;
  // The largest part that this one may be a half of.
  const around = { level: level - 1, start: within(Math.floor(start / 2), span, level - 1), span };
  return hasNearer(axis, around, cells);
}

/** The first and the last whole number of what is seen; the one at its right end belongs to the part after it. */
function wholesIn(axis: MapAxis, { level, start, span }: Window): { low: number; high: number } {
  const end = start + span;
  const last = valueAt(axis, end, level);
  return {
    low: Math.ceil(valueAt(axis, start, level)),
    high: end === 2 ** level ? Math.floor(last) : Math.ceil(last) - 1,
  };
}

/** The value so many parts along an axis of 2^level parts. */
function valueAt(axis: MapAxis, part: number, level: number): number {
  const share = part / 2 ** level;
  const value = isByRatio(axis)
    ? axis.from * (axis.to / axis.from) ** share
    : axis.from + (axis.to - axis.from) * share;
  return Number(value.toPrecision(12));
}

/** The experiment's own value on an axis of whole numbers; null: it has none there. */
export function ownValue({ axis }: MapAxis, base: Experiment): number | null {
  if (!axis.isWhole) return null;
  const { hidden } = base;
  if (axis.name === 'depth') return hidden.length;
  if (axis.name === 'width') return new Set(hidden).size === 1 ? hidden[0]! : null;
  const value = base[axis.name as keyof Experiment];
  return typeof value === 'number' ? value : null;
}

/** The values of the cells that are seen, in order; whole numbers without repetitions. Where not all of those have
 *  a cell, `own` is one that has. */
export function valuesIn(
  axis: MapAxis,
  window: Window,
  cells: number,
  own: number | null = null,
): (number | string)[] {
  if (axis.axis.kinds.length > 0) return axis.kinds;
  if (!axis.axis.isWhole) {
    const step = window.span / cells;
    return Array.from({ length: cells }, (_, index) =>
      valueAt(axis, window.start + index * step, window.level),
    );
  }
  const { low, high } = wholesIn(axis, window);
  // Where there is room for every one of them, none is left out.
  if (high - low < cells) return Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const part = { ...axis, from: low, to: high };
  const values = Array.from({ length: cells }, (_, index) =>
    Math.round(valueAt(part, index / (cells - 1), 0)),
  );
  return [...new Set(own === null ? values : withOwn(values, own))];
}

/** So many values from the left edge of what is seen to its right one; a cell's own is in its middle. */
export function valuesAcross(
  axis: MapAxis,
  window: Window,
  cells: number,
  count: number,
): number[] {
  const { start, span, level } = window;
  const first = start - span / cells / 2;
  return Array.from({ length: count }, (_, index) =>
    Math.max(0, valueAt(axis, first + (index / (count - 1)) * span, level)),
  );
}

/** With a value between both ends in the place of the one that is nearest to it; the ends stay. */
function withOwn(values: number[], own: number): number[] {
  const [first, last] = [values[0]!, values.at(-1)!];
  if (values.includes(own) || own < first || own > last) return values;
  const inner = values.slice(1, -1);
  const away = inner.map((value) => Math.abs(value - own));
  inner[away.indexOf(Math.min(...away))] = own;
  return [first, ...inner, last];
}

/** Twice as near (or as far), about a place within the window, 0 to 1; stays within the whole. */
export function zoomed(window: Window, isNearer: boolean, about: number): Window {
  if (isNearer) {
    if (window.level >= deepest) return window;
    // Rounded down, the cell about which it is stays where it is.
    const start = 2 * window.start + Math.floor(about * window.span);
    return { level: window.level + 1, start, span: window.span };
  }
  if (window.span >= 2 ** window.level) return window;
  const level = window.level - 1;
  const middle = (window.start + about * window.span) / 2 - about * window.span;
  return { level, start: within(Math.round(middle), window.span, level), span: window.span };
}

/** Moved by a share of what is seen. */
export function moved(window: Window, share: number): Window {
  const start = window.start + Math.round(share * window.span);
  return { ...window, start: within(start, window.span, window.level) };
}

const within = (start: number, span: number, level: number) =>
  Math.max(0, Math.min(2 ** level - span, start));

/** The settings of a cell. */
export function cellSettings(
  x: { axis: MapAxis; value: number | string },
  y: { axis: MapAxis; value: number | string },
): Settings {
  return { ...settingsAt(x.axis.axis, x.value), ...settingsAt(y.axis.axis, y.value) };
}
