import type { Lab } from '../lab/lab.svelte';
import { LessonError, type Lesson } from './lesson';

/** A lesson that the reader chose changes nothing that the page around the lab has locked. */
export function refuseLocked({ start, runs }: Lesson, lab: Lab): void {
  for (const { link, table, line } of start ? [start, ...runs] : runs) {
    const names = [...new URLSearchParams(link).keys(), ...(table ? ['table'] : [])];
    const locked = names.find((name) => lab.locks.has(name));
    if (locked) throw new LessonError('locked', line, locked);
  }
}
