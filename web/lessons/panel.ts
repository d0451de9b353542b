import type { Course } from './course.svelte';
import type { Pointer } from './scene';

/** What lessons ask of the lab around them. */
export interface LessonActions {
  /** Makes room for what is pointed at, where it is not on the page now. */
  look(pointer: Pointer): void;
  /** Shows the opening. */
  watch(): void;
  /** Opens the editor, on a file or on what was being written. */
  write(file: { name: string; text: string } | null): void;
  /** Leaves the opening or the editor: for the lab, or for its lessons. After the opening the reader's own network is
   *  there again, unless the one of the scene is to stay. */
  end(where: 'lab' | 'lessons', staysHere: boolean): void;
  /** Whether the reader had a network of their own, or had come some way with it, before the opening. */
  readonly hasOwn: boolean;
}

/** What stands beside the stage for lessons: the lessons themselves, the opening, or the editor. */
export interface PanelProps {
  course: Course;
  /** Whether this lesson is the only one to be seen. */
  fixed: boolean;
  actions: LessonActions;
}
