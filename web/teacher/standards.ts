import written from './standards.json';

/** A figure of a lesson over the seeds that its claims are held over. */
export interface Standard {
  /** The figure, as the lesson's file writes it. */
  of: string;
  /** Null: in most seeds there is no such number. */
  median: number | null;
  low: number | null;
  high: number | null;
}

/** What a lesson comes to over seeds, computed by the core (tests/lessons/standards.test.ts writes the file). */
export interface LessonStandards {
  /** Tells the lesson's file from others: of another text the figures are worth nothing. */
  text: string;
  seeds: number;
  figures: Standard[];
  /** For each answer that can be chosen, from how many seeds it is right; null: nothing is chosen. */
  choices: number[] | null;
}

export const standards: Readonly<Record<string, LessonStandards>> = written;
