import type { Columns } from '../../charts/columns';
import type { Slot } from '../shared/walk';

/** About as wide as a letter of the label is at most, in CSS pixels. */
const letter = 7;
/** From the front's line to the label: room for the front's head. */
const gap = 14;
/** What the head takes on either side of its line, and a little. */
const head = { left: 14, right: 4 };

export interface FrontLabel {
  /** Which of the texts there is room for. */
  text: number;
  x: number;
  anchor: 'start' | 'end';
}

/** Where it is said what goes on from an operation, in the lane over the network that nothing else is drawn in: on the
 *  side that the walk goes to; where there is no room for it, on the side that it comes from. Of the `texts` the first
 *  that has room. `walkAt`: the operation that the
 *  walk stands on, where that is another: its front is not written over. */
export function frontLabel(
  texts: readonly string[],
  { left, width }: Slot,
  columns: Pick<Columns, 'left' | 'right'>,
  walkAt: Slot | null = null,
): FrontLabel {
  const before = { x: left - gap, anchor: 'end' } as const;
  const behind = { x: left + width + gap, anchor: 'start' } as const;
  const hasRoom = (from: number, to: number) =>
    from >= columns.left &&
    to <= columns.right &&
    (walkAt === null ||
      to <= walkAt.left - head.left ||
      from >= walkAt.left + walkAt.width + head.right);
  for (const [text, { length }] of texts.entries()) {
    const wide = length * letter;
    if (hasRoom(before.x - wide, before.x)) return { text, ...before };
    if (hasRoom(behind.x, behind.x + wide)) return { text, ...behind };
  }
  return { text: texts.length - 1, ...behind };
}
