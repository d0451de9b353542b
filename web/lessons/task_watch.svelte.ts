import type { Lab } from '../lab/lab.svelte';
import { holds, type Lookup } from './expression';
import { isInHistory, lookupInHistory } from './figures';
import type { Task } from './lesson';

/** Whether a task's goal was reached with all kept that was to be kept. */
export class TaskWatch {
  /** What was reached once stays reached, however the run goes on. */
  isDone = $state(false);
  /** The experiment that the task began with. */
  #begun = $state.raw<Lab['experiment']>(null);

  constructor(
    private readonly lab: Lab,
    private readonly task: () => Task | null,
    private readonly lookup: Lookup,
  ) {}

  /** Before a task, and as it begins. */
  begin(experiment: Lab['experiment']): void {
    this.#begun = experiment;
    if (!experiment) this.isDone = false;
  }

  get begun(): Lab['experiment'] {
    return this.#begun;
  }

  /** Whether it is reached where the run stands, or was at an iteration that it has passed. */
  get isReached(): boolean {
    const task = this.task();
    if (!task || this.changed) return false;
    if (holds(task.goal, this.lookup)) return true;
    const { frame, history } = this.lab;
    if (!frame || !history || !isInHistory(task.goal)) return false;
    return history.iterations.some(
      (iteration, row) =>
        iteration <= frame.iteration && holds(task.goal, lookupInHistory(history, row)),
    );
  }

  /** A field that the task asks to keep and that is no longer as at the start; else null. */
  get changed(): string | null {
    const task = this.task();
    const [begun, now] = [this.#begun, this.lab.experiment];
    if (!task || !begun || !now) return null;
    const same = (name: keyof typeof now) =>
      JSON.stringify(begun[name]) === JSON.stringify(now[name]);
    return task.keep.find((name) => !same(name as keyof typeof now)) ?? null;
  }
}
