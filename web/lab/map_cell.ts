import type { CellOutcome } from '../worker/map_cells';
import { spreadOf } from './quantiles';

/** What a map may be coloured by. */
export const mapQuantities = ['ratio', 'loss', 'finding', 'iterationsNeeded'] as const;
export type MapQuantity = (typeof mapQuantities)[number];

/** The runs of one cell, a seed each; null: the core refused it. */
export type Cell = (CellOutcome | null)[];

/** The median over the seeds; null where none has the number. Never reached counts as without end. */
export function numberOf(cell: Cell, quantity: Exclude<MapQuantity, 'finding'>): number | null {
  const runs = cell.filter((run) => run !== null);
  const values = runs.map((run) =>
    quantity === 'iterationsNeeded' && run.losses.length > 0
      ? (run.iterationsNeeded ?? Infinity)
      : run[quantity],
  );
  return spreadOf(values)?.median ?? null;
}

/** Whether most of the seeds that came half-way down from a constant answer's loss had lost it again at the end. */
export function isLostAgain(cell: Cell): boolean {
  const reached = cell.filter((run) => run !== null && run.iterationsNeeded !== null);
  return 2 * reached.filter((run) => run!.isLostAgain).length > reached.length;
}

/** What most of the seeds have; of as many the first. */
export function findingOf(cell: Cell): CellOutcome['finding'] {
  const counts = new Map<CellOutcome['finding'], number>();
  for (const run of cell) if (run) counts.set(run.finding, (counts.get(run.finding) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
