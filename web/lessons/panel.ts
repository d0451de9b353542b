import type { Course } from './course.svelte';
import type { Pointer } from './scene';

/** What stands beside the stage for lessons: the lessons themselves, or the opening. */
export interface PanelProps {
  course: Course;
  /** Whether this lesson is the only one to be seen. */
  fixed: boolean;
  /** Makes room for what is pointed at, where it is not on the page now. */
  onlook: (pointer: Pointer) => void;
  /** Shows the opening. */
  onwatch: () => void;
  /** Opens the editor, on a file or on what was being written. */
  onwrite: (file: { name: string; text: string } | null) => void;
  /** Leaves: for the lab, or for its lessons; `isDone`: seen to its end. */
  onend: (where: 'lab' | 'lessons', isDone: boolean) => void;
}
