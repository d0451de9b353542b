/** What of Firefox' memory is held by anybody after many restarts of an experiment, by its own account, and what is free
 *  again but still its processes'.
 *      node tests/benchmark/firefox_memory.mjs [restarts]
 *  A figure for the machine it runs on; nothing passes or fails by it. docs/performance.md says how it is read. */
import { serve } from '../e2e/browsers.mjs';
import { programOf } from '../e2e/launch.mjs';
import { startFirefox } from './marionette.mjs';
import { memoryOf } from './process_memory.mjs';
import { keep, machine } from './report.mjs';

const restarts = Number(process.argv[2] ?? 1000);
const samples = 10;
const warmUp = 20;

const begin = async (first, many) => {
  await customElements.whenDefined('ebb-lab');
  const lab = document.querySelector('ebb-lab');
  await lab.ready;
  for (let i = first; i < first + many; i += 1) {
    lab.experiment = { hidden: Array(2 + (i % 9)).fill(4 + (i % 13)), seed: i };
    await lab.ready;
    await lab.advance('iteration', 3);
  }
};

/** Megabytes by process, once all that nobody holds has been collected: "explicit" of about:memory, which counts every
 *  allocation once; of the page's process also what is allocated for its workers. */
const account = async (origin) => {
  const manager = Cc['@mozilla.org/memory-reporter-manager;1'].getService(
    Ci.nsIMemoryReporterManager,
  );
  await new Promise((done) => manager.minimizeMemoryUsage(done));
  const sums = { page: 0, workers: 0, browser: 0 };
  const count = (process, path, kind, units, amount) => {
    if (units !== Ci.nsIMemoryReporter.UNITS_BYTES || !path.startsWith('explicit/')) return;
    const megabytes = amount / 2 ** 20;
    if (process === '') sums.browser += megabytes;
    if (!process.startsWith(`webIsolated=${origin}`)) return;
    sums.page += megabytes;
    if (path.startsWith('explicit/workers/')) sums.workers += megabytes;
  };
  await new Promise((done) => manager.getReports(count, null, done, null, false));
  return sums;
};

const site = await serve();
const firefox = await startFirefox(programOf('firefox'), { width: 1280, height: 3000 });
const rows = [];
try {
  await firefox.visit(`${site.address}#hidden=8*6`);
  const part = Math.ceil(restarts / samples);
  const stops = [warmUp, ...Array.from({ length: samples }, (_, index) => (index + 1) * part)];
  let done = 0;
  for (const stop of stops.filter((one) => one >= warmUp)) {
    await firefox.inPage(begin, done, stop - done);
    done = stop;
    const before = memoryOf(firefox.pid);
    // The host of the page, whatever its port: processes are named without it.
    const { page, workers, browser } = await firefox.inBrowser(account, 'http://127.0.0.1');
    const figures = [page, workers, browser, before, memoryOf(firefox.pid)];
    rows.push([done.toLocaleString('en'), ...figures.map((one) => one.toFixed(1))]);
    console.log(rows.at(-1).join(', '));
  }
} finally {
  await firefox.close();
  await site.close();
}

keep(
  'firefox_memory',
  `# Firefox over many restarts: what is held, and what is free but not given back

${machine()}

Megabytes. Held: every allocation that somebody still has, by Firefox' own account ("explicit" in about:memory), after a
collection; of the page's process, of that its workers, and of the browser's own. All processes: proportional set size, before that
collection and after. A restart is another experiment, awaited, and three iterations of it.

| restarts | held by the page's process | of that, workers | held by the browser's | all processes | … after the collection |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
);
