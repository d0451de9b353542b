import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { lessonFileKind } from '../experiment/lesson_file_kind';
import { textIn } from '../experiment/opened';
import { writeCsv } from '../figures/csv';
import { givenFile } from '../handin/given_file';
import { gradeFiles, type FileResult } from '../handin/grade';
import { gradeTable } from '../handin/grade_table';
import { LessonShelf } from '../handin/lesson_shelf';
import {
  doneWords,
  objections,
  summaryOf,
  unmarkedSentences,
  verdictOf,
} from '../handin/grade_words';
import { h } from '../handin/words.svelte';
import { faultText } from '../lessons/fault';
import { FetchFault } from '../lessons/fetch_lesson';
import { LessonError } from '../lessons/lesson';
import type { Ebb } from '../module/ebb';
import { formatNumber } from '../text/numbers';
import { measure } from '../worker/measure';
import { CommandError, parseArguments, valueOf } from './arguments';
import { bytesOf, textOf, writeOut } from './source';

/** `ebb grade FILE…`: marks what was handed in. 1: a file is not as it says, equals another, could not be read, or
 *  has nothing that was marked. */
export async function grade(
  ebb: Ebb,
  given: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  const args = parseArguments('grade', given, [], ['lesson', 'csv', 'json']);
  if (args.plain.length === 0) throw new CommandError(h('cli.no_files', { command: 'grade' }));
  const shelf = new LessonShelf(ebb.schema());
  for (const [name, value] of args.options) if (name === 'lesson') await take(shelf, value);
  const files = await Promise.all(
    args.plain.map((file) => givenFile(file, () => textIn(bytesOf(file)))),
  );
  const { asked } = shelf;
  const results = await gradeFiles(files, {
    asked,
    lessonOf: (name) => shelf.lessonOf(name),
    measure: (measurement) => measure(ebb, measurement),
    clinic: async (seed, faults) => ({
      patient: ebb.clinicCase(seed, faults),
      suspects: ebb.suspects(),
    }),
  });
  for (const result of results) print(inWords(result));
  print(summaryOf(results));
  const table = valueOf(args, 'csv');
  if (table !== undefined) writeOut(table, writeCsv(gradeTable(results, asked)));
  const record = valueOf(args, 'json');
  if (record !== undefined) writeOut(record, `${JSON.stringify(results.map(plain), null, 2)}\n`);
  for (const file of [table, record]) if (file !== undefined) print(h('cli.written', { file }));
  return results.every((result) => verdictOf(result) === 'as_run') ? 0 : 1;
}

/** These lessons are asked for, and no others marked: those that are named, of Ebb's own or from files, and those of
 *  courses. */
async function take(shelf: LessonShelf, value: string): Promise<void> {
  if (!existsSync(value)) {
    if (!shelf.choose(value)) throw new CommandError(h('cli.no_lesson', { got: value }));
    return;
  }
  const text = textOf(value);
  const isCourse = lessonFileKind(text) === 'course';
  try {
    if (isCourse) await shelf.addCourse(text, besideFile(value));
    else shelf.add(basename(value), text);
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    const kind = isCourse ? 'course' : 'lesson';
    const reason = faultText({ kind, line: error.line, error });
    throw new CommandError(h('cli.unreadable', { file: value, reason }));
  }
}

/** Lessons that lie beside a course's file. */
const besideFile = (course: string) => (name: string) => {
  const file = resolve(dirname(course), name);
  if (!existsSync(file)) throw new FetchFault('not_found');
  return textOf(file);
};

function inWords(result: FileResult): string {
  const { file, handIn, score } = result;
  const facts = [
    handIn?.learner ?? '',
    h('cli.grade_score', { score: score === null ? h('cli.no_score') : formatNumber(score) }),
    doneWords(result),
  ];
  const line = h('cli.grade_line', {
    file,
    verdict: h(`verdict.${verdictOf(result)}`),
    facts: facts.filter(Boolean).join(', '),
  });
  const sentences = [...objections(result), ...unmarkedSentences(result)];
  return [line, ...sentences.map((one) => `  ${one}`)].join('\n');
}

/** For programs: names and numbers, and the objections in words. */
const plain = (result: FileResult) => ({
  file: result.file,
  learner: result.handIn?.learner ?? null,
  code: result.code,
  verdict: verdictOf(result),
  objections: objections(result),
  done: result.done,
  score: result.score,
  lessons: result.lessons,
  unmarked: result.unmarked,
});
