import type { Course } from '../lessons/course.svelte';
import type LessonPanel from '../lessons/LessonPanel.svelte';
import type { Embed } from '../embed/embed.svelte';
import { parts } from '../text/parts.svelte';
import { showLessonInAddress } from './address';

/** The lessons beside a lab, which are loaded once somebody asks for them. */
export class LessonSession {
  /** From when they are asked for: there is room for them before they are loaded. */
  isOpen = $state(false);
  lessons = $state.raw<{ course: Course; Panel: typeof LessonPanel } | null>(null);
  /** What stands beside the stage while lessons are open. */
  side = $state<'lesson' | 'experiment'>('lesson');

  constructor(private readonly embed: Embed) {}

  /** Opens a lesson by its name; null: the list of them. */
  async open(id: string | null): Promise<void> {
    this.isOpen = true;
    this.side = 'lesson';
    const [{ Course }, { default: Panel }] = await parts
      .fetch(() =>
        Promise.all([import('../lessons/course.svelte'), import('../lessons/LessonPanel.svelte')]),
      )
      .catch((error) => {
        this.isOpen = false;
        throw error;
      });
    const { embed } = this;
    const course = new Course(embed.lab, (open) => this.#show(open));
    // It may have been closed before it came.
    if (!this.isOpen) return;
    this.lessons = { course, Panel };
    await course.open(id);
  }

  close(): void {
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
