import { numeral, type Cell, type Table } from '../charts/table';
import type { FileResult } from './grade';
import { objections, verdictOf } from './result_words';

/** Marks as a table for spreadsheets: a row a file. Its headings are the same in every language, for the
 *  programs that read it. */
export function gradeTable(results: readonly FileResult[]): Table {
  const names = [...new Set(results.flatMap(({ lessons }) => lessons.map(({ lesson }) => lesson)))];
  const head = ['file', 'learner', 'code', 'verdict', 'objections', 'score'];
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
