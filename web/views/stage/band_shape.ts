import type { Brush } from '../../charts/brush';

/** Where a band may be drawn. */
export interface BandRoom {
  top: number;
  height: number;
  left: number;
  right: number;
}

/** The thinnest that is still seen, in CSS pixels. */
export const thread = 1.6;
/** Where within an operation, from where a walk enters it, a band changes its thickness. */
export const [begin, end] = [0.25, 0.7];
const steps = 8;
const ease = (share: number) => share * share * (3 - 2 * share);

/** Thickness of a band, as a share of the height there is: a quarter of the size is half as thick. `full`:
 *  the size that fills the height. */
export function thickness(size: number, full: number): number {
  if (Number.isNaN(size)) return 0;
  return 0.97 * Math.min(1.02, Math.sqrt(size / full));
}

/** Half of it, in CSS pixels. */
export const halfOf = (size: number, full: number, { height }: BandRoom): number =>
  Math.max(thread, thickness(size, full) * height) / 2;

/** A band's outline on one side of its middle over one operation, from where a walk enters it to where it
 *  leaves it: places along the network, and distances from the middle. */
export function edge(enter: number, leave: number, from: number, to: number): [number, number][] {
  const at = (share: number): number => enter + (leave - enter) * share;
  return [
    [enter, from],
    ...Array.from({ length: steps + 1 }, (_, step): [number, number] => {
      const share = step / steps;
      return [at(begin + (end - begin) * share), from + (to - from) * ease(share)];
    }),
    // A little over the next one, so that no seam is seen.
    [leave + Math.sign(leave - enter) * 0.5, to],
  ];
}

/** A thread in dashes, in CSS pixels: from where to where the next begins, and how long they are. */
const [dashEvery, dashLong] = [9, 6];

/** What of an outline, from right to left, is left where it is broken into dashes. They stand at the same places
 *  whatever is drawn, so that outlines side by side share them. */
export function dashesOf(points: readonly [number, number][]): [number, number][][] {
  const [right, left] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  const at = (x: number): [number, number] => {
    const after = Math.max(
      1,
      points.findIndex((one) => one[0] <= x),
    );
    const [[x0, tall0], [x1, tall1]] = [points[after - 1]!, points[after]!];
    return [x, x0 === x1 ? tall1 : tall1 + ((tall0 - tall1) * (x - x1)) / (x0 - x1)];
  };
  const dashes: [number, number][][] = [];
  for (let start = Math.floor(left / dashEvery) * dashEvery; start < right; start += dashEvery) {
    const [from, to] = [Math.max(left, start), Math.min(right, start + dashLong)];
    if (to <= from) continue;
    dashes.push([at(to), ...points.filter(([x]) => x > from && x < to), at(from)]);
  }
  return dashes;
}

/** Fills between an outline and its mirror image. */
export function fillBetween(
  context: Brush,
  points: readonly [number, number][],
  middle: number,
): void {
  context.beginPath();
  points.forEach(([x, tall], index) =>
    index === 0 ? context.moveTo(x, middle - tall) : context.lineTo(x, middle - tall),
  );
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const [x, tall] = points[index]!;
    context.lineTo(x, middle + tall);
  }
  context.closePath();
  context.fill();
}
