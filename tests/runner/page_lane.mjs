import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.mjs';
import { startBrowser } from '../e2e/launch.mjs';

const folder = fileURLToPath(new URL('../e2e/', import.meta.url));
const reporter = fileURLToPath(new URL('./reporter.mjs', import.meta.url));
/** Which tests a file has for an engine beside Chromium, by the list that it goes through. */
const lists = {
  firefox: /Object\.\w+\((browsers|everyBrowser)\)/,
  webkit: /Object\.\w+\(everyBrowser\)/,
};

async function filesFor(engine) {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.test.mjs')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return files.filter((_, index) => lists[engine]?.test(texts[index]) ?? true);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Runs one file in a browser that is there already: results by their names. `only` are the names of
 *  tests; all without it. */
async function runFile(file, engine, endpoint, only = []) {
  const kept = await mkdtemp(join(tmpdir(), 'ebb-tests-'));
  const results = join(kept, 'results');
  const { status, output } = await command(
    process.execPath,
    [
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${results}`,
      ...only.map((name) => `--test-name-pattern=${escaped(name)}`),
      join(folder, file),
    ],
    { env: { EBB_ENGINE: engine, EBB_BROWSER: endpoint } },
  );
  const lines = await readFile(results, 'utf8').catch(() => '');
  await rm(kept, { recursive: true });
  const all = lines.split('\n').filter(Boolean).map(JSON.parse);
  const list = all.map(({ names, ...result }) => ({ name: names.join(' › '), names, ...result }));
  if (status !== 0 && !list.some(({ outcome }) => outcome === 'failed')) {
    list.push({ name: 'the file itself', kind: 'file', outcome: 'failed', why: output });
  }
  return list;
}

/** All page tests of an engine, in one browser that is started once; what fails is run once more, in a
 *  fresh one. `say` hears what each file took. */
export async function pageLane(engine, say) {
  const sum = { passed: 0, failed: 0, skipped: 0, flaky: [], output: '' };
  let browser = await startBrowser(engine);
  const renewBrowser = async () => {
    await browser.close();
    browser = await startBrowser(engine);
  };
  try {
    for (const file of await filesFor(engine)) {
      const began = performance.now();
      const label = `${engine} › ${basename(file, '.test.mjs')}`;
      const list = await runFile(file, engine, browser.endpoint);
      const failed = list.filter(({ outcome }) => outcome === 'failed');
      let again = [];
      if (failed.length > 0) {
        await renewBrowser();
        // What fails around the tests has no name to be run by.
        const byName = failed.every(({ kind }) => kind === 'test' || kind === undefined);
        const only = byName ? failed.map(({ names }) => names.at(-1)) : [];
        again = await runFile(file, engine, browser.endpoint, only);
      }
      for (const { name, kind, why } of failed) {
        const isAll = kind === 'suite' || kind === 'file';
        const same = again.filter((one) => isAll || one.name === name);
        if (same.length > 0 && same.every(({ outcome }) => outcome !== 'failed')) {
          sum.passed += 1;
          sum.flaky.push({ name: `${label} › ${name}`, why });
        } else {
          sum.failed += 1;
          sum.output += `${label} › ${name}\n${same.find((one) => one.why)?.why ?? why}\n`;
        }
      }
      const count = (wanted) => list.filter(({ outcome }) => outcome === wanted).length;
      sum.passed += count('passed');
      sum.skipped += count('skipped');
      const seconds = Math.round((performance.now() - began) / 1000);
      const slowest = list.reduce(
        (a, b) => (b.milliseconds > (a?.milliseconds ?? 0) ? b : a),
        null,
      );
      say(
        `${String(seconds).padStart(5)} s  ${label}: ${count('passed')} passed` +
          (failed.length > 0 ? `, ${failed.length} failed at first` : '') +
          (seconds > 30 && slowest
            ? `; longest ${Math.round(slowest.milliseconds / 1000)} s: ${slowest.name}`
            : ''),
      );
    }
  } finally {
    await browser.close();
  }
  return sum;
}
