import { parseProblem } from '../experiment/problem';
import type { Frame, Problem, Settings } from '../module/ebb';
import type { Answer } from '../worker/protocol';
import { sharedPool } from '../worker/shared_pool';
import type { Lesson, LessonRun } from './lesson';
import { asksTheoryOf } from './runs_shown';

type Measured = Answer<'measure'>;

/** The frames of a lesson's runs, computed beside the lab. */
export class MeasuredRuns {
  /** As they come. */
  frames = $state.raw<ReadonlyMap<string, Frame>>(new Map());

  constructor(
    private readonly arrived: (run: LessonRun, measured: Measured) => void,
    private readonly failed: (run: LessonRun, problem: Problem) => void,
  ) {}

  forget(): void {
    this.frames = new Map();
  }

  /** Has those of the runs computed that are missing, until the signal says that nobody asks any more. */
  async measure(
    lesson: Lesson,
    runs: readonly LessonRun[],
    settingsOf: (run: LessonRun) => Settings,
    signal: AbortSignal,
  ): Promise<void> {
    const missing = runs.filter(({ name }) => !this.frames.has(name));
    await Promise.all(
      missing.map(async (run) => {
        const { link, iterations } = run;
        const hasTheory = asksTheoryOf(lesson, run.name);
        const settings = settingsOf(run);
        const job = { kind: 'measure', link, settings, iterations, hasTheory } as const;
        try {
          const measured = await sharedPool().ask(job, { signal });
          if (signal.aborted) return;
          this.frames = new Map(this.frames).set(run.name, measured.frame);
          this.arrived(run, measured);
        } catch (error) {
          if (!signal.aborted) this.failed(run, parseProblem((error as Error).message));
        }
      }),
    );
  }
}
