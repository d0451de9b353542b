import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trainedShare } from '../../../web/worker/trained';

test('a network has trained where the core says that it has', () => {
  const source = readFileSync('src/diagnosis/remedy_ranking.h', 'utf8');
  expect(Number(/kLearned = ([\d.]+);/.exec(source)![1])).toBe(trainedShare);
});
