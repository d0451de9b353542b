import { parseProblem } from '../experiment/problem';
import type { Experiment, GainDepth, Problem, Settings } from '../module/ebb';
import type { Pool } from '../worker/pool';
import { disagree, type Cell } from './map_cell';
import {
  cellSettings,
  isContinuous,
  moved,
  ownValue,
  valuesIn,
  wholeWindow,
  zoomed,
  type MapAxis,
  type MapWindows,
  type Window,
} from './map_grid';

/** How often the drawing follows the runs, in milliseconds. */
const drawnEvery = 120;
const seedsThereAre = 2 ** 32;
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

export interface MapProgress {
  done: number;
  /** What is known to be wanted; a finer picture may want more. */
  of: number;
  secondsLeft: number | null;
}

interface Place {
  row: number;
  column: number;
}

/** A plane of two settings in which every cell is a run. What was run stays, so that a finer map, a
 *  larger one or a part of one runs only what is new. */
export class NetworkMap {
  plan = $state.raw<MapPlan | null>(null);
  /** The experiment as it was when the map was begun. */
  base = $state.raw<Experiment | null>(null);
  grid = $state.raw<MapGrid | null>(null);
  /** Theory's depths over the gains of the columns, where the map is one of depth and gain. */
  depths = $state.raw<GainDepth[]>([]);
  progress = $state.raw<MapProgress | null>(null);
  /** Whether cells that the picture wants are still to be run. */
  isStopped = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** What of it is seen. */
  windows = $state.raw<MapWindows>({ x: wholeWindow(16), y: wholeWindow(16) });
  #known = new Map<string, Cell>();
  /** What the known cells are cells of. */
  #knownOf = '';
  #stop: AbortController | null = null;

  constructor(private readonly pool: Pick<Pool, 'ask' | 'size'>) {}

  /** Maps the whole of both axes, or a part. */
  async run(base: Experiment, plan: MapPlan, windows: MapWindows | null = null): Promise<void> {
    const whole = wholeWindow(plan.cells);
    this.windows = windows ?? { x: whole, y: whole };
    const { x, y, iterations } = plan;
    const ends = [x, y].map(({ axis, from, to }) => [axis.name, from, to]);
    const of = JSON.stringify([base, ends, iterations]);
    if (of !== this.#knownOf) this.#known.clear();
    this.#knownOf = of;
    this.base = base;
    this.plan = plan;
    await this.#draw();
  }

  /** Goes on where it was stopped. */
  async goOn(): Promise<void> {
    await this.#draw();
  }

  /** Ends the runs under way; what was found so far stays. */
  stop(): void {
    this.#stop?.abort();
  }

  /** Twice as near, or as far, about a place of what is seen (0 to 1 from the left and from below). */
  async zoom(isNearer: boolean, about: { x: number; y: number }): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    const axisOf = (name: 'x' | 'y') =>
      isContinuous(plan[name])
        ? zoomed(this.windows[name], isNearer, about[name])
        : this.windows[name];
    await this.#look({ x: axisOf('x'), y: axisOf('y') });
  }

  /** Moves what is seen by a share of it. */
  async move(by: { x: number; y: number }): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    const axisOf = (name: 'x' | 'y') =>
      isContinuous(plan[name]) ? moved(this.windows[name], by[name]) : this.windows[name];
    await this.#look({ x: axisOf('x'), y: axisOf('y') });
  }

  get isZoomed(): boolean {
    return [this.windows.x, this.windows.y].some(({ level, span }) => span < 2 ** level);
  }

  /** Whether its cells are of this experiment; going back to it makes an equal one. */
  isOf(experiment: Experiment | null): boolean {
    return this.base === experiment || JSON.stringify(this.base) === JSON.stringify(experiment);
  }

  /** The whole experiment of a cell. */
  settingsOf({ row, column }: Place): Settings | null {
    const { plan, grid, base } = this;
    const [x, y] = [grid?.columns[column], grid?.rows[row]];
    if (!plan || !base || x === undefined || y === undefined) return null;
    return { ...base, ...cellSettings({ axis: plan.x, value: x }, { axis: plan.y, value: y }) };
  }

  async #look(windows: { x: Window; y: Window }): Promise<void> {
    if (JSON.stringify(windows) === JSON.stringify(this.windows)) return;
    this.windows = windows;
    await this.#draw();
  }

  async #draw(): Promise<void> {
    const { plan, base } = this;
    if (!plan || !base) return;
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.problem = null;
    this.isStopped = false;
    const valuesOf = (axis: MapAxis, window: Window) =>
      valuesIn(axis, window, plan.cells, ownValue(axis, base));
    const columns = valuesOf(plan.x, this.windows.x);
    const rows = valuesOf(plan.y, this.windows.y);
    const picture = new Picture(plan, columns, rows, this.#known);
    const begun = performance.now();
    let done = 0;
    let wanted = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      if (this.#stop !== stop) return;
      this.grid = picture.grid();
      const each = (performance.now() - begun) / 1000 / done;
      const secondsLeft = done > 0 ? each * (wanted - done) : null;
      this.progress = { done, of: wanted, secondsLeft };
    };
    this.#askTheory(base, plan, columns, stop.signal);
    try {
      for (let stride = picture.coarsest; stride >= 1; stride /= 2) {
        const places = picture.wantedAt(stride);
        wanted += places.length;
        show();
        const run = async (some: Place[]) => {
          await this.#runCells(base, plan, picture, some, stop.signal);
          done += some.length;
          timer ??= setTimeout(show, drawnEvery);
        };
        await inBatches(places, run);
      }
    } catch (error) {
      if (!stop.signal.aborted) this.problem = parseProblem((error as Error).message);
      else if (this.#stop === stop) this.isStopped = true;
      stop.abort();
    } finally {
      clearTimeout(timer);
      if (this.#stop === stop) {
        show();
        this.progress = null;
        this.#stop = null;
      }
    }
  }

  async #runCells(
    base: Experiment,
    plan: MapPlan,
    picture: Picture,
    places: Place[],
    signal: AbortSignal,
  ): Promise<void> {
    const cells = places.flatMap((place) =>
      Array.from({ length: plan.seeds }, (_, turn) => ({
        ...base,
        ...picture.settingsOf(place),
        seed: (base.seed + turn) % seedsThereAre,
      })),
    );
    const job = { kind: 'map', cells, iterations: plan.iterations } as const;
    const { outcomes } = await this.pool.ask(job, { signal });
    places.forEach((place, index) => {
      picture.set(place, outcomes.slice(index * plan.seeds, (index + 1) * plan.seeds));
    });
  }

  /** Theory's own line, beside the runs and never in their way. */
  #askTheory(
    base: Experiment,
    plan: MapPlan,
    columns: (number | string)[],
    signal: AbortSignal,
  ): void {
    this.depths = [];
    if (plan.x.axis.name !== 'gain' || plan.y.axis.name !== 'depth') return;
    const gains = columns as number[];
    const job = { kind: 'theory', settings: base, gains } as const;
    this.pool.ask(job, { signal }).then(
      ({ depths }) => {
        if (!signal.aborted) this.depths = depths;
      },
      () => {},
    );
  }
}

/** One part of a map while it is run. */
class Picture {
  /** The first picture has a cell in so many; each after it half as many. */
  readonly coarsest: number;

  constructor(
    private readonly plan: MapPlan,
    private readonly columns: (number | string)[],
    private readonly rows: (number | string)[],
    private readonly known: Map<string, Cell>,
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
    return this.known.get(this.#key(place)) ?? null;
  }

  set(place: Place, cell: Cell): void {
    this.known.set(this.#key(place), cell);
  }

  /** Along words every cell is run: there is nothing between two of them. */
  #strides(stride: number): Place {
    const isWords = (axis: MapAxis) => axis.axis.kinds.length > 0;
    return { row: isWords(this.plan.y) ? 1 : stride, column: isWords(this.plan.x) ? 1 : stride };
  }

  /** Cells of a grid of this stride that are still to be run: all of the coarsest, of a finer one those
   *  whose neighbours in the grid before disagree. */
  wantedAt(stride: number): Place[] {
    const step = this.#strides(stride);
    const before = this.#strides(2 * stride);
    const wanted: Place[] = [];
    for (let row = 0; row < this.rows.length; row += step.row) {
      for (let column = 0; column < this.columns.length; column += step.column) {
        const place = { row, column };
        if (this.get(place)) continue;
        if (stride === this.coarsest || this.#isBetween(place, before)) wanted.push(place);
      }
    }
    return wanted;
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
    const cells: (Cell | null)[] = [];
    for (let row = 0; row < rows.length; row += 1) {
      for (let column = 0; column < columns.length; column += 1) {
        cells.push(this.get({ row, column }));
      }
    }
    return { columns, rows, cells, nearest: cells.map((cell, at) => cell ?? this.#near(at)) };
  }

  #near(at: number): Cell | null {
    const row = Math.floor(at / this.columns.length);
    const column = at % this.columns.length;
    for (let stride = 2; stride <= this.coarsest; stride *= 2) {
      const step = this.#strides(stride);
      const cell = this.get({
        row: row - (row % step.row),
        column: column - (column % step.column),
      });
      if (cell) return cell;
    }
    return null;
  }
}

/** The places of a coarser grid about one of a finer; along words only itself, since the next word is no
 *  neighbour. */
function aroundOf(at: number, step: number): number[] {
  if (step === 1) return [at];
  const before = at - (at % step);
  return [before - step, before, before + step, before + 2 * step];
}

async function inBatches(places: Place[], run: (some: Place[]) => Promise<void>): Promise<void> {
  const runs: Promise<void>[] = [];
  for (let at = 0; at < places.length; at += batch) runs.push(run(places.slice(at, at + batch)));
  const results = await Promise.allSettled(runs);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
