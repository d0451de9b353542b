import { markOf, type Mark } from './mark';

/** Where a value is drawn and as what. A number beyond the axis keeps its mark, at the edge, and
 *  says on which side it lies. */
export interface Placed {
  mark: Mark;
  y: number;
  beyond: -1 | 0 | 1;
}

export interface Tick {
  y: number;
  label: string;
}

/** A vertical axis. Zero (where it has no place), infinite and NaN have lanes of their own outside. */
export interface Axis {
  top: number;
  bottom: number;
  /** Whether 0 has a lane under the axis rather than a place on it. */
  zeroLane: boolean;
  place(value: number | null | undefined): Placed;
  /** Ticks at least `room` pixels apart. */
  ticks(room: number): Tick[];
}

/** Height of a lane outside the axis. */
export const laneHeight = 22;
/** How far under the axis the line of 0 lies: its figure is clear of what stands over the next panel. */
export const zeroUnder = 14;

/** What both kinds of axis share: the marks of what is no ordinary number, and the edges. */
export function placeOn(
  value: number | null | undefined,
  smallest: number,
  axis: { top: number; bottom: number },
  ordinary: (value: number) => { y: number; beyond: -1 | 0 | 1 },
  zero: number,
): Placed {
  const mark = markOf(value, smallest);
  switch (mark) {
    case 'absent':
      return { mark, y: NaN, beyond: 0 };
    case 'zero':
      return { mark, y: zero, beyond: 0 };
    case 'infinite':
    case 'nan':
      return { mark, y: axis.top - laneHeight / 2 - 1, beyond: 0 };
    case 'ordinary':
    case 'subnormal': {
      const { y, beyond } = ordinary(value as number);
      return { mark, y: Math.min(axis.bottom, Math.max(axis.top, y)), beyond };
    }
  }
}
