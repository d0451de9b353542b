import { diagnosedFrame } from '../lab/diagnosed_frame';
import type { Lab } from '../lab/lab.svelte';
import { outcomeOf } from '../lab/start_outcome';
import type { Frame, Problem, Settings, TheoryLimit } from '../module/ebb';
import type { ClinicVisit } from './clinic/clinic_visit.svelte';
import { visitTo } from './clinic/open_visits';
import type { Lookup } from './expression';
import { openingFault, type Fault } from './fault';
import { fetchText } from './fetch_lesson';
import { readFigure, readLive } from './figures';
import { LessonProgress } from './lesson_progress.svelte';
import { settingsWith } from './run_settings';
import { LessonError, type Lesson, type LessonRun } from './lesson';
import { refuseLocked } from './locked';
import { MeasuredRuns } from './measured_runs.svelte';
import { parseLesson } from './parse';
import type { Moment } from './scene';
import { ScenePlayer } from './scene_player.svelte';
import { largest } from './sections';
import { isSameRun, runsAsked, runsShown } from './runs_shown';
import { showLesson } from './show_run';
import { besideCourse, fetchCourse, ownSyllabus, readSyllabus } from './syllabus';
import type { Entry, Syllabus } from './syllabus';
import { TaskWatch } from './task_watch.svelte';
import { LessonTheories } from './theories.svelte';

/** What the reader said before the run: a number, a choice's index, a value for every layer. */
export type Said = number | readonly number[] | null;

/** The lessons of one lab: which is open, what the reader said, and what the core found. */
export class Course {
  /** The open lesson, as `?lesson=` names it; null: the list of them. */
  id = $state<string | null>(null);
  /** The lessons there are. */
  syllabus = $state.raw(ownSyllabus);
  stage = $state<'asking' | 'running' | 'answered'>('asking');
  said = $state.raw<Said>(null);
  readonly progress = new LessonProgress(() => this.syllabus);
  /** The learner's own, where a course gives every learner other numbers of the same kind. */
  seed: number | null = null;
  readonly scenes: ScenePlayer;
  readonly task: TaskWatch;
  /** The network of a lesson in the clinic. */
  clinic = $state.raw<ClinicVisit | null>(null);
  readonly theories: LessonTheories;
  readonly #measured = new MeasuredRuns(
    (run, { frame, problems, theory }) => {
      const limit = theory && this.theories.arrived(run.name, theory);
      if (limit) this.#expectNothing(run, limit);
      this.scenes.arrived(run.name, frame);
      this.#complain(run, problems);
    },
    (run, problem) => this.#complain(run, [problem]),
  );
  #entry = $state.raw<Entry | null>(null);
  #fetchFault = $state.raw<Fault | null>(null);
  /** Whether the page around the lab, which locks fields, chose the lesson itself. */
  #isOfCourse = false;
  /** Whether an address leads to its lessons. */
  #isAddressed = true;
  /** Ends the runs of the lesson that was left. */
  #stop = new AbortController();
  /** Over when the lab stands where the question is asked. */
  #standing: Promise<void> = Promise.resolve();
  /** Counted up when another lesson is opened: what was under way for the last one is dropped. */
  #visit = $state(0);

  constructor(
    readonly lab: Lab,
    /** Told which lesson is open, for the address: null: the list; undefined: one that no address has. */
    private readonly opened: (id: string | null | undefined) => void,
    syllabus: Syllabus = ownSyllabus,
  ) {
    this.syllabus = syllabus;
    this.scenes = new ScenePlayer(lab);
    this.theories = new LessonTheories(lab);
    this.task = new TaskWatch(lab, () => this.lesson?.task ?? null, this.lookup);
  }

  readonly #parsed = $derived.by((): { lesson: Lesson | null; fault: Fault | null } => {
    const entry = this.#entry;
    if (!entry) return { lesson: null, fault: this.#fetchFault };
    try {
      const lesson = parseLesson(entry.text, entry.translation, this.lab.schema);
      if (!this.#isOfCourse) refuseLocked(lesson, this.lab);
      return { lesson, fault: this.#fetchFault };
    } catch (error) {
      if (!(error instanceof LessonError)) throw error;
      return { lesson: null, fault: this.#faultOf(error) };
    }
  });

  #faultOf(error: LessonError): Fault {
    const offset = this.#entry?.offset ?? 0;
    return { kind: offset > 0 ? 'course' : 'lesson', line: error.line + offset, error };
  }

  /** Changes whenever a question is asked, once more or for the first time. */
  get asked(): number {
    return this.#visit;
  }

  /** The frames of the lesson's runs, as they come. */
  get frames(): ReadonlyMap<string, Frame> {
    return this.#measured.frames;
  }

  get lesson(): Lesson | null {
    return this.#parsed.lesson;
  }

  get fault(): Fault | null {
    return this.#parsed.fault;
  }

  /** Opens a lesson by its name, or one of the course's own by its path; null: the list. */
  async open(name: string | null, isOfCourse = false): Promise<void> {
    const id = name || null;
    const visit = this.#begin(id, isOfCourse);
    this.opened(this.#isAddressed ? id : undefined);
    if (id === null) return;
    await this.#told(visit, id, async () => {
      const known = this.#entryOf(id);
      const entry = known ?? { id, text: await fetchText(id, largest), offset: 0 };
      if (visit === this.#visit) await this.#ask(entry, visit);
    });
  }

  /** The file of the open lesson. */
  get file(): { name: string; text: string } | null {
    return this.#entry && { name: this.id ?? '', text: this.#entry.text };
  }

  /** The address that leads to the open lesson; null where none does. */
  get address(): string | null {
    const isOnSite = location.protocol !== 'file:' && this.#entry && this.#isAddressed;
    return isOnSite ? location.href.replace(/#.*$/, '') : null;
  }

  /** Opens a lesson that the reader handed over as a file. No address leads to it. */
  async openFile(name: string, text: string): Promise<void> {
    const visit = this.#begin(name, false);
    this.opened(undefined);
    await this.#ask({ id: name, text, offset: 0 }, visit);
  }

  /** Opens the list of a course's lessons, or one of them: by the path of its file on this site, or as a file
   *  that was handed over. */
  async openCourse(
    source: { path: string } | { text: string },
    lesson: string | null,
    isOfCourse: boolean,
  ): Promise<void> {
    const isPath = 'path' in source;
    const visit = this.#begin(null, isOfCourse);
    this.syllabus = { title: null, about: [], entries: [] };
    await this.#told(visit, isPath ? source.path : '', async () => {
      const text = isPath ? await fetchCourse(source.path) : source.text;
      const beside = isPath ? besideCourse(source.path) : null;
      const syllabus = await readSyllabus(text, beside, this.lab.schema);
      if (visit !== this.#visit) return;
      this.syllabus = syllabus;
      this.#isAddressed = isPath;
      await this.open(lesson, isOfCourse);
    });
  }

  /** Shows another text in place of the one that is open: it is being written. What it says begins anew
   *  only where that concerns what was run. */
  async edit(text: string): Promise<void> {
    const before = this.lesson;
    const entry = { id: this.id ?? '', text, offset: 0 };
    this.#entry = entry;
    const now = this.lesson;
    if (!now || isSameRun(before, now)) return;
    const visit = this.#begin(this.id, false);
    await this.#ask(entry, visit);
  }

  /** Does something that may fail in ways a reader is told of. */
  async #told(visit: number, name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const fault = openingFault(error, name);
      if (!fault) throw error;
      if (visit === this.#visit) this.#fetchFault = fault;
    }
  }

  #begin(id: string | null, isOfCourse: boolean): number {
    const visit = this.#leave();
    this.id = id;
    this.stage = 'asking';
    this.said = null;
    this.#measured.forget();
    this.theories.forget();
    this.#entry = null;
    this.#fetchFault = null;
    this.task.begin(null);
    this.clinic = null;
    this.#isOfCourse = isOfCourse;
    return visit;
  }

  async #ask(entry: Entry, visit: number): Promise<void> {
    this.#entry = entry;
    this.#standing = this.#stand(visit);
    await this.#standing;
    if (visit === this.#visit && this.lesson)
      await this.#measure(this.lesson, runsAsked(this.lesson));
  }

  /** Brings the lab to where the question is asked. */
  async #stand(visit: number): Promise<void> {
    const { clinic = null, start = null } = this.lesson ?? {};
    if (clinic) {
      const seed = this.seed ?? clinic.seed;
      this.clinic = visitTo(this.lab, this.id ?? '', clinic, seed, this.#stop.signal);
    }
    if (start) await this.#load(start, visit);
    if (visit !== this.#visit) return;
    this.task.begin(this.lab.experiment);
    await this.#set('question', visit);
  }

  async #set(moment: Moment, visit: number): Promise<void> {
    const { lesson } = this;
    const isWanted = () => visit === this.#visit;
    const error = lesson && (await this.scenes.set(lesson, moment, () => this.frames, isWanted));
    if (error && isWanted()) this.#fetchFault = this.#faultOf(error);
  }

  async #load(run: LessonRun, visit: number): Promise<void> {
    const outcome = await outcomeOf(this.lab.start(run.link, this.#settingsOf(run)));
    if (visit === this.#visit && outcome !== 'overtaken') this.#complain(run, this.lab.problems);
  }

  /** Beside its link: data of its own, and what is locked, unless the page that locks it chose the
   *  lesson too. */
  #settingsOf(run: LessonRun): Settings {
    return { ...settingsWith(run, this.seed), ...(this.#isOfCourse ? {} : this.lab.locks.values) };
  }

  #complain(run: LessonRun, problems: readonly Problem[]): void {
    const [problem] = problems;
    const line = run.line + (this.#entry?.offset ?? 0);
    if (problem) this.#fetchFault = { kind: 'run', line, run: run.name, problem };
  }

  #expectNothing({ name, line }: LessonRun, limit: TheoryLimit): void {
    const offset = this.#entry?.offset ?? 0;
    this.#fetchFault = { kind: 'theory', line: line + offset, run: name, limit };
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
    const measured = this.#measure(lesson, runsShown(lesson));
    // A question that is still being set would move the run of an answer that came sooner.
    await this.#standing;
    if (visit !== this.#visit) return;
    if (live) {
      await this.#load(live, visit);
      if (visit !== this.#visit) return;
      await this.#set('run', visit);
      await showLesson(this.lab, lesson, live, signal);
    }
    await measured;
    if (visit !== this.#visit) return;
    this.task.begin(this.lab.experiment);
    this.stage = 'answered';
    if (!lesson.task && this.id) this.progress.remember(this.id);
    await this.#set('outcome', visit);
  }

  /** Has all figures computed that the lesson speaks of. */
  async measureAll(): Promise<void> {
    if (this.lesson) await this.#measure(this.lesson, runsShown(this.lesson));
  }

  async #measure(lesson: Lesson, runs: readonly LessonRun[]): Promise<void> {
    await this.#measured.measure(lesson, runs, (run) => this.#settingsOf(run), this.#stop.signal);
  }

  /** A task is given up: the explanation may be read. */
  giveUp(): void {
    this.stage = 'answered';
  }

  /** To be called whenever the goal may have been reached. */
  noteGoal(): void {
    const isClosed = this.stage === 'asking' && Boolean(this.clinic?.result);
    const isReached = this.isTaskSet && !this.task.isDone && this.task.isReached;
    if (!isClosed && !isReached) return;
    if (isReached) this.task.isDone = true;
    this.stage = 'answered';
    if (this.id) this.progress.remember(this.id);
  }

  /** To ask once more; ends a run under way. */
  again(): void {
    const entry = this.#entry;
    if (!entry) return;
    const visit = this.#begin(this.id, this.#isOfCourse);
    void this.#ask(entry, visit);
  }

  /** Figures of the runs, and of what the lab shows now. */
  readonly lookup: Lookup = (figure) => {
    if (figure.run === 'guess') return typeof this.said === 'number' ? this.said : NaN;
    if (figure.isTheory) return this.theories.read(figure);
    if (figure.run === 'live') {
      return readLive(figure, diagnosedFrame(this.lab)?.frame ?? null, this.lab.frame);
    }
    const frame = this.frames.get(figure.run);
    return frame ? readFigure(figure, frame) : NaN;
  };

  /** Whether the task is the reader's turn: where there is a guess too, that comes first. */
  get isTaskSet(): boolean {
    const { lesson } = this;
    return Boolean(lesson?.task) && (lesson?.guess === null || this.stage === 'answered');
  }

  #entryOf(id: string): Entry | undefined {
    return this.syllabus.entries.find((entry) => entry.id === id);
  }

  close(): void {
    this.#leave();
  }

  /** Ends what is under way; the number of the visit that begins. */
  #leave(): number {
    this.#stop.abort();
    this.scenes.clear();
    this.#stop = new AbortController();
    return ++this.#visit;
  }
}
