import { roundSteps } from './round_steps';

/** Values of a domain to places on a drawing, in proportion. */
export interface LinearScale {
  (value: number): number;
  /** The value at a place. */
  invert(place: number): number;
  /** About so many round values of the domain. */
  ticks(count: number): number[];
}

type Ends = readonly [number, number];

export function linearScale([low, high]: Ends, [from, to]: Ends): LinearScale {
  // A domain without extent lies in the middle.
  const share = (value: number) => (high === low ? 0.5 : (value - low) / (high - low));
  return Object.assign((value: number) => from + share(value) * (to - from), {
    invert: (place: number) =>
      to === from ? low : low + ((place - from) / (to - from)) * (high - low),
    ticks: (count: number) => roundSteps(low, high, count),
  });
}
