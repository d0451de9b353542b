import { lessonText, translationOf } from '../lessons/library';
import { LessonError } from '../lessons/lesson';
import { parseLesson } from '../lessons/parse';
import { formatNumber } from '../text/numbers';
import { words } from '../text/words.svelte';
import type { LessonRecord } from './hand_in';
import { h } from './words.svelte';

/** A lesson as its reader knows it; one that does not come with Ebb by the name of its file. */
export function lessonTitle(id: string): string {
  const text = lessonText(id);
  if (text === undefined) return id;
  try {
    return parseLesson(text, translationOf(id)).title;
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return id;
  }
}

export function guessWords({ guess, lesson }: LessonRecord): string {
  if (guess === null) return h('handin.guess_none');
  if (typeof guess !== 'number') return h('handin.guess_profile', { count: guess.length });
  const choice = choiceText(lesson, guess);
  return choice === null
    ? formatNumber(guess)
    : h('handin.guess_choice', { number: guess + 1, text: choice });
}

/** The words of an answer, as far as they can be told without figures and formulas. */
function choiceText(id: string, index: number): string | null {
  const text = lessonText(id);
  if (text === undefined) return null;
  const { guess } = parseLesson(text, translationOf(id));
  if (guess?.kind !== 'choice') return null;
  const blocks = guess.choices[index]?.text ?? [];
  return blocks
    .flatMap((block) => (block.kind === 'paragraph' ? block.inline : []))
    .map((piece) => (piece.kind === 'figure' ? '…' : piece.text))
    .join('');
}

/** A moment, in the reader's own time. */
export const timeWords = (iso: string): string =>
  new Intl.DateTimeFormat(`${words.language}-u-nu-latn`, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(new Date(iso));
