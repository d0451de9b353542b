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
    case 'copy':
      return h('doubt.copy', { of: doubt.of });
    case 'run':
      return h('doubt.run', { lesson: doubt.lesson, run: doubt.name });
    default:
      return h(`doubt.${doubt.kind}`, { lesson: doubt.lesson });
  }
}

export type Verdict = 'unreadable' | 'doubtful' | 'as_run';

export const verdictOf = ({ fault, doubts }: FileResult): Verdict =>
  fault ? 'unreadable' : doubts.length > 0 ? 'doubtful' : 'as_run';

/** Of a file: what marking has to say against it, a sentence each; none: every run came out as it says. */
export const objections = (result: FileResult): string[] =>
  result.fault ? [faultSentence(result.fault)] : result.doubts.map(doubtSentence);
