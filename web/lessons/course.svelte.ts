import type { Lab } from '../lab/lab.svelte';
import type { Frame, Problem, Settings } from '../module/ebb';
import { diagnosedFrame } from '../lab/diagnosed_frame';
import { sharedPool } from '../worker/shared_pool';
import type { Figure, Lookup } from './expression';
import { evaluate, holds } from './expression';
import { FetchFault, fetchLesson } from './fetch_lesson';
import { readFigure } from './figures';
import { LessonError, type Lesson, type LessonRun } from './lesson';
import { lessonText, translationOf } from './library';
import { parseLesson } from './parse';
import { recallProgress, rememberProgress } from './progress';
import { runsAsked, runsShown } from './shown';
import { showRun } from './show_run';

/** What the reader said before the run: a number, a choice's index, a value for every layer. */
export type Said = number | readonly number[] | null;

/** Why a lesson could not be opened. */
export type Fault =
  | { kind: 'lesson'; error: LessonError }
  | { kind: 'fetch'; reason: FetchFault['reason'] }
  | { kind: 'run'; line: number; problem: string };

/** The lessons of one lab: which is open, what the reader said, and what the core found. */
export class Course {
  /** The open lesson, as `?lesson=` names it; null: the list of them. */
  id = $state<string | null>(null);
  stage = $state<'asking' | 'running' | 'answered'>('asking');
  said = $state.raw<Said>(null);
  /** The frames of the lesson's runs, as they come. */
  frames = $state.raw<ReadonlyMap<string, Frame>>(new Map());
  progress = $state.raw(recallProgress());
  #text = $state.raw<string | null>(null);
  #fetchFault = $state.raw<Fault | null>(null);
  /** The experiment that the lesson began with. */
  #begun: Lab['experiment'] = null;
  /** Ends the runs of the lesson that was left. */
  #stop = new AbortController();
  /** Counted up when another lesson is opened: what was under way for the last one is dropped. */
  #visit = $state(0);

  constructor(
    readonly lab: Lab,
    /** Told which lesson is open, for the address. */
    private readonly opened: (id: string | null) => void,
  ) {}

  readonly #parsed = $derived.by((): { lesson: Lesson | null; fault: Fault | null } => {
    if (this.#text === null || this.id === null) return { lesson: null, fault: this.#fetchFault };
    try {
      const isOwn = lessonText(this.id) !== undefined;
      const translation = isOwn ? translationOf(this.id) : undefined;
      const lesson = parseLesson(this.#text, translation, this.lab.schema);
      return { lesson, fault: this.#fetchFault };
    } catch (error) {
      if (!(error instanceof LessonError)) throw error;
      return { lesson: null, fault: { kind: 'lesson', error } };
    }
  });

  /** Changes whenever a question is asked, once more or for the first time. */
  get asked(): number {
    return this.#visit;
  }

  get lesson(): Lesson | null {
    return this.#parsed.lesson;
  }

  get fault(): Fault | null {
    return this.#parsed.fault;
  }

  /** Opens a lesson by its name, or one of the course's own by its path; null: the list. */
  async open(name: string | null): Promise<void> {
    const id = name || null;
    const visit = this.#leave();
    this.id = id;
    this.stage = 'asking';
    this.said = null;
    this.frames = new Map();
    this.#text = null;
    this.#fetchFault = null;
    this.#begun = null;
    this.opened(id);
    if (id === null) return;
    try {
      const text = lessonText(id) ?? (await fetchLesson(id));
      if (visit !== this.#visit) return;
      this.#text = text;
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      if (visit === this.#visit) this.#fetchFault = { kind: 'fetch', reason: error.reason };
      return;
    }
    const start = this.lesson?.start;
    if (start) await this.#load(start);
    if (visit !== this.#visit) return;
    this.#begun = this.lab.experiment;
    if (this.lesson) await this.#measure(runsAsked(this.lesson), visit);
  }

  async #load(run: LessonRun): Promise<void> {
    await this.lab.start(run.link, settingsOf(run)).catch(() => {});
    this.#complain(run, this.lab.problems);
  }

  #complain(run: LessonRun, problems: readonly Problem[]): void {
    const [problem] = problems;
    if (problem) {
      this.#refuse(run, problem.message);
    }
  }

  #refuse({ name, line }: LessonRun, message: string): void {
    this.#fetchFault = { kind: 'run', line, problem: `${name}: ${message}` };
  }

  /** The reader has said what will happen: now it is run, live on the lab and, for the figures of the
   *  text, beside it. */
  async answer(said: Said): Promise<void> {
    const visit = this.#visit;
    const lesson = this.lesson;
    const live = lesson?.runs[0];
    if (!lesson || this.stage !== 'asking') return;
    this.said = said;
    this.stage = 'running';
    const measured = this.#measure(runsShown(lesson), visit);
    if (live) {
      await this.#load(live);
      if (visit === this.#visit) await showRun(this.lab, live.iterations);
    }
    await measured;
    if (visit !== this.#visit) return;
    this.stage = 'answered';
    this.#remember();
  }

  async #measure(runs: readonly LessonRun[], visit: number): Promise<void> {
    const missing = runs.filter(({ name }) => !this.frames.has(name));
    const { signal } = this.#stop;
    await Promise.all(
      missing.map(async (run) => {
        const { link, iterations } = run;
        const job = { kind: 'measure', link, settings: settingsOf(run), iterations } as const;
        try {
          const { frame, problems } = await sharedPool().ask(job, { signal });
          if (visit !== this.#visit) return;
          this.frames = new Map(this.frames).set(run.name, frame);
          this.#complain(run, problems);
        } catch (error) {
          if (visit === this.#visit) this.#refuse(run, (error as Error).message);
        }
      }),
    );
  }

  /** A task is done, or given up: the explanation may be read. */
  finish(): void {
    this.stage = 'answered';
    if (this.taskDone) this.#remember();
  }

  /** To ask once more; ends a run under way. */
  again(): void {
    void this.open(this.id);
  }

  /** Figures of the runs, and of what the lab shows now. */
  readonly lookup: Lookup = (figure) => {
    if (figure.run === 'guess') return typeof this.said === 'number' ? this.said : NaN;
    if (figure.run === 'live') return this.#live(figure);
    const frame = this.frames.get(figure.run);
    return frame ? readFigure(figure, frame) : NaN;
  };

  #live(figure: Figure): number {
    const shown = diagnosedFrame(this.lab)?.frame;
    const now = shown ? readFigure(figure, shown) : NaN;
    return Number.isNaN(now) && this.lab.frame ? readFigure(figure, this.lab.frame) : now;
  }

  /** For a guess of a number: what the core found. */
  get answerNumber(): number {
    const guess = this.lesson?.guess;
    return guess?.kind === 'number' ? evaluate(guess.of, this.lookup) : NaN;
  }

  /** For a choice: which of them the core found to be so; −1: not known. */
  get answerChoice(): number {
    const guess = this.lesson?.guess;
    if (guess?.kind !== 'choice') return -1;
    return guess.choices.findIndex((choice) => holds(choice.holds, this.lookup));
  }

  /** Whether the task is done: the goal is reached and what was to be kept was kept. */
  get taskDone(): boolean {
    const task = this.lesson?.task;
    return (
      task !== null && task !== undefined && !this.taskChanged && holds(task.goal, this.lookup)
    );
  }

  /** A field that the task asks to keep and that is no longer as at the start; else null. */
  get taskChanged(): string | null {
    const { task } = this.lesson ?? {};
    const [begun, now] = [this.#begun, this.lab.experiment];
    if (!task || !begun || !now) return null;
    const same = (name: keyof typeof now) =>
      JSON.stringify(begun[name]) === JSON.stringify(now[name]);
    return task.keep.find((name) => !same(name as keyof typeof now)) ?? null;
  }

  #remember(): void {
    const { id, progress } = this;
    if (id === null || progress.done.includes(id)) return;
    this.setProgress({ ...progress, done: [...progress.done, id] });
  }

  setProgress(progress: { keep: boolean; done: string[] }): void {
    this.progress = progress;
    rememberProgress(progress);
  }

  close(): void {
    this.#leave();
  }

  /** Ends what is under way; the number of the visit that begins. */
  #leave(): number {
    this.#stop.abort();
    this.#stop = new AbortController();
    return ++this.#visit;
  }
}

function settingsOf({ table }: LessonRun): Settings {
  return table ? { table } : {};
}
