import type { Pen } from '../../charts/pen';
import { limit } from '../shared/vanishing_band';
import { thickness, type BandPiece, type BandScale } from './gradient_band';

/** Where the band may be drawn. */
export interface BandRoom {
  top: number;
  height: number;
  left: number;
  right: number;
}

/** The thinnest that is still seen, in CSS pixels. */
const thread = 1.6;
/** Where within an operation, from right to left, the band changes its thickness. */
const [begin, end] = [0.25, 0.7];
const steps = 8;
const ease = (share: number) => share * share * (3 - 2 * share);

/** The gradient as one band that runs from the loss back to where the walk stands. What an operation took
 *  stays grey where it was lost; far from the base the band has another colour. */
export function drawBand(
  { context, palette }: Pen,
  pieces: readonly BandPiece[],
  scale: BandScale,
  room: BandRoom,
): void {
  const middle = room.top + room.height / 2;
  const half = (size: number) => Math.max(thread, thickness(size, scale) * room.height) / 2;

  /** A piece's outline above the middle, from right to left. */
  const edge = ({ left, right, arrives, goesOn }: BandPiece): [number, number][] => {
    const [from, to] = [half(arrives), half(goesOn)];
    const at = (share: number): number => right - (right - left) * share;
    return [
      [right, from],
      ...Array.from({ length: steps + 1 }, (_, step): [number, number] => {
        const share = step / steps;
        return [at(begin + (end - begin) * share), from + (to - from) * ease(share)];
      }),
      // A little over the next one, so that no seam is seen.
      [left - 0.5, to],
    ];
  };
  const fill = (points: readonly [number, number][], token: string) => {
    context.beginPath();
    points.forEach(([x, tall], index) =>
      index === 0 ? context.moveTo(x, middle - tall) : context.lineTo(x, middle - tall),
    );
    for (let index = points.length - 1; index >= 0; index -= 1) {
      const [x, tall] = points[index]!;
      context.lineTo(x, middle + tall);
    }
    context.closePath();
    context.fillStyle = palette.colour(token);
    context.fill();
  };
  const slab = (from: number, to: number, size: number, token: string) => {
    const tall = half(size);
    context.fillStyle = palette.colour(token);
    context.fillRect(from, middle - tall, to - from, 2 * tall);
  };

  for (const piece of pieces) {
    const { left, right, past } = piece;
    if (past !== null) slab(left, right, past, '--band-past');
  }
  for (const piece of pieces) {
    const { left, right, arrives, goesOn } = piece;
    const from = right - (right - left) * begin;
    if (goesOn < arrives) slab(left, from, arrives, '--band-lost');
    fill(edge(piece), bandColour(goesOn, scale));
  }
  context.lineWidth = 1.25;
  let [x, tall] = [pieces[0]?.right ?? 0, half(pieces[0]?.arrives ?? 0)];
  for (const piece of pieces) {
    const colour = bandColour(piece.goesOn, scale);
    context.strokeStyle = palette.colour(colour === '--band' ? '--backward' : colour);
    const points = edge(piece);
    for (const side of [-1, 1]) {
      context.beginPath();
      context.moveTo(x, middle + side * tall);
      for (const [nextX, nextTall] of points) context.lineTo(nextX, middle + side * nextTall);
      context.stroke();
    }
    [x, tall] = points.at(-1)!;
  }
}

/** The last hidden layer's gradient, the measure of all others, once the walk has been there. */
export function drawBase({ context, palette }: Pen, scale: BandScale, room: BandRoom): void {
  if (!scale.isReached) return;
  const middle = room.top + room.height / 2;
  const tall = Math.max(thread, thickness(scale.base, scale) * room.height) / 2;
  context.fillStyle = palette.colour('--healthy');
  for (const y of [middle - tall, middle + tall]) {
    for (let x = room.left; x < room.right; x += 8) context.fillRect(x, y - 0.6, 5, 1.2);
  }
}

/** Under a thousandth of the base, and over a thousand times the base, the band has another colour. */
function bandColour(size: number, { base, isReached }: BandScale): string {
  if (isReached && size < base / limit) return '--vanishing';
  if (isReached && (size > base * limit || !Number.isFinite(size))) return '--exploding';
  return '--band';
}
