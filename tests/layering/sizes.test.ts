import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFiles } from './project_files';

/** Lines that a file of source has at the most. */
const most = 350;
/** What has to do with fewer. */
const ownMost: Readonly<Record<string, number>> = { 'web/app/LabPage.svelte': 200 };

/** What a person reads as source; texts, data and what a program writes are none. */
const isSource = (file: string) =>
  /\.(cpp|h|ts|mjs|cjs|js|svelte|css|html|py|cmake|sh)$|(^|\/)CMakeLists\.txt$/.test(file);

const files = projectFiles().filter(isSource);

test('no file of source is longer than one can hold in mind', () => {
  expect(files.length).toBeGreaterThan(500);
  const long = files
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .filter(({ file, lines }) => lines > (ownMost[file] ?? most));
  expect(long).toEqual([]);
});
