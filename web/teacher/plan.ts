import { lessonText } from '../lessons/library';
import { parseLesson } from '../lessons/parse';
import { minutesOf } from './minutes';

/** Of a lesson that comes with Ebb, by the words it has in English whatever language is spoken: a plan is the same plan in
 *  every language. */
export const minutesOfLesson = (id: string): number => minutesOf(parseLesson(lessonText(id) ?? ''));

/** Lessons that fit into so many hours, in their order. */
export interface Plan {
  hours: number;
  lessons: readonly string[];
}

export const plans: readonly Plan[] = [
  {
    hours: 1,
    lessons: [
      'chain_of_many',
      'why_the_sigmoid',
      'depth',
      'initialisation',
      'residual_connections',
      'how_many_steps',
    ],
  },
  {
    hours: 3,
    lessons: [
      'chain_of_two',
      'chain_of_many',
      'why_the_sigmoid',
      'depth',
      'scale_of_the_weights',
      'initialisation',
      'relu',
      'batch_normalization',
      'dropout',
      'clipping',
      'residual_connections',
      'how_many_steps',
      'when_numbers_run_out',
      'rescue',
      'clinic',
    ],
  },
];

export const minutesOfPlan = ({ lessons }: Plan): number =>
  lessons.reduce((sum, id) => sum + minutesOfLesson(id), 0);

/** The file of a course (lessons/FORMAT.md) that holds these lessons. */
export const courseOf = (title: string, { lessons }: Plan): string =>
  `ebb course 1\n\n# title\n${title}\n\n# lessons\n${lessons.map((id) => `- ${id}\n`).join('')}`;
