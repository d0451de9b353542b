import type { Course } from '../lessons/course.svelte';
import type CoursePanel from '../handin/CoursePanel.svelte';
import type { Embed } from '../embed/embed.svelte';
import { parts } from '../text/parts.svelte';
import { showLessonInAddress } from './address';

/** The lessons beside a lab, which are loaded once somebody asks for them. */
export class LessonSession {
  /** From when they are asked for: there is room for them before they are loaded. */
  isOpen = $state(false);
  lessons = $state.raw<{ course: Course; Panel: typeof CoursePanel } | null>(null);
  /** What stands beside the stage while lessons are open. */
  side = $state<'lesson' | 'experiment'>('lesson');

  /** Counted up with every wish to open or close: what was under way for an older one is dropped. */
  #sequence = 0;

  constructor(private readonly embed: Embed) {}

  /** Opens a lesson by its name; null: the list of them. `isOfCourse`: the page around the lab, or the
   *  link, names it. */
  async open(id: string | null, isOfCourse = false): Promise<void> {
    await (await this.#load())?.open(id, isOfCourse);
  }

  /** Opens a lesson that the reader handed over as a file. */
  async openFile(name: string, text: string): Promise<void> {
    await (await this.#load())?.openFile(name, text);
  }

  /** The lessons of this lab; null where something else was wished for before they came. */
  async #load(): Promise<Course | null> {
    const sequence = ++this.#sequence;
    this.leave();
    this.isOpen = true;
    this.side = 'lesson';
    const [{ Course }, { default: Panel }, { recordCourse }] = await parts
      .fetch(() =>
        Promise.all([
          import('../lessons/course.svelte'),
          import('../handin/CoursePanel.svelte'),
          import('../handin/recorder.svelte'),
        ]),
      )
      .catch((error) => {
        if (sequence === this.#sequence) this.isOpen = false;
        throw error;
      });
    if (sequence !== this.#sequence) return null;
    if (!this.lessons) {
      const course = new Course(this.embed.lab, (open) => this.#show(open));
      const { options, recorder } = this.embed;
      this.embed.recorder = recordCourse(course, options.learner, recorder);
      this.lessons = { course, Panel };
    }
    return this.lessons.course;
  }

  close(): void {
    ++this.#sequence;
    this.leave();
    this.isOpen = false;
    this.lessons = null;
    this.#show(undefined);
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
