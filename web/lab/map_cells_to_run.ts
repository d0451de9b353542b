import type { Settings } from '../module/ebb';
import { findingOf, numberOf, type Cell } from './map_cell';
import { cellSettings, type MapAxis } from './map_grid';

/** Cells along each axis of the first, coarse picture. */
const coarse = 8;
/** Cells that a worker is given at once: few, so that stopping and drawing never wait. */
const batch = 4;

export interface MapPlan {
  x: MapAxis;
  y: MapAxis;
  /** Cells along each axis that is cut into them; a power of two. */
  cells: number;
  seeds: number;
  /** 0: at initialisation. */
  iterations: number;
}

/** The values of a map's columns and rows, and what is known of its cells. */
export interface MapGrid {
  columns: (number | string)[];
  rows: (number | string)[];
  /** By row · columns + column; null: not run. */
  cells: (Cell | null)[];
  /** Of each cell the nearest one that was run, itself where it was: what it is coloured by. */
  nearest: (Cell | null)[];
}

export interface Place {
  row: number;
  column: number;
}

/** What cells are known by, whatever part of the map they are seen in. */
export interface Known {
  cell: Cell;
  /** What its runs took, in milliseconds. */
  cost: number;
}

/** One part of a map while it is run, from coarse to fine: which of its cells are, and what is known of them. */
export class Picture {
  /** The first picture has a cell in so many; each after it half as many. */
  readonly coarsest: number;

  constructor(
    private readonly plan: MapPlan,
    private readonly columns: (number | string)[],
    private readonly rows: (number | string)[],
    private readonly known: Map<string, Known>,
  ) {
    this.coarsest = Math.max(1, plan.cells / coarse);
  }

  settingsOf({ row, column }: Place): Settings {
    const x = { axis: this.plan.x, value: this.columns[column]! };
    return cellSettings(x, { axis: this.plan.y, value: this.rows[row]! });
  }

  #key({ row, column }: Place): string {
    return [this.columns[column], this.rows[row], this.plan.seeds].join();
  }

  get(place: Place): Cell | null {
    return this.known.get(this.#key(place))?.cell ?? null;
  }

  set(place: Place, cell: Cell, cost: number): void {
    this.known.set(this.#key(place), { cell, cost });
  }

  /** What this cell took, or the nearest that was run; null: none was. */
  costOf(place: Place): number | null {
    return (this.known.get(this.#key(place)) ?? this.#nearest(place))?.cost ?? null;
  }

  /** Along words every cell is run: there is nothing between two of them. */
  #strides(stride: number): Place {
    const isWords = (axis: MapAxis) => axis.axis.kinds.length > 0;
    return { row: isWords(this.plan.y) ? 1 : stride, column: isWords(this.plan.x) ? 1 : stride };
  }

  /** Cells of a grid of this stride that were not run. */
  #unknownAt(stride: number): Place[] {
    const step = this.#strides(stride);
    const places: Place[] = [];
    for (let row = 0; row < this.rows.length; row += step.row) {
      for (let column = 0; column < this.columns.length; column += step.column) {
        if (!this.get({ row, column })) places.push({ row, column });
      }
    }
    return places;
  }

  /** How many cells, not in the grid before, the grid of this stride may want. */
  mostAt(stride: number): number {
    const before = this.#strides(2 * stride);
    const isOfBefore = ({ row, column }: Place) =>
      row % before.row === 0 && column % before.column === 0;
    return this.#unknownAt(stride).filter((place) => !isOfBefore(place)).length;
  }

  /** Cells of a grid of this stride that are still to be run: all of the coarsest, scattered, so that what they
   *  take says what the rest will; of a finer one those whose neighbours in the grid before disagree. */
  wantedAt(stride: number): Place[] {
    const places = this.#unknownAt(stride);
    if (stride === this.coarsest) return scattered(places);
    const before = this.#strides(2 * stride);
    return places.filter((place) => this.#isBetween(place, before));
  }

  /** Whether those around it in a coarser grid disagree. */
  #isBetween({ row, column }: Place, step: Place): boolean {
    const rows = aroundOf(row, step.row);
    const columns = aroundOf(column, step.column);
    const cells = rows.flatMap((r) => columns.map((c) => this.get({ row: r, column: c })));
    const around = cells.filter((cell) => cell !== null);
    return around.some((cell) => disagree(cell, around[0]!));
  }

  grid(): MapGrid {
    const { columns, rows } = this;
    const places = rows.flatMap((_, row) => columns.map((__, column) => ({ row, column })));
    const cells = places.map((place) => this.get(place));
    const nearest = places.map((place, at) => cells[at] ?? this.#nearest(place)?.cell ?? null);
    return { columns, rows, cells, nearest };
  }

  #nearest({ row, column }: Place): Known | null {
    for (let stride = 2; stride <= this.coarsest; stride *= 2) {
      const step = this.#strides(stride);
      const near = { row: row - (row % step.row), column: column - (column % step.column) };
      const known = this.known.get(this.#key(near));
      if (known) return known;
    }
    return null;
  }
}

/** How far apart ratios, or losses, of neighbours have to lie for what is between them to matter: a
 *  factor of three. */
const apart = Math.log(3);

function isFar(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a !== b;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a <= 0 || b <= 0) return !Object.is(a, b);
  return Math.abs(Math.log(a / b)) > apart;
}

/** Whether two cells differ so much that those between them should be run. */
export function disagree(a: Cell, b: Cell): boolean {
  return (
    findingOf(a) !== findingOf(b) ||
    isFar(numberOf(a, 'ratio'), numberOf(b, 'ratio')) ||
    isFar(numberOf(a, 'loss'), numberOf(b, 'loss'))
  );
}

/** The places of a coarser grid about one of a finer; along words only itself, since the next word is no
 *  neighbour. */
function aroundOf(at: number, step: number): number[] {
  if (step === 1) return [at];
  const before = at - (at % step);
  return [before - step, before, before + step, before + 2 * step];
}

/** In an order in which any beginning is spread over the whole. */
function scattered(places: Place[]): Place[] {
  const share = (at: number) => (at * 0.6180339887498949) % 1;
  return places
    .map((place, at) => ({ place, at: share(at) }))
    .sort((a, b) => a.at - b.at)
    .map(({ place }) => place);
}

/** Runs so many of these at once that a worker is never without one. */
export async function inBatches(
  places: Place[],
  run: (some: Place[]) => Promise<void>,
): Promise<void> {
  const runs: Promise<void>[] = [];
  for (let at = 0; at < places.length; at += batch) runs.push(run(places.slice(at, at + batch)));
  const results = await Promise.allSettled(runs);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
