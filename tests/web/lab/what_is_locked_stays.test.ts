import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Locks } from '../../../web/lab/locks.svelte';
import type { Experiment } from '../../../web/module/ebb';

test('settings that stand for a locked field are locked with it', () => {
  const locks = new Locks(() => ({ hidden: [4, 4], gain: 2, seed: 7 }) as unknown as Experiment);
  locks.names = ['hidden', 'gain'];
  expect(locks.without({ depth: 3, width: 8, gain: 1, seed: 9 } as object)).toEqual({ seed: 9 });
  expect(locks.values).toEqual({ hidden: [4, 4], gain: 2 });
});

/** Who may set what is locked: the address and the element, by which it was locked, and a lesson of theirs; a
 *  platform gives back what was saved, and puts the locked fields over it by itself. */
const allowed = [
  'web/app/address.ts',
  'web/element/element.svelte.ts',
  'web/embed/splice.svelte.ts',
  'web/lab/lab.svelte.ts',
  'web/lessons/course.svelte.ts',
];

test('nothing else starts an experiment past the locks', () => {
  const sources = readdirSync('web', { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        /\.(ts|svelte)$/.test(path) && !/\.d\.ts$|^(site|examples|command_line)\//.test(path),
    )
    .map((path) => `web/${path}`);
  const found = sources.filter((path) =>
    /\blab\??\.(load|start)\(|this\.start\(/.test(readFileSync(path, 'utf8')),
  );
  expect(found.filter((path) => !path.includes('core_worker')).sort()).toEqual(allowed);
});
