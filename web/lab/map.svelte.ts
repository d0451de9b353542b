import { isSameExperiment } from '../experiment/difference';
import { parseProblem } from '../experiment/problem';
import { seedAfter } from '../experiment/seeds';
import type { Experiment, GainDepth, Problem, Settings } from '../module/ebb';
import type { Pool } from '../worker/pool';
import { WorkerLost } from '../worker/worker_errors';
import {
  cellSettings,
  hasNearer,
  moved,
  ownValue,
  valuesAcross,
  valuesIn,
  wholeWindow,
  zoomed,
  type MapAxis,
  type MapWindows,
  type Window,
} from './map_grid';
import {
  inBatches,
  Picture,
  type Known,
  type MapGrid,
  type MapPlan,
  type Place,
} from './map_cells_to_run';
import { MapRemaining } from './map_remaining';

/** How often the drawing follows the runs, in milliseconds. */
const drawnEvery = 120;
/** Theory's line has so many points in every column. */
const pointsPerCell = 4;

export interface MapProgress {
  done: number;
  /** How many it will be: where that is not exact, a finer picture may want more or fewer. */
  of: number;
  isExact: boolean;
  /** How much of the time is over, 0 to 1. */
  share: number;
  secondsLeft: number | null;
}

/** A plane of two settings in which every cell is a run. What was run stays, so that a finer map, a
 *  larger one or a part of one runs only what is new. */
export class NetworkMap {
  plan = $state.raw<MapPlan | null>(null);
  /** The experiment as it was when the map was begun. */
  base = $state.raw<Experiment | null>(null);
  grid = $state.raw<MapGrid | null>(null);
  /** Theory's depths from the left edge to the right one, at equal distances, where the map is one of depth and
   *  gain. */
  depths = $state.raw<GainDepth[]>([]);
  progress = $state.raw<MapProgress | null>(null);
  /** Whether cells that the picture wants are still to be run. */
  isStopped = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** The worker of some cells was lost, and the one that took its place. */
  loss = $state.raw<WorkerLost | null>(null);

  /** What of it is seen. */
  windows = $state.raw<MapWindows>({ x: wholeWindow(16), y: wholeWindow(16) });
  #known = new Map<string, Known>();
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
    const { plan, windows } = this;
    if (!plan) return;
    const { level } = wholeWindow(plan.cells);
    const deepest = Math.max(windows.x.level, windows.y.level) - level;
    const axisOf = (name: 'x' | 'y') => {
      const window = windows[name];
      // The way out is the way in: an axis that went in less deep waits for the other.
      const isConcerned = isNearer
        ? hasNearer(plan[name], window, plan.cells)
        : window.level - level === deepest;
      return isConcerned ? zoomed(window, isNearer, about[name]) : window;
    };
    await this.#look({ x: axisOf('x'), y: axisOf('y') });
  }

  /** Moves what is seen by a share of it. */
  async move(by: { x: number; y: number }): Promise<void> {
    const { x, y } = this.windows;
    await this.#look({ x: moved(x, by.x), y: moved(y, by.y) });
  }

  /** The axes of which a part has cells of its own. */
  get nearer(): ('x' | 'y')[] {
    const { plan, windows } = this;
    if (!plan) return [];
    return (['x', 'y'] as const).filter((name) => hasNearer(plan[name], windows[name], plan.cells));
  }

  get isZoomed(): boolean {
    return [this.windows.x, this.windows.y].some(({ level, span }) => span < 2 ** level);
  }

  /** Whether its cells are of this experiment; going back to it makes an equal one. */
  isOf(experiment: Experiment | null): boolean {
    return isSameExperiment(this.base, experiment);
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
    this.loss = null;
    this.isStopped = false;
    const valuesOf = (axis: MapAxis, window: Window) =>
      valuesIn(axis, window, plan.cells, ownValue(axis, base));
    const columns = valuesOf(plan.x, this.windows.x);
    const rows = valuesOf(plan.y, this.windows.y);
    const picture = new Picture(plan, columns, rows, this.#known);
    const begun = performance.now();
    const strides: number[] = [];
    for (let stride = picture.coarsest; stride >= 1; stride /= 2) strides.push(stride);
    const remaining = new MapRemaining(strides.map((stride) => picture.mostAt(stride)));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      if (this.#stop !== stop) return;
      this.grid = picture.grid();
      const { done, of, isExact, share } = remaining;
      const secondsLeft = remaining.secondsLeft((performance.now() - begun) / 1000);
      this.progress = { done, of, isExact, share, secondsLeft };
    };
    this.#askTheory(base, plan, stop.signal);
    try {
      for (const stride of strides) {
        const places = picture.wantedAt(stride);
        remaining.begin(places.map((place) => picture.costOf(place)));
        show();
        const run = async (some: Place[]) => {
          const expected = some.map((place) => picture.costOf(place));
          const costs = await this.#runCells(base, plan, picture, some, stop.signal);
          costs.forEach((cost, at) => remaining.add(cost, expected[at]!));
          timer ??= setTimeout(show, drawnEvery);
        };
        await inBatches(places, run);
      }
    } catch (error) {
      if (stop.signal.aborted) this.isStopped ||= this.#stop === stop;
      else if (error instanceof WorkerLost) this.loss = error;
      else this.problem = parseProblem((error as Error).message);
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

  /** Tells what each took, in milliseconds. */
  async #runCells(
    base: Experiment,
    plan: MapPlan,
    picture: Picture,
    places: Place[],
    signal: AbortSignal,
  ): Promise<number[]> {
    const { seeds } = plan;
    const cells = places.flatMap((place) =>
      Array.from({ length: seeds }, (_, turn) => ({
        ...base,
        ...picture.settingsOf(place),
        seed: seedAfter(base.seed, turn),
      })),
    );
    const job = { kind: 'map', cells, iterations: plan.iterations } as const;
    const { outcomes, milliseconds } = await this.pool.ask(job, { signal });
    return places.map((place, index) => {
      const ofIt = <T>(all: T[]) => all.slice(index * seeds, (index + 1) * seeds);
      const cost = ofIt(milliseconds).reduce((sum, one) => sum + one, 0);
      picture.set(place, ofIt(outcomes), cost);
      return cost;
    });
  }

  /** Theory's own line, beside the runs and never in their way. */
  #askTheory(base: Experiment, plan: MapPlan, signal: AbortSignal): void {
    this.depths = [];
    if (plan.x.axis.name !== 'gain' || plan.y.axis.name !== 'depth') return;
    const count = pointsPerCell * plan.cells + 1;
    const gains = valuesAcross(plan.x, this.windows.x, plan.cells, count);
    const job = { kind: 'theory', settings: base, gains } as const;
    this.pool.ask(job, { signal }).then(
      ({ depths }) => {
        if (!signal.aborted) this.depths = depths;
      },
      () => {},
    );
  }
}
