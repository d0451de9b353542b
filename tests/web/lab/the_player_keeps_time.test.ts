import { expect, test } from 'vitest';
import { dueSteps } from '../../../web/lab/player';

test('slow play adds up to whole steps', () => {
  let owed = 0;
  let steps = 0;
  for (let frame = 0; frame < 600; ++frame) {
    const due = dueSteps(owed, 1 / 60, 0.5);
    owed = due.owed;
    steps += due.steps;
  }
  expect(steps).toBeGreaterThanOrEqual(4);
  expect(steps).toBeLessThanOrEqual(5);
});

test('fast play takes several steps a frame', () => {
  expect(dueSteps(0, 1 / 50, 1000).steps).toBe(20);
});

test('a page that was away does not catch up', () => {
  expect(dueSteps(0, 3600, 100).steps).toBe(25);
  expect(dueSteps(0, 3600, 0.5).steps).toBe(1);
});
