import { parseProblem } from '../experiment/problem';
import { seedAfter } from '../experiment/seeds';
import type { Experiment, Finding, Problem, TheoryLimit } from '../module/ebb';
import type { Pool } from '../worker/pool';
import { WorkerLost } from '../worker/worker_errors';
import { spreadOf, type Spread } from './quantiles';
import { isLoss, measureIn, settingsAt, type Plan } from './sweep_plan';

/** How often the drawing follows the runs, in milliseconds. */
const drawnEvery = 100;

export interface SweepPoint {
  value: number | string;
  spread: Spread | null;
  /** Of each run against which something was found, the gravest; in the order of the seeds' ends. */
  findings: Finding[];
  /** The ratio that theory expects, where that is what is swept; null: it expects none. */
  expected: number | null;
  /** Why theory expects none; null: it expects one, or was not asked. */
  limit: TheoryLimit | null;
  /** Where a loss is swept: the medians of what one constant answer for all training samples has and of the loss under
   *  which a network counts as trained, and how many runs came under that; null: there is no such answer. */
  constant: { loss: number; learntLoss: number; trained: number } | null;
}

/** What was swept and what came of it so far. */
export interface SweepResult {
  plan: Plan;
  /** The experiment as it was then. */
  base: Experiment;
  points: SweepPoint[];
}

/** One experiment run over and over with another value of one setting, and other seeds. What was
 *  found stays when the live experiment changes. */
export class Sweep {
  result = $state.raw<SweepResult | null>(null);
  progress = $state.raw<{ done: number; of: number } | null>(null);
  /** What the core had to say against a run. */
  problem = $state.raw<Problem | null>(null);
  /** The worker of a run was lost, and the one that took its place. */
  loss = $state.raw<WorkerLost | null>(null);
  #stop: AbortController | null = null;

  constructor(private readonly pool: Pick<Pool, 'ask'>) {}

  /** Seed by seed, so that all values are there early and the spread grows. Ends when all runs are
   *  done, one of them was refused, or it was stopped. */
  async run(base: Experiment, plan: Plan): Promise<void> {
    this.stop();
    const stop = new AbortController();
    this.#stop = stop;
    const found: (number | null)[][] = plan.values.map(() => []);
    const constants: number[][] = plan.values.map(() => []);
    const learnt: number[][] = plan.values.map(() => []);
    const trained: number[] = plan.values.map(() => 0);
    const expected: Pick<SweepPoint, 'expected' | 'limit'>[] = plan.values.map(() => ({
      expected: null,
      limit: null,
    }));
    const of = plan.values.length * plan.seeds;
    const gravest: Finding[][] = plan.values.map(() => []);
    let done = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const constantAt = (index: number) => {
      const loss = spreadOf(constants[index]!)?.median;
      const learntLoss = spreadOf(learnt[index]!)?.median;
      if (loss === undefined || learntLoss === undefined) return null;
      return { loss, learntLoss, trained: trained[index]! };
    };
    const draw = () => {
      timer = undefined;
      // A later sweep has the drawing to itself.
      if (this.#stop !== stop) return;
      const points = plan.values.map((value, index) => ({
        value,
        spread: spreadOf(found[index]!),
        findings: [...gravest[index]!],
        ...expected[index]!,
        constant: constantAt(index),
      }));
      this.result = { plan, base, points };
      this.progress = { done, of };
    };
    this.problem = null;
    this.loss = null;
    draw();
    const one = async (index: number, seed: number) => {
      const settings = { ...base, ...settingsAt(plan.axis, plan.values[index]!), seed };
      const job = { kind: 'measure', link: '', settings, iterations: plan.iterations } as const;
      const { frame } = await this.pool.ask(job, { signal: stop.signal });
      const value = measureIn(frame, plan.measure);
      found[index]!.push(value);
      const { constantLoss, learntLoss } = frame;
      if (isLoss(plan.measure) && constantLoss !== null && learntLoss !== null) {
        constants[index]!.push(constantLoss);
        learnt[index]!.push(learntLoss);
        if (value !== null && value < learntLoss) trained[index]! += 1;
      }
      const [finding] = frame.diagnosis.findings;
      if (finding) gravest[index]!.push(finding);
      done += 1;
      timer ??= setTimeout(draw, drawnEvery);
    };
    const expect = async (index: number) => {
      const settings = { ...base, ...settingsAt(plan.axis, plan.values[index]!) };
      const { theory } = await this.pool.ask({ kind: 'theory', settings }, { signal: stop.signal });
      // Of one layer there is no ratio, in theory as in the measurement.
      expected[index] = {
        expected: theory.layers.length > 1 ? theory.ratio : null,
        limit: theory.limit,
      };
    };
    const runs: Promise<void>[] = [];
    for (let turn = 0; turn < plan.seeds; turn += 1) {
      const seed = seedAfter(base.seed, turn);
      plan.values.forEach((_, index) => runs.push(one(index, seed)));
    }
    // Theory speaks of what there is before the first step.
    if (plan.measure === 'ratio' && plan.iterations === 0) {
      plan.values.forEach((_, index) => runs.push(expect(index)));
    }
    try {
      await Promise.all(runs);
    } catch (error) {
      if (!stop.signal.aborted) {
        if (error instanceof WorkerLost) this.loss = error;
        else this.problem = parseProblem((error as Error).message);
      }
      stop.abort();
      await Promise.allSettled(runs);
    } finally {
      clearTimeout(timer);
      if (this.#stop === stop) {
        draw();
        this.progress = null;
        this.#stop = null;
      }
    }
  }

  /** Ends the runs under way; what was found so far stays. */
  stop(): void {
    this.#stop?.abort();
  }
}
