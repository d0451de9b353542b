import type { Columns } from '../../charts/columns';
import type { Slot } from '../shared/walk';

/** About as wide as a letter of the label is at most, in CSS pixels. */
const letter = 7;
/** From the front's line to the label: room for the front's head. */
const gap = 12;

export interface FrontLabel {
  x: number;
  anchor: 'start' | 'end';
}

/** Where it is said what goes on from an operation, in the lane over the network that nothing else is drawn in: on the
 *  side that the walk goes to; at the edge, where there is no room for it, on the side that it comes from. */
export function frontLabel(
  text: string,
  { left, width }: Slot,
  columns: Pick<Columns, 'left'>,
): FrontLabel {
  const hasRoom = left - gap - text.length * letter >= columns.left;
  return hasRoom ? { x: left - gap, anchor: 'end' } : { x: left + width + gap, anchor: 'start' };
}
