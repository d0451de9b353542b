import type { Field } from '../module/ebb';

/** Decades below the largest value that a logarithmic slider shows where the field goes down to 0. */
const decadesOverZero = 6;
const stopsADecade = 20;
/** Whole numbers over a longer range than this are better chosen by their size. */
const longestEven = 1000;
/** Beyond this no slider stop is a number one would want: it is typed instead. */
const longest = 1e6;

/** 1, 2 or 5 times a power of ten, at most the given step. */
export function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const lead = step / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

function evenStops({ min, max, type }: Field): number[] {
  const step = type === 'integer' ? 1 : niceStep((max - min) / 100);
  const count = Math.round((max - min) / step);
  return Array.from({ length: count + 1 }, (_, i) => Number((min + i * step).toPrecision(12)));
}

/** Equal steps of the logarithm, rounded to two significant digits: what a slider honestly chooses. */
function logarithmicStops({ min, max, type }: Field): number[] {
  const isWhole = type === 'integer';
  const low = isWhole ? Math.max(1, min) : min > 0 ? min : max / 10 ** decadesOverZero;
  const decades = Math.log10(max / low);
  const count = Math.round(decades * stopsADecade);
  const stops = Array.from({ length: count + 1 }, (_, i) => {
    const value = Number((low * 10 ** ((decades * i) / count)).toPrecision(2));
    return Math.min(max, isWhole ? Math.round(value) : value);
  });
  if (min < low) stops.unshift(min);
  return [...new Set(stops)];
}

/** The values a slider over a numeric field stops at, ascending, from the core's bounds alone; null
 *  where a slider would be no help. */
export function stopsOf(field: Field): number[] | null {
  const length = field.max - field.min;
  if (field.scale === 'log') return logarithmicStops(field);
  if (field.type !== 'integer' || length <= longestEven) return evenStops(field);
  return length <= longest ? logarithmicStops(field) : null;
}

/** The index of the stop nearest to a value, which may lie between stops. */
export function nearestStop(stops: readonly number[], value: number): number {
  let nearest = 0;
  for (let i = 1; i < stops.length; ++i) {
    if (Math.abs(stops[i]! - value) < Math.abs(stops[nearest]! - value)) nearest = i;
  }
  return nearest;
}
