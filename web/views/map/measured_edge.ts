import { numberOf } from '../../lab/map_cell';
import type { MapGrid } from '../../lab/map_cells_to_run';
import { vanishingLimit } from '../../module/names';

/** Where the gradient that was measured at the start begins to vanish, and to explode. */
export interface MeasuredEdges {
  vanishing: string;
  exploding: string;
}

/** Both as paths along the sides of cells, in cells from the top left; empty where the whole map lies on one side. */
export function measuredEdges({ nearest, columns, rows }: MapGrid): MeasuredEdges {
  const ratios = nearest.map((cell) => cell && numberOf(cell, 'ratio'));
  const edge = (isBeyond: (ratio: number) => boolean) =>
    edgeAround(
      ratios.map((ratio) => (ratio === null ? null : isBeyond(ratio))),
      columns.length,
      rows.length,
    );
  return {
    vanishing: edge((ratio) => ratio < 1 / vanishingLimit),
    exploding: edge((ratio) => ratio > vanishingLimit),
  };
}

/** The sides between cells of which one is beyond and the other is not; beside one that has no ratio there is none. */
function edgeAround(beyond: (boolean | null)[], columns: number, rows: number): string {
  let path = '';
  const isEdge = (one: boolean | null | undefined, other: boolean | null | undefined) =>
    typeof one === 'boolean' && typeof other === 'boolean' && one !== other;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      // Rows come from below, a path's lengths from above.
      const top = rows - 1 - row;
      if (column + 1 < columns && isEdge(beyond[at], beyond[at + 1])) {
        path += `M${column + 1} ${top}v1`;
      }
      if (row + 1 < rows && isEdge(beyond[at], beyond[at + columns])) path += `M${column} ${top}h1`;
    }
  }
  return path;
}
