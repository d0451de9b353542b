import { expect, test } from 'vitest';
import { parseProblem } from '../../../web/experiment/problem';
import { problemSentence } from '../../../web/text/problem_sentence';

const said = (message: string) => problemSentence(parseProblem(message));

test('a setting out of range is called what the page calls it, the shorthands for layers too', () => {
  expect(said('width: got 300, takes 1')).toBe('“Units each” was given 300; it takes 1.');
  expect(said('gain: got -1, takes 1')).toBe('“Scale of the weights” was given -1; it takes 1.');
});

test('what is no setting is called what it was called; what names none is told as it is', () => {
  expect(said('no_such: got 1, takes 2')).toBe('“no_such” was given 1; it takes 2.');
  expect(said('größe a: got 1, takes 2')).toBe('“größe a” was given 1; it takes 2.');
  expect(said(': got "===", takes 2')).toBe('“” was given "==="; it takes 2.');
  expect(said('out of memory')).toBe('out of memory');
});
