import type { GainDepth } from '../../module/ebb';

/** Theory's depths over the columns as a path: a column is `wide`, and `y` is where a depth lies. It has a
 *  gap where there is no such depth, at the edge of chaos. */
export function theoryPath(
  depths: readonly GainDepth[],
  wide: number,
  y: (depth: number) => number,
): string {
  let path = '';
  let isJoined = false;
  depths.forEach(({ depth }, column) => {
    if (depth === null) {
      isJoined = false;
      return;
    }
    path += `${isJoined ? 'L' : 'M'}${((column + 0.5) * wide).toFixed(1)} ${y(depth).toFixed(1)}`;
    isJoined = true;
  });
  return path;
}
