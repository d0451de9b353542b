import { fieldOf, shorthands } from '../experiment/schema';
import type { Experiment, Field, Frame, Settings } from '../module/ebb';

const kinds = ['activation', 'init', 'normalization', 'residual', 'optimizer', 'clip', 'precision'];
/** The seed is what the runs of one value differ in. */
const never = ['seed'];
/** Whole numbers over a longer range than this are spaced by their size. */
const longestEven = 1000;

/** One setting that can be swept. */
export interface Axis {
  name: string;
  /** The words to choose among; none: a number. */
  kinds: string[];
  isWhole: boolean;
  isLogarithmic: boolean;
  /** The range to begin with. */
  from: number;
  to: number;
}

export const measures = ['ratio', 'signal', 'loss', 'testLoss'] as const;
export type Measure = (typeof measures)[number];
export const isLoss = (measure: Measure): boolean => measure === 'loss' || measure === 'testLoss';

/** What to run: every value with as many seeds. */
export interface Plan {
  axis: Axis;
  values: (number | string)[];
  seeds: number;
  measure: Measure;
  /** 0: at initialisation. */
  iterations: number;
}

const rounded = (value: number, isWhole: boolean) =>
  isWhole ? Math.round(value) : Number(value.toPrecision(3));

function numberAxis(field: Field, present: number): Axis {
  const { name, min, max, type, scale } = field;
  const isWhole = type === 'integer';
  const isLogarithmic = scale === 'log' || (isWhole && max - min > longestEven);
  const middle = present > 0 ? present : max / 100;
  const from = isLogarithmic ? Math.max(min, middle / 10, isWhole ? 1 : 0) : min;
  const to = isLogarithmic ? Math.min(max, middle * 10) : max;
  return {
    name,
    kinds: [],
    isWhole,
    isLogarithmic,
    from: rounded(from, isWhole),
    to: rounded(to, isWhole),
  };
}

/** The settings that mean something for this experiment and are not locked, depth first. */
export function axesOf(
  schema: readonly Field[],
  applies: readonly string[],
  experiment: Experiment,
  locked: readonly string[] = [],
): Axis[] {
  const found: Axis[] = shorthands.map((name) => ({
    name,
    kinds: [],
    isWhole: true,
    isLogarithmic: name === 'width',
    from: 2,
    to: name === 'depth' ? Math.max(30, experiment.hidden.length) : 128,
  }));
  for (const field of schema) {
    if (!applies.includes(field.name) || never.includes(field.name)) continue;
    if (field.type === 'number' || field.type === 'integer') {
      found.push(numberAxis(field, experiment[field.name] as number));
    } else if (kinds.includes(field.name)) {
      const plain = { isWhole: false, isLogarithmic: false, from: 0, to: 0 };
      found.push({ name: field.name, kinds: field.kinds, ...plain });
    }
  }
  return found.filter(({ name }) => !locked.includes(fieldOf(name)));
}

/** Numbers from one end to the other, at equal distances or, on a logarithmic axis, in equal ratios;
 *  from 0 there is no ratio. Whole ones lose their repetitions. */
export function valuesBetween(axis: Axis, from: number, to: number, count: number): number[] {
  const isByRatio = isSpacedByRatio(axis, from, to);
  const values = Array.from({ length: count }, (_, index) => {
    if (index === 0) return from;
    if (index === count - 1) return to;
    const share = index / (count - 1);
    const value = isByRatio ? from * (to / from) ** share : from + (to - from) * share;
    return rounded(value, axis.isWhole);
  });
  return [...new Set(values)];
}

export function isSpacedByRatio(axis: Axis, from: number, to: number): boolean {
  return axis.isLogarithmic && from > 0 && to > 0;
}

/** The experiment with one value of the sweep. The core takes `depth` and `width` for the hidden
 *  layers; the record's type states what they become. */
export function settingsAt(axis: Axis, value: number | string): Settings {
  return { [axis.name]: value } as Settings;
}

/** What a run came to; null where there is no such number. */
export function measureIn(frame: Frame, measure: Measure): number | null {
  switch (measure) {
    case 'ratio':
      return frame.layers.length > 2 ? frame.diagnosis.ratio : null;
    case 'signal':
      return frame.layers[0]?.signal ?? null;
    case 'loss':
      return frame.loss;
    case 'testLoss':
      return frame.testLoss;
  }
}

/** A whole number that was entered, as near as is possible; an entry that was left empty is the lowest. */
export const wholeWithin = (value: number | null, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(value ?? low)));
