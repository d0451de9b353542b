import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './mutants.mjs';

test('every row is a change of what stands in its file, once', () => {
  const places = ([file, from]) => readFileSync(`src/${file}`, 'utf8').split(from).length - 1;
  const odd = mutants.filter((row) => places(row) !== 1 || row[1] === row[2]);
  expect(odd).toEqual([]);
});
