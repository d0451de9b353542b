import { expect, test } from 'vitest';
import { Recorder } from '../../../web/handin/recorder.svelte';
import type { Course } from '../../../web/lessons/course.svelte';
import { parseLesson } from '../../../web/lessons/parse';
import { shortLesson } from './hands_in';

const text = shortLesson('Smaller or larger');
/** As much of a course as is written down. */
function courseAt(stage: Course['stage'], said: Course['said'], asked: number): Course {
  return {
    ...{ id: 'short', lesson: parseLesson(text), file: { text }, seed: null, clinic: null },
    ...{
      stage,
      said,
      asked,
      frames: new Map(),
      lookup: () => 1,
      task: { isDone: false },
      lab: { frame: null },
    },
  } as unknown as Course;
}

type Moment = [Course['stage'], Course['said'], number];

function recorderAfter(...moments: Moment[]): Recorder {
  const course = courseAt('asking', null, 0);
  const recorder = new Recorder(course, '');
  for (const moment of moments) {
    Object.assign(course, courseAt(...moment));
    recorder.note();
  }
  return recorder;
}

/** The guess that is handed in after these moments of a course. */
const guessAfter = (...moments: Moment[]) => recorderAfter(...moments).handIn().lessons[0]?.guess;

test('the first guess is handed in', () => {
  expect(guessAfter(['asking', null, 1], ['running', 1, 1], ['answered', 1, 1])).toBe(1);
});

test('who stops a run and says something else has said the first', () => {
  const again: [Course['stage'], Course['said'], number][] = [
    ['asking', 1, 1],
    ['running', 0, 1],
    ['answered', 0, 1],
  ];
  expect(guessAfter(['running', 1, 1], ...again)).toBe(1);
  expect(guessAfter(['running', null, 1], ...again)).toBeNull();
});

test('who leaves a lesson while it is run has said the first, too', () => {
  expect(guessAfter(['running', 1, 1], ['asking', null, 2], ['answered', 0, 2])).toBe(1);
});

test('a run that was stopped or left is told of until the lesson was run to its end', () => {
  const told = ({ left, unfinished }: Recorder) => [left?.title, left?.asked, unfinished];
  const title = 'Smaller or larger';
  expect(told(recorderAfter(['running', 1, 1]))).toEqual([undefined, undefined, ['short']]);
  expect(told(recorderAfter(['running', 1, 1], ['asking', null, 2]))).toEqual([
    title,
    2,
    ['short'],
  ]);
  expect(told(recorderAfter(['running', 1, 1], ['answered', 1, 1]))).toEqual([
    undefined,
    undefined,
    [],
  ]);
  const again = recorderAfter(
    ...([
      ['running', 1, 1],
      ['asking', null, 2],
      ['running', 0, 2],
      ['answered', 0, 2],
    ] as Moment[]),
  );
  expect(again.unfinished).toEqual([]);
  expect(recorderAfter(['running', 1, 1], ['asking', null, 2]).saidFirst('short')).toBe(1);
});
