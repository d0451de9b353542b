import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { sources } from './arrows';

/** What a file needs before it can run: neither types alone nor what it fetches when asked for. */
function needsOf(root: string, file: string, text: string): string[] {
  const includes = [...text.matchAll(/^#include "([^"]+)"/gm)].map(([, path]) => path!);
  const imports = [
    ...text.matchAll(/^\s*(?:import|export)\s(?!type\b)[^;'"]*?(?:\bfrom\s)?\s*'(\.[^'?]+)'/gm),
  ].map(([, path]) => normalize(join(file, '..', path!)));
  return [...includes, ...imports].flatMap(
    (path) => [path, `${path}.ts`].find((one) => existsSync(join(root, one))) ?? [],
  );
}

/** The first circle in a graph, as the files on it; null: there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const found = visit(next, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return null;
}

test.each(['src', 'web'])('no file of %s needs itself by way of others', (root) => {
  const graph = new Map(
    sources(root).map(({ file, text }) => [file, needsOf(root, file, text)] as const),
  );
  const arrows = [...graph.values()].reduce((sum, needs) => sum + needs.length, 0);
  expect(arrows).toBeGreaterThan(300);
  expect(circleIn(graph)).toBeNull();
});

test('a circle is found, of whatever length', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circleIn(graph)).toEqual(['b', 'c', 'b']);
  expect(
    circleIn(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
      ]),
    ),
  ).toBeNull();
});

test('types and what is fetched when asked for make no circle', () => {
  const text = `import type { Lab } from '../lab/lab.svelte';
import {
  mark,
} from './mark';
const later = () => import('./band');`;
  expect(needsOf('web', 'charts/axis.ts', text)).toEqual(['charts/mark.ts']);
});
