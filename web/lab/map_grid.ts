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
  const count = Math.min(cells, axis.to - axis.from + 1);
  const level = 0;
  const values = Array.from({ length: count }, (_, index) =>
    Math.round(valueAt(axis, count === 1 ? 0 : index / (count - 1), level)),
  );
  return [...new Set(own === null ? values : withOwn(values, own))];
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
    const start = 2 * window.start + Math.round(about * window.span);
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
