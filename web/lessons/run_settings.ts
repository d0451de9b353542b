import type { Settings } from '../module/ebb';
import type { LessonRun } from './lesson';

/** What a run of a lesson is made with beside its link: data of its own, and the learner's own seed in place
 *  of the lesson's, unless the link itself names one. */
export const settingsWith = (
  { link, table }: Pick<LessonRun, 'link' | 'table'>,
  seed: number | null,
): Settings => ({
  ...(table && { table }),
  ...(seed !== null && !new URLSearchParams(link).has('seed') && { seed }),
});
