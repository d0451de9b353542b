import type { GainDepth } from '../../module/ebb';

export interface TheoryLine {
  path: string;
  /** Where χ₁ is 1, from the left: the line goes up there without end. */
  edges: number[];
  /** Its points, with gaps where it has none. */
  points: ({ x: number; y: number } | null)[];
}

/** Theory's depths, which lie at equal distances from the left edge to the right one, as a path; `y` is where a depth
 *  lies, `top` above all that is drawn. */
export function theoryLine(
  depths: readonly GainDepth[],
  width: number,
  y: (depth: number) => number,
  top: number,
): TheoryLine {
  let path = '';
  const edges: number[] = [];
  const points: TheoryLine['points'] = depths.map(() => null);
  const x = (index: number) => (index / (depths.length - 1)) * width;
  const go = (how: 'M' | 'L', left: number, height: number) => {
    path += `${how}${left.toFixed(1)} ${height.toFixed(1)}`;
  };
  depths.forEach(({ chi1, depth }, index) => {
    // No depth at all, where nothing passes on a gradient.
    if (chi1 === null || chi1 === 0) return;
    const before = depths[index - 1]?.chi1 || null;
    const logarithm = Math.log(chi1);
    let isJoined = before !== null;
    if (depth === null) {
      edges.push(x(index));
      go(isJoined ? 'L' : 'M', x(index), top);
      return;
    }
    if (before !== null && Math.log(before) * logarithm < 0) {
      // Order on one side and chaos on the other: both branches go up to the edge between them.
      const share = Math.log(before) / (Math.log(before) - logarithm);
      const edge = x(index - 1 + share);
      edges.push(edge);
      go('L', edge, top);
      isJoined = true;
    }
    points[index] = { x: x(index), y: y(depth) };
    go(isJoined ? 'L' : 'M', x(index), y(depth));
  });
  return { path, edges, points };
}

export interface LineName {
  line: 'edge' | 'depth';
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

/** What the lines are called, beside each: the edge at the foot, a branch on its outer side where it is half way up
 *  or, if it is never so high, at its highest. */
export function lineNames(
  { edges, points }: TheoryLine,
  width: number,
  height: number,
): LineName[] {
  const names: LineName[] = edges.map((x) => {
    const isLeft = x > width / 2;
    return {
      line: 'edge',
      x: x + (isLeft ? -7 : 7),
      y: height - 8,
      anchor: isLeft ? 'end' : 'start',
    };
  });
  const edge = edges[0] ?? (points.findLast((point) => point)?.x ?? 0) + 1;
  for (const isLeft of [true, false]) {
    const branch = points.filter(
      (point) => point !== null && (isLeft ? point.x < edge : point.x > edge),
    );
    const seen = branch.filter((point) => point!.y > 16 && point!.y < height - 4);
    const best = seen.sort(
      (one, other) => Math.abs(one!.y - height / 2) - Math.abs(other!.y - height / 2),
    )[0];
    if (!best) continue;
    // Where there is no room on the outer side, it stands on the inner one.
    const isBefore = isLeft ? best.x > 80 : best.x > width - 80;
    const x = best.x + (isBefore ? -9 : 9);
    names.push({ line: 'depth', x, y: best.y, anchor: isBefore ? 'end' : 'start' });
  }
  return names;
}
