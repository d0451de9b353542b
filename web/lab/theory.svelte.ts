import type { Experiment, Frame, LayerFrame, Theory } from '../module/ebb';
import type { Pool } from '../worker/pool';
import type { Expectation } from '../worker/theory';

/** What theory expects of the lab's experiment, once somebody looks; with the phase plane where that is shown. */
export class Expected {
  /** Of `of`; while another is asked for, what was expected of the one before. */
  expectation = $state.raw<Expectation | null>(null);
  of = $state.raw<Experiment | null>(null);
  failure = $state.raw<Error | null>(null);
  #asked: Experiment | null = null;
  #stop = new AbortController();

  constructor(
    private readonly pool: Pick<Pool, 'ask'>,
    private readonly hasPlane = false,
  ) {}

  /** What is expected of this experiment; null: not known yet. Numbers never stand beside a network that they
   *  are not of. */
  theoryOf(experiment: Experiment | null): Theory | null {
    return this.of === experiment ? (this.expectation?.theory ?? null) : null;
  }

  async ask(experiment: Experiment): Promise<void> {
    if (this.#asked === experiment) return;
    this.#asked = experiment;
    // While a setting is dragged, only the last experiment is worth an answer.
    this.#stop.abort();
    const { signal } = (this.#stop = new AbortController());
    try {
      const { hasPlane } = this;
      const job = { kind: 'theory', settings: experiment, hasPlane } as const;
      const answer = await this.pool.ask(job, { signal });
      if (this.#asked !== experiment) return;
      this.expectation = answer;
      this.of = experiment;
      this.failure = null;
    } catch (error) {
      if (this.#asked === experiment) this.failure = error as Error;
    }
  }
}

/** What theory expects of several runs. */
export class ExpectedRuns {
  #known = $state.raw<ReadonlyMap<Experiment, Theory>>(new Map());
  readonly #asked = new Set<Experiment>();
  #queue: Promise<void> = Promise.resolve();

  constructor(private readonly pool: Pick<Pool, 'ask'>) {}

  theoryOf(experiment: Experiment): Theory | null {
    return this.#known.get(experiment) ?? null;
  }

  /** One after another, since every worker that is asked needs a whole core of its own. Those that are gone
   *  are forgotten. */
  async ask(experiments: readonly Experiment[]): Promise<void> {
    const isGone = (one: Experiment) => !experiments.includes(one);
    for (const one of [...this.#asked].filter(isGone)) this.#asked.delete(one);
    const isNew = (one: Experiment) => !this.#asked.has(one);
    for (const settings of experiments.filter(isNew)) {
      this.#asked.add(settings);
      // What one of them fails by is no reason to go without the others.
      this.#queue = this.#queue.catch(() => {}).then(() => this.#askOf(settings));
    }
    await this.#queue;
  }

  async #askOf(settings: Experiment): Promise<void> {
    if (!this.#asked.has(settings)) return;
    const { theory } = await this.pool.ask({ kind: 'theory', settings });
    const known = [...this.#known, [settings, theory] as const];
    this.#known = new Map(known.filter(([one]) => this.#asked.has(one)));
  }
}

/** A layer as measured at initialisation and as expected, both over the last hidden layer's. */
export interface ComparedLayer {
  layer: number;
  measured: number | null;
  expected: number | null;
  /** What each layer does to the signal on its way back; null for the last, which nothing is before. */
  measuredFactor: number | null;
  expectedFactor: number | null;
}

const over = (one: number | null | undefined, other: number | null | undefined) =>
  typeof one === 'number' && typeof other === 'number' && other !== 0 ? one / other : null;

/** The hidden layers, theory's beside those of the run's first walk back. */
export function comparedLayers(theory: Theory, { layers }: Frame): ComparedLayer[] {
  const hidden = layers.slice(0, -1);
  const signal = (list: readonly Pick<LayerFrame, 'signal'>[] | Theory['layers'], index: number) =>
    list[index]?.signal;
  return hidden.map(({ layer }, index) => ({
    layer,
    measured: over(signal(hidden, index), signal(hidden, hidden.length - 1)),
    expected: signal(theory.layers, index) ?? null,
    measuredFactor: over(signal(hidden, index), signal(hidden, index + 1)),
    expectedFactor: theory.layers[index]?.factor ?? null,
  }));
}

/** Where a measured ratio lies among those of random networks of its width. */
export function standing(
  { low, high }: Theory,
  ratio: number | null,
): 'within' | 'under' | 'over' | null {
  if (low === null || high === null || ratio === null || Number.isNaN(ratio)) return null;
  if (ratio < low) return 'under';
  return ratio > high ? 'over' : 'within';
}
