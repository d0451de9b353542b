import type { Columns } from '../../charts/columns';
import type { Slot } from '../shared/walk';

/** About as wide as a letter of the label is at most, in CSS pixels. */
const letter = 7;
/** From the front's line to the label: room for the front's head. */
const gap = 14;

export interface FrontLabel {
  /** Which of the texts there is room for. */
  text: number;
  x: number;
  anchor: 'start' | 'end';
}

/** Where it is said what goes on from an operation, in the lane over the network that nothing else is drawn in: on the
 *  side that the walk goes to; where there is no room for it, on the side that it comes from. Of the `texts` the first
 *  that has room. */
export function frontLabel(
  texts: readonly string[],
  { left, width }: Slot,
  columns: Pick<Columns, 'left' | 'right'>,
): FrontLabel {
  const before = { x: left - gap, anchor: 'end' } as const;
  const behind = { x: left + width + gap, anchor: 'start' } as const;
  for (const [text, { length }] of texts.entries()) {
    if (before.x - length * letter >= columns.left) return { text, ...before };
    if (behind.x + length * letter <= columns.right) return { text, ...behind };
  }
  return { text: texts.length - 1, ...behind };
}
