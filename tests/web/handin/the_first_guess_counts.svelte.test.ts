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

/** The guess that is handed in after these moments of a course. */
function guessAfter(...moments: [Course['stage'], Course['said'], number][]) {
  const course = courseAt('asking', null, 0);
  const recorder = new Recorder(course, '');
  for (const moment of moments) {
    Object.assign(course, courseAt(...moment));
    recorder.note();
  }
  return recorder.handIn().lessons[0]?.guess;
}

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
