import type { Doubt, FileResult } from './grade';
import type { HandInFault } from './hand_in';
import { h } from './words.svelte';

/** Why a file could not be read. */
export const faultSentence = ({ reason, got }: HandInFault): string =>
  h(`fault.${reason}`, { got });

/** What is not as the file says. */
export function doubtSentence(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'edited':
      return h('doubt.edited');
    case 'equal':
      return h('doubt.equal', { of: doubt.of });
    case 'equal_part':
      return h('doubt.equal_part', {
        of: doubt.of,
        count: doubt.lessons.length,
        lessons: doubt.lessons.join(', '),
      });
    case 'not_replayed':
      return h('doubt.not_replayed', { lesson: doubt.lesson, reason: doubt.reason });
    case 'run':
      return h('doubt.run', { lesson: doubt.lesson, run: doubt.name });
    default:
      return h(`doubt.${doubt.kind}`, { lesson: doubt.lesson });
  }
}

export type Verdict = 'unreadable' | 'doubtful' | 'equal' | 'unmarked' | 'as_run';

/** In the order in which they are counted. */
export const verdicts: readonly Verdict[] = [
  'as_run',
  'doubtful',
  'equal',
  'unmarked',
  'unreadable',
];

const isOfEqual = ({ kind }: Doubt) => kind === 'equal' || kind === 'equal_part';

export function verdictOf({ fault, doubts, lessons }: FileResult): Verdict {
  if (fault) return 'unreadable';
  if (doubts.length > 0) return doubts.every(isOfEqual) ? 'equal' : 'doubtful';
  return lessons.length > 0 ? 'as_run' : 'unmarked';
}

/** Of a file: what marking has to say against it, a sentence each; none: every run came out as it says. */
export const objections = (result: FileResult): string[] =>
  result.fault ? [faultSentence(result.fault)] : result.doubts.map(doubtSentence);

/** What of a file was not marked; none: all of it was. */
export const unmarkedSentences = ({ unmarked }: FileResult): string[] =>
  unmarked.length > 0
    ? [h('grade.unmarked', { count: unmarked.length, lessons: unmarked.join(', ') })]
    : [];

/** How many of the lessons that were asked for are in a file; '' where none was named. */
export const doneWords = ({ done }: FileResult): string => (done ? h('grade.done', done) : '');

/** How many files there are, and of which verdict. */
export function summaryOf(results: readonly FileResult[]): string {
  const counts = verdicts.flatMap((verdict) => {
    const count = results.filter((one) => verdictOf(one) === verdict).length;
    return count > 0 ? [h(`summary.${verdict}`, { count })] : [];
  });
  return h('summary.files', { count: results.length, parts: counts.join(', ') });
}
