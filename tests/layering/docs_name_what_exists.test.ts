import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
}).split('\n');
const documents = files.filter(
  (file) => /^(docs\/[^/]+|README|CONTRIBUTING|CHANGELOG|THIRD_PARTY)(\.md)?$/.test(file),
);
const sourceText = files
  .filter((file) => /\.(cpp|h|ts|mjs|svelte|json|py|sh|css)$|CMakeLists/.test(file))
  .filter((file) => !/^tests\/|\/(content|vectors)\//.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** The paths that a text names in backticks: with a folder, or a file of source. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, name]) => name!.replace(/:\d+$/, ''))
    .filter((name) => /^[\w.-]+(\/[\w.-]+)*\/?$/.test(name))
    .filter((name) => /^(src|web|tests|tools|docs|cmake|\.github)\//.test(name));

const exists = (path: string): boolean =>
  files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`));

test('every file and folder that the documents name is there', () => {
  expect(documents.length).toBeGreaterThan(8);
  const named = documents.flatMap((file) =>
    pathsIn(readFileSync(file, 'utf8')).map((path) => ({ file, path })),
  );
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter(({ path }) => !exists(path))).toEqual([]);
});

test('every name that the architecture and the ways to add speak of is in the source', () => {
  const lost = ['docs/architecture.md', 'docs/adding.md'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/`([A-Za-z_][\w]{3,})(?:\(\))?`/g)]
      .map(([, name]) => name!)
      .filter((name) => !new RegExp(`\\b${name}\\b`).test(sourceText))
      .map((name) => `${file}: ${name}`),
  );
  expect(lost).toEqual([]);
});

test('a file that is not there is found', () => {
  expect(pathsIn('see `src/probe/frame.h` and `web/nowhere/x.ts:12`, not `a/b` or `x.ts`')).toEqual([
    'src/probe/frame.h',
    'web/nowhere/x.ts',
  ]);
  expect(exists('src/probe/frame.h')).toBe(true);
  expect(exists('src/probe')).toBe(true);
  expect(exists('web/nowhere/x.ts')).toBe(false);
});
