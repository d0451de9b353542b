import type { Frame } from '../../module/ebb';
import { vanishingLimit } from '../../module/names';
import type { Slot } from '../shared/walk';

/** What the gradient's band does over one operation, from right to left as the walk goes back. */
export interface BandPiece {
  left: number;
  right: number;
  /** Sizes of the gradient that arrives and that goes on (the core's `sizeIn`, `sizeOut`). */
  arrives: number;
  goesOn: number;
  /** Inside a block with a way past it: what goes past. */
  past: number | null;
}

/** The pieces of the operations that the walk back has passed, from the loss on. */
export function bandPieces({ operations }: Frame, places: readonly Slot[]): BandPiece[] {
  const pieces: BandPiece[] = [];
  let past: number | null = null;
  for (let index = operations.length - 1; index >= 0; index -= 1) {
    const operation = operations[index]!;
    const slot = places[index];
    const { kind, sizeIn } = operation;
    if (!slot || sizeIn === null) {
      // What arrives at the loss is the loss itself: the band begins with what goes on from it.
      if (kind === 'loss' && operation.sizeOut !== null) continue;
      break;
    }
    // An add hands what arrives to both ways.
    const goesOn = kind === 'add' ? sizeIn : operation.sizeOut;
    if (goesOn === null) break;
    if (kind === 'add') past = sizeIn;
    pieces.push({
      left: slot.left,
      right: slot.left + slot.width,
      arrives: sizeIn,
      goesOn,
      past,
    });
    if (kind === 'affine') past = null;
  }
  return pieces;
}

/** What the band is measured by. */
export interface BandScale {
  /** The last hidden layer's gradient. */
  base: number;
  /** The size that fills the picture's height. */
  full: number;
  /** Whether the walk has reached the base. */
  isReached: boolean;
}

/** The base stands at somewhat under half of the height, so that what grows four-fold still fits. */
const room = 4.4;

/** The size of the last hidden layer's gradient ∂loss/∂z in this frame; null where the walk back has not
 *  been there. */
function baseOf({ operations, layers }: Frame): number | null {
  const last = layers.length - 1;
  const affine = operations.find(({ kind, layer }) => kind === 'affine' && layer === last);
  return affine?.sizeIn ?? null;
}

/** `before`: frames of which a whole walk is known, newest first: until the walk reaches the base, theirs
 *  sets the scale, so that nothing is scaled anew on the way. */
export function bandScale(
  frame: Frame,
  before: readonly (Frame | null)[],
  pieces: readonly BandPiece[],
): BandScale | null {
  const own = baseOf(frame);
  const base =
    own ?? before.reduce<number | null>((found, one) => found ?? (one && baseOf(one)), null);
  if (base === null || !(base > 0) || !Number.isFinite(base)) return null;
  const sizes = pieces.flatMap(({ arrives, goesOn }) => [arrives, goesOn]).filter(Number.isFinite);
  return { base, full: Math.max(room * base, ...sizes), isReached: own !== null };
}

/** How a gradient stands to the base: under a thousandth of it, over a thousand times, or between. Before
 *  the walk has reached the base nothing is said of it. */
export type Standing = 'near' | 'vanishing' | 'exploding';

export function standingOf(size: number, { base, isReached }: BandScale): Standing {
  if (isReached && size < base / vanishingLimit) return 'vanishing';
  if (isReached && (size > base * vanishingLimit || !Number.isFinite(size))) return 'exploding';
  return 'near';
}

/** How the band stands there; null where nothing arrives, and no band is. */
export const bandStanding = (size: number, scale: BandScale): Standing | null =>
  size === 0 ? null : standingOf(size, scale);

/** The colour of a mark of such a size, as the band has it. */
export const toneOf = (scale: BandScale) => (size: number) => {
  const standing = standingOf(size, scale);
  return standing === 'near' ? 'var(--backward)' : `var(--${standing})`;
};
