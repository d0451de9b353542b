import type { Pen } from '../../charts/pen';
import { begin, dashesOf, edge, fillBetween, halfOf, type BandRoom } from './band_shape';
import { bandStanding, type BandPiece, type BandScale, type Standing } from './gradient_band';

/** Far from the base the band has another colour; under it, where it is a thread, it is broken into dashes as well. */
const fills = { near: '--band', vanishing: '--vanishing', exploding: '--exploding' } as const;
/** Operations narrower than this, in CSS pixels, are seen as one shape. */
const narrow = 8;
const outlines = { ...fills, near: '--backward' } satisfies Record<Standing, string>;

/** The gradient as one band that runs from the loss back to where the walk stands. What an operation took
 *  stays grey where it was lost. */
export function drawBand(
  { context, palette }: Pen,
  pieces: readonly BandPiece[],
  scale: BandScale,
  room: BandRoom,
): void {
  const middle = room.top + room.height / 2;
  const half = (size: number) => halfOf(size, scale.full, room);
  /** A piece's outline, from right to left. */
  const edgeOf = ({ left, right, arrives, goesOn }: BandPiece) =>
    edge(right, left, half(arrives), half(goesOn));
  /** In a block with a way past it only the branch grows thin; where blocks are narrow, outlines of branches would
   *  hide all else, and what goes past is outlined. */
  const outlinedPast = ({ left, right, past }: BandPiece) => (right - left < narrow && past) || 0;
  function outlineOf(piece: BandPiece): [number, number][] {
    const least = half(outlinedPast(piece));
    return edgeOf(piece).map(([x, tall]) => [x, Math.max(tall, least)]);
  }
  const slab = (from: number, to: number, size: number, token: string) => {
    const tall = half(size);
    context.fillStyle = palette.colour(token);
    context.fillRect(from, middle - tall, to - from, 2 * tall);
  };

  for (const piece of pieces) {
    const { left, right, past } = piece;
    if (past) slab(left, right, past, '--band-past');
  }
  for (const piece of pieces) {
    const { left, right, arrives, goesOn } = piece;
    const from = right - (right - left) * begin;
    if (goesOn < arrives) slab(left, from, arrives, '--band-lost');
    const [before, after] = [bandStanding(arrives, scale), bandStanding(goesOn, scale)];
    for (const { standing, points } of halves(edgeOf(piece), before, after)) {
      if (standing === null) continue;
      context.fillStyle = palette.colour(fills[standing]);
      for (const part of partsOf(standing, points)) fillBetween(context, part, middle);
    }
  }
  context.lineWidth = 1.25;
  let [x, tall] = [pieces[0]?.right ?? 0, half(pieces[0]?.arrives ?? 0)];
  for (const piece of pieces) {
    const past = outlinedPast(piece);
    const before = bandStanding(Math.max(piece.arrives, past), scale);
    const after = bandStanding(Math.max(piece.goesOn, past), scale);
    for (const { standing, points } of halves(outlineOf(piece), before, after)) {
      if (standing !== null) context.strokeStyle = palette.colour(outlines[standing]);
      for (const part of standing ? partsOf(standing, [[x, tall], ...points]) : []) {
        for (const side of [-1, 1]) {
          context.beginPath();
          part.forEach(([nextX, nextTall], index) =>
            index === 0
              ? context.moveTo(nextX, middle + side * nextTall)
              : context.lineTo(nextX, middle + side * nextTall),
          );
          context.stroke();
        }
      }
      [x, tall] = points.at(-1)!;
    }
  }
}

const partsOf = (standing: Standing, points: [number, number][]) =>
  standing === 'vanishing' ? dashesOf(points) : [points];

/** Where what goes on stands otherwise to the base than what arrives, the colour changes in the middle of the
 *  step. */
function halves(
  points: [number, number][],
  before: Standing | null,
  after: Standing | null,
): { standing: Standing | null; points: [number, number][] }[] {
  if (before === after) return [{ standing: after, points }];
  const half = Math.floor(points.length / 2);
  return [
    { standing: before, points: points.slice(0, half + 1) },
    { standing: after, points: points.slice(half) },
  ];
}

/** The last hidden layer's gradient, the measure of all others, once the walk has been there. */
export function drawBase({ context, palette }: Pen, scale: BandScale, room: BandRoom): void {
  if (!scale.isReached) return;
  const middle = room.top + room.height / 2;
  const tall = halfOf(scale.base, scale.full, room);
  context.fillStyle = palette.colour('--healthy');
  for (const y of [middle - tall, middle + tall]) {
    for (let x = room.left; x < room.right; x += 8) context.fillRect(x, y - 0.6, 5, 1.2);
  }
}
