import { markOf, type Mark } from './mark';

interface SpecialMark {
  mark: Mark;
  message: 'mark.zero' | 'mark.lost' | 'mark.infinite' | 'mark.nan';
}

/** What is no ordinary number and has a colour on no ramp, and how its key calls it. */
export const specialMarks: readonly SpecialMark[] = [
  { mark: 'zero', message: 'mark.zero' },
  { mark: 'subnormal', message: 'mark.lost' },
  { mark: 'infinite', message: 'mark.infinite' },
  { mark: 'nan', message: 'mark.nan' },
];

/** Those that are among gradients; under `smallest` digits are lost. */
export function specialsAmong(
  gradients: readonly ArrayLike<number>[],
  smallest: number,
): readonly SpecialMark[] {
  const found = new Set<Mark>();
  for (const values of gradients) {
    for (let index = 0; index < values.length; index += 1)
      found.add(markOf(values[index], smallest));
  }
  return specialMarks.filter(({ mark }) => found.has(mark));
}
