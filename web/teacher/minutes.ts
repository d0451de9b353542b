import type { Lesson } from '../lessons/lesson';
import type { Inline, RichText } from '../lessons/rich_text';

/** How long a lesson takes a class that guesses first and speaks about it afterwards: an estimate, and the one
 *  rule for it. The teacher's pages say it in words with these numbers (`minutes_rule`). */
export const pace = {
  /** Words read a minute, slower than prose is read: every figure is looked for on the lab. */
  words: 150,
  guess: 2,
  /** A guess that is drawn takes longer than one that is chosen. */
  drawn: 3,
  /** Watching what is run. */
  run: 1,
  talk: 2,
  /** Turning what can be turned at the end. */
  play: 2,
  /** Trying for a goal. */
  task: 8,
  /** A look or a change in the clinic. */
  action: 1,
} as const;

/** Whole minutes, rounded up. */
export function minutesOf(lesson: Lesson): number {
  const { guess, task, clinic, play, note } = lesson;
  const texts = [lesson.question, lesson.outcome, lesson.explanation, play, note?.text];
  const words = texts.reduce((sum, text) => sum + (text ? wordsIn(text) : 0), 0);
  const asked = guess ? (guess.kind === 'profile' ? pace.drawn : pace.guess) + pace.run : 0;
  const tried = task ? pace.task : 0;
  const spent = clinic ? (clinic.looks + clinic.changes) * pace.action : 0;
  const played = play ? pace.play : 0;
  return Math.ceil(words / pace.words + asked + tried + spent + pace.talk + played);
}

/** A figure or a formula counts as a word. */
export function wordsIn(text: RichText): number {
  let count = 0;
  for (const block of text) {
    if (block.kind === 'formula') count += 1;
    else
      for (const inline of block.kind === 'list' ? block.items : [block.inline])
        count += wordsOf(inline);
  }
  return count;
}

const wordsOf = (inline: readonly Inline[]): number =>
  inline.reduce((sum, piece) => {
    const isText = piece.kind === 'text' || piece.kind === 'strong';
    return sum + (isText ? (piece.text.match(/[\p{L}\p{N}]+/gu) ?? []).length : 1);
  }, 0);
