import type { Lab } from '../lab/lab.svelte';
import { Expected } from '../lab/theory.svelte';
import type { Theory, TheoryLimit } from '../module/ebb';
import { sharedPool } from '../worker/shared_pool';
import type { Figure } from './expression';
import { readTheory } from './figures';
import type { Lesson } from './lesson';
import { asksTheoryOf } from './runs_shown';

/** What theory expects of a lesson's runs, and of what the lab shows. */
export class LessonTheories {
  /** Of the runs, as they come. */
  ofRuns = $state.raw<ReadonlyMap<string, Theory>>(new Map());
  readonly #live: Expected;

  constructor(private readonly lab: Lab) {
    this.#live = new Expected(sharedPool());
  }

  forget(): void {
    this.ofRuns = new Map();
  }

  /** Takes a run's in; what is returned makes it have no figures. */
  arrived(run: string, theory: Theory): TheoryLimit | null {
    this.ofRuns = new Map(this.ofRuns).set(run, theory);
    return theory.limit;
  }

  /** To be called whenever the experiment may have changed. */
  follow(lesson: Lesson | null): void {
    const { experiment } = this.lab;
    if (!lesson || !experiment || !asksTheoryOf(lesson, 'live')) return;
    void this.#live.ask(experiment);
  }

  /** NaN where it is not known, or nothing is expected. */
  read(figure: Figure): number {
    const isLive = figure.run === 'live';
    const theory = isLive ? this.#live.theoryOf(this.lab.experiment) : this.ofRuns.get(figure.run);
    return theory ? readTheory(figure, theory) : NaN;
  }
}
