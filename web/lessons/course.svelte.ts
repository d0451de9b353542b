import type { Lab } from '../lab/lab.svelte';
import type { Frame, Problem, Settings } from '../module/ebb';
import { diagnosedFrame } from '../lab/diagnosed_frame';
import { sharedPool } from '../worker/shared_pool';
import type { Figure, Lookup } from './expression';
import { evaluate, holds } from './expression';
import { FetchFault, fetchLesson } from './fetch_lesson';
import { isInHistory, lookupInHistory, readFigure } from './figures';
import { settingsWith } from './learner_seed';
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
  /** The learner's own, where a course gives every learner other numbers of the same kind. */
  seed: number | null = null;
  #text = $state.raw<string | null>(null);
  #fetchFault = $state.raw<Fault | null>(null);
  /** The experiment that the lesson began with. */
  #begun: Lab['experiment'] = null;
  /** Whether the page around the lab, which locks fields, chose the lesson itself. */
  #isOfCourse = false;
  #hasReachedGoal = $state(false);
  /** Ends the runs of the lesson that was left. */
  #stop = new AbortController();
  /** Counted up when another lesson is opened: what was under way for the last one is dropped. */
  #visit = $state(0);

  constructor(
    readonly lab: Lab,
    /** Told which lesson is open, for the address: null: the list; undefined: one that no address has. */
    private readonly opened: (id: string | null | undefined) => void,
  ) {}

  readonly #parsed = $derived.by((): { lesson: Lesson | null; fault: Fault | null } => {
    if (this.#text === null || this.id === null) return { lesson: null, fault: this.#fetchFault };
    try {
      const translation = this.#text === lessonText(this.id) ? translationOf(this.id) : undefined;
      const lesson = parseLesson(this.#text, translation, this.lab.schema);
      if (!this.#isOfCourse) refuseLocked(lesson, this.lab);
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

  /** The open lesson's file. */
  get text(): string | null {
    return this.#text;
  }

  get fault(): Fault | null {
    return this.#parsed.fault;
  }

  /** Opens a lesson by its name, or one of the course's own by its path; null: the list. */
  async open(name: string | null, isOfCourse = false): Promise<void> {
    const id = name || null;
    const visit = this.#begin(id, isOfCourse);
    this.opened(id);
    if (id === null) return;
    try {
      const text = lessonText(id) ?? (await fetchLesson(id));
      if (visit === this.#visit) await this.#ask(text, visit);
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      if (visit === this.#visit) this.#fetchFault = { kind: 'fetch', reason: error.reason };
    }
  }

  /** Opens a lesson that the reader handed over as a file. No address leads to it. */
  async openFile(name: string, text: string): Promise<void> {
    const visit = this.#begin(name, false);
    this.opened(undefined);
    await this.#ask(text, visit);
  }

  #begin(id: string | null, isOfCourse: boolean): number {
    const visit = this.#leave();
    this.id = id;
    this.stage = 'asking';
    this.said = null;
    this.frames = new Map();
    this.#text = null;
    this.#fetchFault = null;
    this.#begun = null;
    this.#isOfCourse = isOfCourse;
    this.#hasReachedGoal = false;
    return visit;
  }

  async #ask(text: string, visit: number): Promise<void> {
    this.#text = text;
    const start = this.lesson?.start;
    if (start) await this.#load(start, visit);
    if (visit !== this.#visit) return;
    this.#begun = this.lab.experiment;
    if (this.lesson) await this.#measure(runsAsked(this.lesson), visit);
  }

  async #load(run: LessonRun, visit: number): Promise<void> {
    await this.lab.start(run.link, this.#settingsOf(run)).catch(() => {});
    if (visit === this.#visit) this.#complain(run, this.lab.problems);
  }

  /** Beside its link: data of its own, and what is locked, unless the page that locks it chose the
   *  lesson too. */
  #settingsOf(run: LessonRun): Settings {
    return { ...settingsWith(run, this.seed), ...(this.#isOfCourse ? {} : this.lab.locked) };
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
    const { signal } = this.#stop;
    const measured = this.#measure(runsShown(lesson), visit);
    if (live) {
      await this.#load(live, visit);
      if (visit === this.#visit) await showRun(this.lab, live.iterations, signal);
    }
    await measured;
    if (visit !== this.#visit) return;
    this.#begun = this.lab.experiment;
    this.stage = 'answered';
    if (!lesson.task) this.#remember();
  }

  async #measure(runs: readonly LessonRun[], visit: number): Promise<void> {
    const missing = runs.filter(({ name }) => !this.frames.has(name));
    const { signal } = this.#stop;
    await Promise.all(
      missing.map(async (run) => {
        const { link, iterations } = run;
        const job = { kind: 'measure', link, settings: this.#settingsOf(run), iterations } as const;
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

  /** A task is given up: the explanation may be read. */
  giveUp(): void {
    this.stage = 'answered';
  }

  /** To be called whenever the goal may have been reached. What was reached once stays reached,
   *  however the run goes on. */
  noteGoal(): void {
    if (!this.isTaskSet || this.#hasReachedGoal || !this.#isGoalReached) return;
    this.#hasReachedGoal = true;
    this.stage = 'answered';
    this.#remember();
  }

  /** To ask once more; ends a run under way. */
  again(): void {
    const text = this.#text;
    if (this.id === null || text === null) return;
    const visit = this.#begin(this.id, this.#isOfCourse);
    void this.#ask(text, visit);
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

  /** Whether the task is the reader's turn: where there is a guess too, that comes first. */
  get isTaskSet(): boolean {
    const { lesson } = this;
    return Boolean(lesson?.task) && (lesson?.guess === null || this.stage === 'answered');
  }

  /** Whether the goal was reached with all kept that was to be kept. */
  get taskDone(): boolean {
    return this.#hasReachedGoal;
  }

  /** Whether it is reached where the run stands, or was at an iteration that it has passed. */
  get #isGoalReached(): boolean {
    const task = this.lesson?.task;
    if (!task || this.taskChanged) return false;
    if (holds(task.goal, this.lookup)) return true;
    const { frame, history } = this.lab;
    if (!frame || !history || !isInHistory(task.goal)) return false;
    return history.iterations.some(
      (iteration, row) =>
        iteration <= frame.iteration && holds(task.goal, lookupInHistory(history, row)),
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

/** A lesson that the reader chose changes nothing that the page around the lab has locked. */
function refuseLocked({ start, runs }: Lesson, lab: Lab): void {
  for (const { link, table, line } of start ? [start, ...runs] : runs) {
    const names = [...new URLSearchParams(link).keys(), ...(table ? ['table'] : [])];
    const locked = names.find((name) => lab.isLocked(name));
    if (locked) throw new LessonError('locked', line, locked);
  }
}
