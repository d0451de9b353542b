import type { Compiled } from '../text/compiled_message';
import { ownMessages } from '../text/own_messages';
import type source from '../text/teacher/en.json';
import english from '../text/teacher/en.json?compiled';

export type TeacherMessage = keyof typeof source;

const files = import.meta.glob<Record<string, Compiled>>(
  ['../text/teacher/*.json', '!../text/teacher/en.json'],
  { import: 'default', query: '?compiled', eager: true },
);

/** Messages of the teacher's pages, which are loaded with them. */
export const p = ownMessages<TeacherMessage>(english, files);
