import { translationOf } from '../lessons/library';
import type { Syllabus } from '../lessons/syllabus';

/** The scenes of the opening in their order: lessons in the lessons' own format, without a guess. */
const files = import.meta.glob<string>('./content/*.lesson', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** `./content/1_one_weight.lesson` is translated as the lesson `opening_one_weight`. */
const idOf = (path: string) => `opening_${/\/\d+_(\w+)\.lesson$/.exec(path)?.[1] ?? path}`;

export const opening: Syllabus = {
  title: null,
  about: [],
  entries: Object.entries(files)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([path, text]) => ({
      id: idOf(path),
      text,
      translation: translationOf(idOf(path)),
      offset: 0,
    })),
};
