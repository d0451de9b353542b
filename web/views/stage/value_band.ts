import type { Frame } from '../../module/ebb';
import type { Slot } from '../shared/walk';

/** What the band of the values does over one operation, from left to right as the walk goes forward. */
export interface ValuePiece {
  left: number;
  right: number;
  /** Sizes of the values that come in and that go out (the core's `valueSizeIn`, `valueSizeOut`). */
  comesIn: number;
  goesOut: number;
  /** Inside a block with a way past it: what goes past. */
  past: number | null;
}

/** The values' band, as far as the walk forward has come. */
export interface ValueBand {
  pieces: ValuePiece[];
  /** Of the inputs, then of what each affine map makes. */
  sizes: number[];
  /** The size that fills the picture's height. */
  full: number;
  /** The smallest and the largest that a whole walk meets, or has met so far. */
  smallest: number;
  largest: number;
}

/** The inputs stand at somewhat under half of the height, so that values that grow four-fold still fit. */
const room = 4.4;

/** `before`: frames of which a whole walk is known, newest first: the walk is drawn on the scale that its
 *  own end will have nearly always, so that nothing is scaled anew on the way. `from`: where the inputs
 *  stand. */
export function valueBand(
  { operations }: Pick<Frame, 'operations'>,
  before: readonly (Pick<Frame, 'operations'> | null)[],
  places: readonly Slot[],
  from: number,
): ValueBand | null {
  const input = operations[0]?.valueSizeIn ?? null;
  const first = places[0];
  if (input === null || !first) return null;
  const blocks = new Set(operations.filter(({ kind }) => kind === 'add').map(({ layer }) => layer));
  // From the inputs to the first operation nothing changes.
  const inputs = { left: from, right: first.left, comesIn: input, goesOut: input, past: null };
  const pieces: ValuePiece[] = [inputs];
  const sizes = [input];
  let past: number | null = null;
  for (const [index, { kind, layer, valueSizeIn, valueSizeOut }] of operations.entries()) {
    const slot = places[index];
    if (!slot || valueSizeIn === null || valueSizeOut === null) continue;
    // What is not a number has no size: a thread would say that hardly anything is left.
    if (Number.isNaN(valueSizeOut)) break;
    if (kind === 'affine') past = blocks.has(layer) ? valueSizeIn : null;
    if (kind === 'affine') sizes.push(valueSizeOut);
    const [left, right] = [slot.left, slot.left + slot.width];
    pieces.push({ left, right, comesIn: valueSizeIn, goesOut: valueSizeOut, past });
    if (kind === 'add') past = null;
  }
  const known = [{ operations }, ...before.slice(0, 1)].flatMap((one) =>
    (one?.operations ?? []).flatMap(({ valueSizeOut }) => valueSizeOut ?? []),
  );
  const finite = [input, ...known].filter((size) => Number.isFinite(size) && size > 0);
  const [smallest, largest] = [Math.min(...finite), Math.max(...finite)];
  const full = Math.max(room * input, largest);
  return full > 0 && Number.isFinite(full) ? { pieces, sizes, full, smallest, largest } : null;
}
