import { numeral, type Cell, type Table } from '../charts/table';
import type { FileResult } from './grade';
import { objections, verdictOf } from './grade_words';

/** Marks as a table for spreadsheets: a row a file, a group of columns for each lesson that was asked for, or else
 *  that is in a file. Its headings are the same in every language, for the programs that read it. */
export function gradeTable(
  results: readonly FileResult[],
  asked: readonly { name: string }[] | null,
): Table {
  const found = results.flatMap(({ lessons }) => lessons.map(({ lesson }) => lesson));
  const names = asked?.map(({ name }) => name) ?? [...new Set(found)];
  const facts = ['file', 'learner', 'code', 'verdict', 'objections', 'unmarked'];
  const head = [...facts, 'lessons_done', 'lessons_asked', 'score'];
  const parts = ['guess', 'task', 'clinic', 'score', 'attempts', 'answered'] as const;
  const exact = (value: number | null | undefined): Cell => numeral(value, String);
  return {
    caption: '',
    head: [...head, ...names.flatMap((name) => parts.map((part) => `${name}.${part}`))],
    rows: results.map((result) => [
      result.file,
      result.handIn?.learner ?? '',
      result.code,
      verdictOf(result),
      objections(result).join(' '),
      result.unmarked.join(' '),
      exact(result.done?.count),
      exact(result.done?.of),
      exact(result.score),
      ...names.flatMap((name) => {
        const found = result.lessons.find(({ lesson }) => lesson === name);
        return parts.map((part): Cell => {
          if (part === 'answered') return found?.answered ?? '';
          return exact(found?.[part]);
        });
      }),
    ]),
  };
}
