import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFiles } from './project_files';

const files = projectFiles();
const documents = files.filter((file) =>
  /^(docs\/[^/]+|README|CONTRIBUTING|CHANGELOG|THIRD_PARTY)(\.md)?$/.test(file),
);
/** All source, and the names of all files: what a name of the documents has to stand in. */
const source = files
  .filter((file) => /\.(cpp|h|ts|mjs|svelte|json|py|sh|css)$|CMakeLists/.test(file))
  .filter((file) => !/^tests\/layering\/docs_|\/(content|vectors)\//.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .concat(files)
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

/** The names in a text: of `Stepper::seek` and `lab.change(…)` both parts. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/`([A-Za-z_]\w*(?:(?:::|\.)[A-Za-z_]\w*)*)(?:\([^`]*\))?`/g)]
    .flatMap(([, name]) => name!.split(/::|\./))
    .filter((name) => name.length > 3);

const isInSource = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(source);

test('every name that the architecture and the ways to add speak of is in the source', () => {
  const names = ['docs/architecture.md', 'docs/adding.md'].flatMap((file) =>
    namesIn(readFileSync(file, 'utf8')),
  );
  expect(names.length).toBeGreaterThan(60);
  expect(names.filter((name) => !isInSource(name))).toEqual([]);
});

test('a file or a name that is not there is found', () => {
  expect(pathsIn('see `src/probe/frame.h` and `web/nowhere/x.ts:12`, not `a/b` or `x.ts`')).toEqual(
    ['src/probe/frame.h', 'web/nowhere/x.ts'],
  );
  expect(exists('src/probe/frame.h')).toBe(true);
  expect(exists('src/probe')).toBe(true);
  expect(exists('web/nowhere/x.ts')).toBe(false);
  expect(namesIn('`Stepper::seek` walks, `lab.change({ gain })` asks')).toEqual([
    ...['Stepper', 'seek', 'change'],
  ]);
  expect(isInSource('Stepper')).toBe(true);
  expect(isInSource('Stepp' + 'erOfOld')).toBe(false);
});
