import type { Experiment, Frame, Remedy, Verdict } from '../module/ebb';
import type { Pool } from '../worker/pool';

/** Iterations that are compared at most, and how long the present experiment may take for them, in
 *  milliseconds: as many as it manages is what every remedy gets. */
const maxIterations = 1000;
const timeoutMs = 3000;

/** What a run came to: its gradient at initialisation, and its loss after the iterations. */
export interface Outcome {
  ratio: number | null;
  verdict: Verdict;
  loss: number | null;
}

export interface Attempt extends Remedy {
  /** null: not run yet, or refused. */
  outcome: Outcome | null;
  /** Why the core would not run it. */
  refused: string | null;
}

/** The remedies for one experiment, each of them run. */
export class Remedies {
  /** The experiment they are for. */
  base = $state.raw<Experiment | null>(null);
  before = $state.raw<Outcome | null>(null);
  attempts = $state.raw<Attempt[]>([]);
  /** How long the runs were. */
  iterations = $state(0);
  progress = $state.raw<{ done: number; of: number } | null>(null);
  failure = $state<string | null>(null);
  #stop: AbortController | null = null;

  constructor(private readonly pool: Pick<Pool, 'ask'>) {}

  /** `frame`: the one whose diagnosis asks for a remedy. `kept`: fields that must stay as they are. */
  async run(
    base: Experiment,
    frame: Pick<Frame, 'iteration' | 'diagnosis'>,
    kept: readonly string[] = [],
  ): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.base = base;
    this.before = null;
    this.attempts = [];
    this.iterations = 0;
    this.failure = null;
    this.progress = { done: 0, of: 1 };
    try {
      await this.#tryAll(base, frame, kept, stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) this.failure = (error as Error).message;
    } finally {
      if (this.#stop === stop) {
        this.progress = null;
        this.#stop = null;
      }
    }
  }

  async #tryAll(
    base: Experiment,
    { iteration, diagnosis }: Pick<Frame, 'iteration' | 'diagnosis'>,
    kept: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const job = { kind: 'remedies', settings: base, frame: { iteration, diagnosis } } as const;
    const { remedies } = await this.pool.ask(job, { signal });
    const may = remedies.filter(
      ({ changes }) => !Object.keys(changes).some((k) => kept.includes(k)),
    );
    const attempts: Attempt[] = may.map((remedy) => ({ ...remedy, outcome: null, refused: null }));
    const of = attempts.length + 1;
    this.attempts = attempts;
    this.progress = { done: 0, of };
    const trained = await this.#frame(base, maxIterations, signal, timeoutMs);
    const { iteration: iterations } = trained;
    this.iterations = iterations;
    this.before = outcomeOf(await this.#frame(base, 0, signal), trained);
    let done = 1;
    this.progress = { done, of };
    await Promise.all(
      attempts.map(async (remedyOutcome, index) => {
        const settings = { ...base, ...remedyOutcome.changes };
        const result = await Promise.all([
          this.#frame(settings, 0, signal),
          this.#frame(settings, iterations, signal),
        ]).then(
          ([begun, end]) => ({ outcome: outcomeOf(begun, end) }),
          (error: Error) => ({ refused: error.message }),
        );
        signal.throwIfAborted();
        this.attempts = this.attempts.map((one, at) =>
          at === index ? { ...one, ...result } : one,
        );
        done += 1;
        this.progress = { done, of };
      }),
    );
  }

  async #frame(
    settings: Experiment,
    iterations: number,
    signal: AbortSignal,
    limit = Infinity,
  ): Promise<Frame> {
    const job = { kind: 'measure', link: '', settings, iterations, timeoutMs: limit } as const;
    return (await this.pool.ask(job, { signal })).frame;
  }

  stop(): void {
    this.#stop?.abort();
  }
}

function outcomeOf(begun: Frame, end: Frame): Outcome {
  const { ratio, verdict } = begun.diagnosis;
  return { ratio, verdict, loss: end.loss };
}
