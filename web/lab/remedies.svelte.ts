import type { Experiment, Finding, Frame, Trial, TrialSummary } from '../module/ebb';
import type { TriedRemedy } from './lab_members';
import { defaultSeconds } from './search_seconds';
import type { Pool } from '../worker/pool';
import { WorkerLost } from '../worker/worker_errors';
import type { Round, SearchState } from '../worker/remedy_search';

/** Between what is told of the time left, in milliseconds. */
const tick = 250;

/** A search for what helps one experiment: the core says what to run, the pool runs it. */
export class Remedies {
  /** The experiment that it is for. */
  base = $state.raw<Experiment | null>(null);
  unchanged = $state.raw<TrialSummary | null>(null);
  /** Best first. */
  ranking = $state.raw<TriedRemedy[]>([]);
  /** Seconds; null where nothing runs. */
  progress = $state.raw<{ left: number; of: number } | null>(null);
  failure = $state.raw<Error | null>(null);
  /** The worker of a run was lost, and the one that took its place: what was tried there is not in the list. */
  loss = $state.raw<WorkerLost | null>(null);
  #stop: AbortController | null = null;

  constructor(private readonly pool: Pick<Pool, 'ask' | 'size'>) {}

  /** `frame`: what is known of the experiment. Resolves with the list when time is up, the search at
   *  its end, or stopped: what was found by then stays. */
  async run(
    base: Experiment,
    frame: Pick<Frame, 'iteration' | 'diagnosis'>,
    { seconds = defaultSeconds, locked = [] as readonly string[] } = {},
  ): Promise<TriedRemedy[]> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    this.base = base;
    this.unchanged = null;
    this.ranking = [];
    this.failure = null;
    this.loss = null;
    const end = performance.now() + 1000 * seconds;
    const timeLeft = () => Math.max(0, (end - performance.now()) / 1000);
    const tell = () => (this.progress = { left: timeLeft(), of: seconds });
    tell();
    const ticking = setInterval(tell, tick);
    try {
      await this.#search(base, frame, { seconds, locked }, timeLeft, stop.signal);
    } catch (error) {
      if (this.#stop === stop) this.failure = error as Error;
    } finally {
      clearInterval(ticking);
      if (this.#stop === stop) {
        this.progress = null;
        this.#stop = null;
      }
    }
    return this.ranking;
  }

  /** Ends the search with what it has found. */
  stop(): void {
    this.#stop?.abort();
  }

  async #search(
    base: Experiment,
    { iteration, diagnosis }: Pick<Frame, 'iteration' | 'diagnosis'>,
    { seconds, locked }: { seconds: number; locked: readonly string[] },
    timeLeft: () => number,
    signal: AbortSignal,
  ): Promise<void> {
    const rounds: Round[] = [];
    const findings = new Map<number, Finding[]>();
    const stop = this.#stop;
    const options = { seconds, workers: this.pool.size, locked: [...locked] };
    const ask = async (secondsLeft: number | null): Promise<SearchState> => {
      const frame = { iteration, diagnosis };
      const search = { settings: base, frame, options, rounds, secondsLeft };
      return this.pool.ask({ kind: 'search', search });
    };
    for (;;) {
      const secondsLeft = timeLeft();
      const isOver = signal.aborted || secondsLeft === 0;
      const { trials, ranking, unchanged } = await ask(isOver ? null : secondsLeft);
      // Another search may have begun meanwhile.
      if (this.#stop !== stop) return;
      this.unchanged = unchanged;
      this.ranking = ranking.map((one) => ({
        ...one,
        findings: findings.get(one.candidate) ?? [],
      }));
      if (trials.length === 0) return;
      const round: Round = { secondsLeft, results: [] };
      rounds.push(round);
      await this.#runAll(base, trials, round, findings, timeLeft, signal);
    }
  }

  /** As many at a time as there are workers, as long as there is time. */
  async #runAll(
    base: Experiment,
    trials: Trial[],
    round: Round,
    findings: Map<number, Finding[]>,
    timeLeft: () => number,
    signal: AbortSignal,
  ): Promise<void> {
    let next = 0;
    const work = async () => {
      while (next < trials.length && timeLeft() > 0 && !signal.aborted) {
        const index = next++;
        const { candidate, changes, seed, iterations, seconds } = trials[index]!;
        const timeoutMs = 1000 * Math.min(seconds, timeLeft());
        const job = {
          kind: 'try',
          settings: { ...base, ...changes },
          iterations,
          timeoutMs,
        } as const;
        try {
          const tried = await this.pool.ask(job, { signal });
          round.results.push({ trial: index, outcome: tried.outcome, seconds: tried.seconds });
          if (candidate !== null && seed === 0) findings.set(candidate, tried.findings);
        } catch (error) {
          // What the core will not run (too large for memory) is no remedy; without the experiment
          // itself there is nothing to compare with.
          if (candidate === null && !signal.aborted) throw error;
          if (error instanceof WorkerLost) this.loss = error;
        }
      }
    };
    await Promise.all(Array.from({ length: this.pool.size }, work));
  }
}
