import { lessonText, translationOf } from '../lessons/library';
import type { Course } from '../lessons/course.svelte';
import { LessonError, type Lesson } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { formatNumber } from '../text/numbers';
import { words } from '../text/words.svelte';
import type { LessonRecord } from './hand_in';
import { h } from './words.svelte';

/** The text of a lesson that a course has, or that is open in it, or that comes with Ebb. */
export function textOf(id: string, course: Course): string | undefined {
  const entry = course.syllabus.entries.find((one) => one.id === id);
  return entry?.text ?? (course.id === id ? course.file?.text : undefined) ?? lessonText(id);
}

/** In the present language, as far as it comes with Ebb; null where it cannot be read. */
function lessonOf(id: string, text: string | undefined): Lesson | null {
  if (text === undefined) return null;
  try {
    return parseLesson(text, text === lessonText(id) ? translationOf(id) : undefined);
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return null;
  }
}

/** A lesson as its reader knows it; one whose text is not there by its name. */
export const lessonTitle = (id: string, text: string | undefined): string =>
  lessonOf(id, text)?.title ?? id;

/** What was said first in a lesson of this text. */
export function guessWords(
  { guess, lesson }: Pick<LessonRecord, 'guess' | 'lesson'>,
  text: string | undefined,
): string {
  if (guess === null) return h('handin.guess_none');
  if (typeof guess !== 'number') return h('handin.guess_profile', { count: guess.length });
  const choice = choiceText(lessonOf(lesson, text), guess);
  return choice === null
    ? formatNumber(guess)
    : h('handin.guess_choice', { number: guess + 1, text: choice });
}

/** The words of an answer, as far as they can be told without figures and formulas. */
function choiceText(lesson: Lesson | null, index: number): string | null {
  const guess = lesson?.guess;
  if (guess?.kind !== 'choice') return null;
  const blocks = guess.choices[index]?.text ?? [];
  return blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.inline : []))
    .map((piece) => (piece.kind === 'figure' ? '…' : piece.text))
    .join('');
}

/** A moment, in the reader's own time; where the browser does not know the language, in figures alone. */
export function timeWords(iso: string): string {
  const isKnown = Intl.DateTimeFormat.supportedLocalesOf(words.language).length > 0;
  // Swedish writes 2026-11-26 16:32:30.
  return new Intl.DateTimeFormat(isKnown ? `${words.language}-u-nu-latn` : 'sv', {
    dateStyle: isKnown ? 'medium' : 'short',
    timeStyle: 'medium',
  }).format(new Date(iso));
}
