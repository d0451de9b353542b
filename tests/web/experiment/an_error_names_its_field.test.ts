import { expect, test } from 'vitest';
import { parseProblem } from '../../../web/experiment/problem';

test('an error of the core comes apart into field, value and range', () => {
  const message = 'dropout: got 2, takes a number from 0 to 0.95';
  expect(parseProblem(message)).toEqual({
    field: 'dropout',
    got: '2',
    takes: 'a number from 0 to 0.95',
    message,
  });
});

test('any other error stays whole', () => {
  expect(parseProblem('out of memory')).toMatchObject({ field: '', message: 'out of memory' });
});
