import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pageLane } from './page_lane.mjs';

let folder;
let started;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ebb-lane-'));
  started = 0;
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs files of these lines each, in a browser that is none. */
async function lane(...files) {
  const head = `import { describe, test, before } from 'node:test';
    import { existsSync, writeFileSync } from 'node:fs';
    const isFirst = !existsSync(${JSON.stringify(join(folder, 'been'))});
    writeFileSync(${JSON.stringify(join(folder, 'been'))}, '');
    const fail = () => { throw new Error('as planned'); };\n`;
  const names = ['one', 'two'];
  for (const [index, lines] of files.entries())
    await writeFile(join(folder, `${names[index]}.test.mjs`), head + lines);
  const startBrowser = async () => ({ endpoint: `${++started}`, close: async () => {} });
  return pageLane('chromium', () => {}, { folder, startBrowser });
}

test('what fails once and then passes in a fresh browser is flaky, by name, and does not count as failed', async () => {
  const sum = await lane(`describe('suite', () => {
    test('good', () => {});
    test('now (and) then?', () => isFirst && fail());
    test('left out', { skip: true }, () => {});
  });`);
  expect(sum).toMatchObject({ passed: 2, failed: 0, skipped: 1 });
  expect(sum.flaky.map(({ name }) => name)).toEqual(['chromium › one › suite › now (and) then?']);
  expect(sum.flaky[0].why).toContain('as planned');
  expect(started).toBe(2);
});

test('the files of an engine run in one browser, which is started once', async () => {
  const sum = await lane(`test('good', () => {});`, `test('good too', () => {});`);
  expect(sum).toMatchObject({ passed: 2, failed: 0 });
  expect(started).toBe(1);
});

test('what fails twice has failed, beside others that passed', async () => {
  const sum = await lane(`test('good', () => {}); test('bad', fail);`);
  expect(sum).toMatchObject({ passed: 1, failed: 1, flaky: [] });
  expect(sum.output).toContain('chromium › one › bad');
  expect(sum.output).toContain('as planned');
});

test('a suite whose preparation fails once is run again as a whole', async () => {
  const sum = await lane(`describe('suite', () => {
    before(() => isFirst && fail());
    test('good', () => {});
  });`);
  expect(sum.failed).toBe(0);
  expect(sum.flaky.length).toBeGreaterThan(0);
});

test('a file that does not load has failed', async () => {
  const sum = await lane(`fail();`);
  expect(sum).toMatchObject({ passed: 0, failed: 1 });
  expect(sum.output).toContain('as planned');
});
