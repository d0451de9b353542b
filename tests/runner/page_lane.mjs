import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.mjs';
import { startBrowser as startReal } from '../e2e/launch.mjs';

const pageTests = fileURLToPath(new URL('../e2e/', import.meta.url));
const reporter = fileURLToPath(new URL('./reporter.mjs', import.meta.url));
/** Which tests a file has for an engine beside Chromium, by the list that it goes through. */
const lists = {
  firefox: /Object\.\w+\((browsers|everyBrowser)\)/,
  webkit: /Object\.\w+\(everyBrowser\)/,
};

async function filesFor(engine, folder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.test.mjs')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return files.filter((_, index) => lists[engine]?.test(texts[index]) ?? true);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** After so long a file hangs: the longest has taken six where a machine was slow. */
const minutes = 12;

/** Runs one file in a browser that is there already: results by their names. `only` are the names of
 *  tests; all without it. */
async function runFile(path, engine, endpoint, only = []) {
  const kept = await mkdtemp(join(tmpdir(), 'ebb-tests-'));
  const results = join(kept, 'results');
  const { status, output } = await command(
    process.execPath,
    [
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${results}`,
      ...only.map((name) => `--test-name-pattern=${escaped(name)}`),
      path,
    ],
    { env: { EBB_ENGINE: engine, EBB_BROWSER: endpoint }, minutes },
  );
  const lines = await readFile(results, 'utf8').catch(() => '');
  await rm(kept, { recursive: true });
  const all = lines.split('\n').filter(Boolean).map(JSON.parse);
  const list = all.map(({ names, ...result }) => ({ name: names.join(' › '), names, ...result }));
  if (status !== 0 && !list.some(({ outcome }) => outcome === 'failed')) {
    const names = ['the file itself'];
    list.push({
      name: names[0],
      names,
      kind: 'file',
      outcome: 'failed',
      milliseconds: 0,
      why: output,
    });
  }
  return list;
}

const withOutcome = (list, wanted) => list.filter(({ outcome }) => outcome === wanted);

/** Which of the results of a first run stand after those that failed were run `again`. What failed
 *  around the tests has no name to be run by: then the whole file was run again, and that counts. */
function judge(first, again, wasByName) {
  const failed = withOutcome(first, 'failed');
  const resultOf = ({ name }) => again.find((one) => one.name === name);
  const isMended = (result) =>
    wasByName
      ? resultOf(result)?.outcome === 'passed'
      : again.length > 0 && withOutcome(again, 'failed').length === 0;
  const counted = wasByName ? first : again;
  const bad = wasByName ? failed.filter((one) => !isMended(one)) : withOutcome(again, 'failed');
  return {
    passed: withOutcome(counted, 'passed').length + (wasByName ? failed.length - bad.length : 0),
    skipped: withOutcome(counted, 'skipped').length,
    flaky: failed.filter(isMended),
    bad: bad.map((one) => ({ ...one, why: resultOf(one)?.why ?? one.why })),
  };
}

/** All page tests of an engine, in one browser that is started once; what fails is run once more, in a
 *  fresh one. `say` hears what each file took. */
export async function pageLane(engine, say, { folder = pageTests, startBrowser = startReal } = {}) {
  const sum = { passed: 0, failed: 0, skipped: 0, flaky: [], output: '' };
  let browser = await startBrowser(engine);
  const run = async (file) => {
    const path = join(folder, file);
    const first = await runFile(path, engine, browser.endpoint);
    const failed = withOutcome(first, 'failed');
    if (failed.length === 0) return { first, ...judge(first, [], true) };
    await browser.close();
    browser = await startBrowser(engine);
    const isByName = failed.every(({ kind }) => kind !== 'suite' && kind !== 'file');
    const only = isByName ? failed.map(({ names }) => names.at(-1)) : [];
    const again = await runFile(path, engine, browser.endpoint, only);
    return { first, ...judge(first, again, isByName) };
  };
  try {
    for (const file of await filesFor(engine, folder)) {
      const began = performance.now();
      const label = `${engine} › ${basename(file, '.test.mjs')}`;
      const { first, passed, skipped, flaky, bad } = await run(file);
      sum.passed += passed;
      sum.skipped += skipped;
      sum.failed += bad.length;
      for (const { name, why } of bad) sum.output += `${label} › ${name}\n${why}\n`;
      for (const { name, why } of flaky) sum.flaky.push({ name: `${label} › ${name}`, why });
      const seconds = (performance.now() - began) / 1000;
      const longest = first.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
      say(
        `${seconds.toFixed(0).padStart(7)} s  ${label}: ${passed} passed, ${bad.length} failed` +
          (flaky.length > 0 ? `, ${flaky.length} of them flaky` : '') +
          (seconds > 30
            ? `; longest ${(longest.milliseconds / 1000).toFixed(0)} s: ${longest.name}`
            : ''),
      );
    }
  } finally {
    await browser.close();
  }
  return sum;
}
