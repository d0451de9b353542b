import { thickness } from './band_shape';

/** A size marked on the scale at a band's edge. */
export interface BandTick {
  /** Its size over the one that the scale counts from, as a power of ten; null: nothing at all. */
  power: number | null;
  /** How far above and below the middle, in CSS pixels. */
  distance: number;
}

/** The least room between two labels, and from the middle to one, in CSS pixels. */
const [apart, fromMiddle] = [14, 8];
/** Powers of ten in the order in which they get a label: the measure first, then what is lost, which is what
 *  the band is looked at for. What is farther from the measure its colour says. */
const powers = [0, -1, 1, 2, 3, -2, -3];

/** The sizes that are marked, as far as they have room. A measure has its mark however near to the middle it
 *  stands. */
export function bandTicks(
  unit: number,
  full: number,
  height: number,
  isMeasure: boolean,
): BandTick[] {
  const ticks: BandTick[] = [];
  const isFree = (distance: number) =>
    ticks.every((one) => Math.abs(one.distance - distance) >= apart);
  for (const power of powers) {
    const size = unit * 10 ** power;
    const distance = (thickness(size, full) * height) / 2;
    const hasRoom = distance >= fromMiddle || (isMeasure && power === 0);
    if (size <= full && hasRoom && isFree(distance)) ticks.push({ power, distance });
  }
  if (isFree(0)) ticks.push({ power: null, distance: 0 });
  return ticks;
}
