import type { Component } from 'svelte';
import { lessonFileKind } from '../experiment/lesson_file_kind';
import type { recordCourse } from '../handin/recorder.svelte';
import type { Course } from '../lessons/course.svelte';
import type { LessonActions, PanelProps } from '../lessons/panel';
import type { Pointer } from '../lessons/scene';
import type { Syllabus } from '../lessons/syllabus';
import type { Experiment } from '../module/ebb';
import type { Embed } from '../embed/embed.svelte';
import { ignorePartMissing, parts } from '../text/parts.svelte';
import { isOpeningInAddress, showLessonInAddress, showOpeningInAddress } from './address';

type Panel = Component<PanelProps>;
interface Script {
  Panel: Panel;
  syllabus?: Syllabus;
  recordCourse?: typeof recordCourse;
}

/** With what writes down what is done in them. */
const lessonScript = async (): Promise<Script> => {
  const [{ default: Panel }, { recordCourse }] = await parts.fetch(() =>
    Promise.all([import('../handin/CoursePanel.svelte'), import('../handin/recorder.svelte')]),
  );
  return { Panel, recordCourse };
};

/** The lessons beside a lab, or the opening, which are loaded once somebody asks for them. */
export class LessonSession implements LessonActions {
  /** From when they are asked for: there is room for them before they are loaded. */
  isOpen = $state(false);
  lessons = $state.raw<{ course: Course; Panel: Panel } | null>(null);
  /** Whether a lesson is being written: its text needs room. */
  isWriting = $state(false);
  /** What stands beside the stage while lessons are open. */
  side = $state<'lesson' | 'experiment'>('lesson');

  /** Counted up with every wish to open or close: what was under way for an older one is dropped. */
  #sequence = 0;
  /** What the lab ran before the opening, and where it stood. */
  #before: { experiment: Experiment; link: string; position: number } | null = null;

  constructor(private readonly embed: Embed) {
    embed.openOpening = () => this.watch();
  }

  look({ kind }: Pointer): void {
    if (kind !== 'control') return;
    this.side = 'experiment';
    this.embed.openForm();
  }

  watch(): void {
    void this.openOpening().catch(ignorePartMissing);
  }

  write(file: { name: string; text: string } | null): void {
    void this.openEditor(file).catch(ignorePartMissing);
  }

  end(where: 'lab' | 'lessons', staysHere: boolean): void {
    void this.#end(where, staysHere).catch(ignorePartMissing);
  }

  get hasOwn(): boolean {
    return this.#before !== null && (this.#before.link !== '' || this.#before.position > 0);
  }

  /** Opens a lesson by its name; null: the list of them. `isOfCourse`: the page around the lab, or the
   *  link, names it. */
  async open(id: string | null, isOfCourse = false): Promise<void> {
    await (await this.#load())?.open(id, isOfCourse);
  }

  /** Opens what the page around the lab, or the link, names. */
  async openNamed(course: string | null, lesson: string | null): Promise<void> {
    if (course === null) return this.open(lesson, true);
    await (await this.#load())?.openCourse({ path: course }, lesson, true);
  }

  /** Opens a lesson, or a course of several, that the reader handed over as a file. */
  async openFile(name: string, text: string): Promise<void> {
    const isCourse = lessonFileKind(text, name) === 'course';
    const course = await this.#load();
    await (isCourse ? course?.openCourse({ text }, null, false) : course?.openFile(name, text));
  }

  /** Opens the editor on a lesson's file; null: on what was being written last. */
  async openEditor(file: { name: string; text: string } | null): Promise<void> {
    this.close();
    this.isWriting = true;
    await this.#load(async () => {
      const [{ default: Panel }, { draftOf }] = await parts.fetch(() =>
        Promise.all([import('../editor/EditorPanel.svelte'), import('../editor/draft.svelte')]),
      );
      const draft = draftOf(this.embed.lab);
      if (file && draft.mayGo()) draft.begin(file.text, file.name);
      return { Panel };
    });
  }

  /** Shows the opening, on a lab with less around it. */
  async openOpening(): Promise<void> {
    const { embed } = this;
    this.close();
    embed.isOpening = true;
    if (embed.isPage) showOpeningInAddress(true);
    const course = await this.#load(async () => {
      await embed.lab.settled();
      const { experiment, link, frame } = embed.lab;
      this.#before = experiment && { experiment, link, position: frame?.position ?? 0 };
      const [{ default: Panel }, { opening: syllabus }] = await parts.fetch(() =>
        Promise.all([import('../opening/OpeningPanel.svelte'), import('../opening/opening')]),
      );
      return { Panel, syllabus };
    }).catch((error) => {
      this.close();
      throw error;
    });
    await course?.open(course.syllabus.entries[0]!.id, true);
  }

  /** Who does not go on with the network of the scene finds the lab as it was, and where it was. */
  async #end(where: 'lab' | 'lessons', staysHere: boolean): Promise<void> {
    const before = this.embed.isOpening && !staysHere ? this.#before : null;
    this.close();
    if (before) await this.#returnTo(before).catch(() => {});
    if (where === 'lessons') await this.open(null);
  }

  async #returnTo({ experiment, position }: { experiment: Experiment; position: number }) {
    const { lab } = this.embed;
    const outcome = await lab.open(experiment);
    if (outcome === 'began' && position > 0) lab.playback.returnedTo(await lab.seek(position));
  }

  /** The lessons of this lab; null where something else was wished for before they came. */
  async #load(script: () => Promise<Script> = lessonScript): Promise<Course | null> {
    if (script === lessonScript && (this.embed.isOpening || this.isWriting)) this.close();
    const sequence = ++this.#sequence;
    this.leave();
    this.embed.closedLesson = null;
    this.isOpen = true;
    this.side = 'lesson';
    const lessons = parts.fetch(() => import('../lessons/course.svelte'));
    const [{ Course }, { Panel, syllabus, recordCourse }] = await Promise.all([
      lessons,
      script(),
    ]).catch((error) => {
      if (sequence === this.#sequence) this.isOpen = false;
      throw error;
    });
    if (sequence !== this.#sequence) return null;
    const shown = (open: string | null | undefined) => {
      if (!this.embed.isOpening) this.#show(open);
    };
    if (!this.lessons) {
      const course = new Course(this.embed.lab, shown, syllabus);
      const { options, recorder } = this.embed;
      if (recordCourse) this.embed.recorder = recordCourse(course, options.learner, recorder);
      this.lessons = { course, Panel };
    }
    return this.lessons.course;
  }

  close(): void {
    const { lesson, stage } = this.lessons?.course ?? {};
    const isRecorded = !this.embed.isOpening && !this.isWriting;
    if (lesson && stage === 'running' && isRecorded) this.embed.closedLesson = lesson.title;
    ++this.#sequence;
    this.leave();
    this.isOpen = false;
    this.lessons = null;
    this.isWriting = false;
    if (!this.embed.isOpening) return this.#show(undefined);
    this.embed.isOpening = false;
    if (this.embed.isPage) showOpeningInAddress(false);
  }

  /** The browser's ways back and forward lead out of the opening and into it: only an address that names it
   *  stands for a scene's network. */
  followHistory(): void {
    const { isPage, isOpening } = this.embed;
    if (!isPage || isOpening === isOpeningInAddress()) return;
    if (isOpening) this.close();
    else this.watch();
  }

  /** Which lesson is open; undefined: none, nor the list of them. */
  #show(id: string | null | undefined): void {
    this.embed.lesson = id === undefined ? null : (id ?? '');
    if (this.embed.isPage) showLessonInAddress(id);
  }

  /** Ends what a lesson still computes. */
  leave(): void {
    this.lessons?.course.close();
  }
}
