import { formatCount } from '../text/numbers';
import type { Field, Problem, TheoryLimit } from '../module/ebb';
import { problemSentence } from '../text/problem_sentence';
import { named, t } from '../text/words.svelte';
import { FetchFault } from './fetch_lesson';
import { LessonError } from './lesson';

/** Why a lesson or a course could not be opened. Lines are of the file, from 1. */
export type Fault =
  | { kind: 'lesson' | 'course'; line: number; error: LessonError }
  | { kind: 'fetch'; reason: FetchFault['reason']; name: string }
  | { kind: 'run'; line: number; run: string; problem: Problem }
  | { kind: 'theory'; line: number; run: string; limit: TheoryLimit };

/** Why opening something by its name failed; null: that is nothing a reader is to be told. */
export function openingFault(error: unknown, name: string): Fault | null {
  if (error instanceof FetchFault) return { kind: 'fetch', reason: error.reason, name };
  return error instanceof LessonError ? { kind: 'course', line: error.line, error } : null;
}

/** What is wrong, without the line. `schema`: of the settings that an experiment takes. */
export function faultReason(
  fault: Exclude<Fault, { kind: 'fetch' }>,
  schema: readonly Field[] = [],
): string {
  if (fault.kind === 'run') {
    return t('fault.run', { problem: `${fault.run}: ${problemSentence(fault.problem, schema)}` });
  }
  if (fault.kind === 'theory') {
    const { run, limit } = fault;
    return t('fault.no_theory', { run, why: named('theory_limit', limit) });
  }
  const { reason, got, takes } = fault.error;
  return t(`fault.${reason}`, { got: written(got), id: got, takes: written(takes) });
}

/** The whole sentence. */
export function faultText(fault: Fault, schema: readonly Field[] = []): string {
  if (fault.kind === 'fetch') return t(`fault.${fault.reason}`, { id: fault.name });
  const { line } = fault;
  const where =
    fault.kind === 'course' ? t('fault.course_line', { line }) : t('fault.line', { line });
  return `${where} ${faultReason(fault, schema)}`;
}

/** Numbers of many digits as the page writes them. */
const written = (text: string) => (/^\d{5,}$/.test(text) ? formatCount(Number(text)) : text);
