import { expect, test } from 'vitest';
import { core, page, sources, wrongArrows } from './arrows';

test.each([
  ['src', core],
  ['web', page],
])('in %s every arrow points to a folder before', (root, order) => {
  const files = sources(root).filter(({ file }) => order.includes(file.split('/')[0]!));
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap(({ file, text }) => wrongArrows(file, text, order))).toEqual([]);
});

test('every folder of src and web has its place in the order', () => {
  const folders = (root: string) => new Set(sources(root).map(({ file }) => file.split('/')[0]));
  expect([...folders('src')].filter((folder) => !core.includes(folder!))).toEqual([]);
  expect([...folders('web')].filter((folder) => !page.includes(folder!))).toEqual([]);
});

test('an arrow to a later folder is found, in C++ and in TypeScript', () => {
  expect(
    wrongArrows('ops/add.h', '#include "probe/frame.h"\n#include "base/matrix.h"', core),
  ).toEqual([{ file: 'ops/add.h', from: 'ops', to: 'probe' }]);
  expect(wrongArrows('theory/spread.cpp', '#include "probe/frame.h"', core)).toHaveLength(1);
  expect(wrongArrows('theory/spread.cpp', '#include "functions/losses.h"', core)).toEqual([]);
  expect(wrongArrows('charts/axis.ts', "import { Lab } from '../lab/lab.svelte';", page)).toEqual(
    [],
  );
  expect(
    wrongArrows('lab/lab.svelte.ts', "import Stage from '../views/Stage.svelte';", page),
  ).toEqual([{ file: 'lab/lab.svelte.ts', from: 'lab', to: 'views' }]);
});
