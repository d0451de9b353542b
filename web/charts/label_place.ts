import { laneHeight, type Axis } from './axis';

/** Where a written value stands: its text's anchor and baseline. */
export interface LabelPlace {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
}

export interface Point {
  x: number;
  y: number;
}

/** The box that a label must stay in. */
export interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where values may be written beside their marks: also over the lane of 0, nearer to a mark at the axis's end than
 *  anything within it. */
export function labelBounds(
  { top, bottom, zeroLane }: Pick<Axis, 'top' | 'bottom' | 'zeroLane'>,
  { left, right }: Pick<Bounds, 'left' | 'right'>,
  laneOver: number,
): Bounds {
  return { left, right, top: top - laneOver, bottom: bottom + (zeroLane ? laneHeight : 14) };
}

const letterWidth = 7;
const ascent = 11;
const descent = 3;
/** Rows of distance that are tried, one label's height apart. */
const rows = 4;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function boxOf({ x, y, anchor }: LabelPlace, width: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - ascent, bottom: y + descent };
}

/** What another label must not be written over where this one is. */
export function corners(text: string, place: LabelPlace): Point[] {
  const { left, right, top, bottom } = boxOf(place, text.length * letterWidth);
  const middle = (left + right) / 2;
  return [
    ...[left, middle, right].map((x) => ({ x, y: top })),
    ...[right, middle, left].map((x) => ({ x, y: bottom })),
  ];
}

/** Marks under a label, and places on the line between two marks. */
function covered(box: Box, points: readonly Point[], radius: number): number {
  const holds = ({ x, y }: Point, margin: number) =>
    x > box.left - margin &&
    x < box.right + margin &&
    y > box.top - margin &&
    y < box.bottom + margin;
  let found = 0;
  points.forEach((point, index) => {
    if (holds(point, radius)) found += 4;
    const next = points[index + 1];
    if (!next) return;
    for (const share of [0.25, 0.5, 0.75]) {
      const between = {
        x: point.x + share * (next.x - point.x),
        y: point.y + share * (next.y - point.y),
      };
      if (holds(between, 0)) found += 1;
    }
  });
  return found;
}

/** The first of some places where a label covers nothing of some lines with their marks, and goes beyond neither
 *  end; null where there is none. */
export function clearPlace(
  text: string,
  places: readonly LabelPlace[],
  lines: readonly (readonly Point[])[],
  radius: number,
  ends: Pick<Bounds, 'left' | 'right'>,
): LabelPlace | null {
  const isClear = (place: LabelPlace) => {
    const box = boxOf(place, text.length * letterWidth);
    const isInside = box.left >= ends.left && box.right <= ends.right;
    return isInside && lines.every((points) => covered(box, points, radius) === 0);
  };
  return places.find(isClear) ?? null;
}

/** The place for a label beside its mark where it covers the least of what is drawn, the nearest of
 *  those. `points` are all marks, the labelled one among them. */
export function labelPlace(
  text: string,
  mark: Point,
  points: readonly Point[],
  radius: number,
  bounds: Bounds,
): LabelPlace {
  const width = text.length * letterWidth;
  const tried: LabelPlace[] = [
    { x: mark.x - radius - 6, y: mark.y + 4, anchor: 'end' },
    { x: mark.x + radius + 6, y: mark.y + 4, anchor: 'start' },
  ];
  for (let row = 0; row < rows; row += 1) {
    const away = radius + row * (ascent + descent);
    for (const anchor of ['middle', 'start', 'end'] as const) {
      const x = anchor === 'start' ? mark.x - radius : anchor === 'end' ? mark.x + radius : mark.x;
      tried.push({ x, y: mark.y - away - 6, anchor }, { x, y: mark.y + away + 16, anchor });
    }
  }
  let best = tried[0]!;
  let least = Infinity;
  for (const place of tried) {
    const box = boxOf(place, width);
    const isInside =
      box.left >= bounds.left &&
      box.right <= bounds.right &&
      box.top >= bounds.top &&
      box.bottom <= bounds.bottom;
    const cost = covered(box, points, radius) + (isInside ? 0 : 100);
    if (cost < least) [best, least] = [place, cost];
  }
  return best;
}

/** How far beyond its mark's edge a label may stand that needs no line to it, in CSS pixels. */
const beside = 10;

/** The line from a mark to its label, where that stands so far off that it might be another's; null where it stands
 *  beside its mark. */
export function leaderLine(
  text: string,
  place: LabelPlace,
  mark: Point,
  radius: number,
): { from: Point; to: Point } | null {
  const box = boxOf(place, text.length * letterWidth);
  const to = {
    x: Math.min(Math.max(mark.x, box.left), box.right),
    y: Math.min(Math.max(mark.y, box.top), box.bottom),
  };
  const distance = Math.hypot(to.x - mark.x, to.y - mark.y);
  if (distance <= radius + beside) return null;
  const edge = (radius + 2) / distance;
  const from = { x: mark.x + edge * (to.x - mark.x), y: mark.y + edge * (to.y - mark.y) };
  return { from, to };
}
