/** What a page and its workers hold over a long play and over many restarts, in Chromium and Firefox.
 *      node tests/benchmark/memory.mjs [screens] [restarts]
 *  A figure for the machine it runs on; nothing passes or fails by it. docs/performance.md says how it is read. */
import { open, serve } from '../e2e/browsers.mjs';
import { launchAlone } from '../e2e/launch.mjs';
import { memoryOf } from './process_memory.mjs';
import { keep, machine } from './report.mjs';

// An hour of 60 screens a second.
const screens = Number(process.argv[2] ?? 216_000);
const restarts = Number(process.argv[3] ?? 1000);
const samples = 10;
/** So many pass between two words with a browser, which is given three minutes to answer. */
const screensAsked = 500;

/** Screens follow each other as fast as the machine goes, and the page's clock with them: each is a sixtieth of its
 *  seconds. Between two of them workers have time to answer. */
function hurry() {
  const [second, pause] = [1000, 4];
  let waiting = [];
  window.screensSeen = 0;
  performance.now = () => (window.screensSeen * second) / 60;
  const next = () => {
    const now = waiting;
    waiting = [];
    ++window.screensSeen;
    for (const draw of now) draw(performance.now());
  };
  window.requestAnimationFrame = (draw) => {
    if (waiting.push(draw) === 1) setTimeout(next, pause);
    return 0;
  };
}

/** Plays as a press of Play does, through so many screens: the walk first, then twenty iterations a second. */
async function playOn(page, _first, count) {
  const press = () =>
    page.evaluate(() => {
      document.querySelector('ebb-lab').shadowRoot.querySelector('.transport .play').click();
      return window.screensSeen;
    });
  const passed = (end) =>
    page.evaluate(
      async (last, most) => {
        last = Math.min(last, window.screensSeen + most);
        while (window.screensSeen < last) await new Promise(requestAnimationFrame);
        return window.screensSeen;
      },
      end,
      screensAsked,
    );
  const end = (await press()) + count;
  while ((await passed(end)) < end);
  await press();
}

async function restart(page, first, count) {
  for (let seed = first; seed < first + count; ++seed) {
    await page.evaluate(async (i) => {
      const lab = document.querySelector('ebb-lab');
      lab.experiment = { hidden: Array(2 + (i % 9)).fill(4 + (i % 13)), seed: i };
      await lab.ready;
      await lab.advance('iteration', 3);
    }, seed);
  }
}

/** The heap of scripts once what nobody holds has been collected, in megabytes; null where an engine does not tell. */
async function heaps(page, engine) {
  if (engine !== 'chromium') return null;
  const ends = [page, ...page.workers()];
  const sizes = await Promise.all(
    ends.map(async ({ client, createCDPSession }, index) => {
      const session = createCDPSession ? await page.createCDPSession() : client;
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      if (index === 0) await session.detach();
      return usedSize / 2 ** 20;
    }),
  );
  return [sizes[0], sizes.slice(1).reduce((sum, one) => sum + one, 0)];
}

/** V8 makes machine code of functions that are called often, and keeps it on the heap: without it the heap is what the
 *  page holds. */
const withoutCompilers = ['--js-flags=--no-opt,--no-maglev,--no-sparkplug'];

const site = await serve();
async function measure(engine, name, [what, total, act], flags) {
  const browser = await launchAlone(engine, flags);
  // A small window, whose pixels take less time: what is held for a frame does not depend on them.
  const { page } = await open(browser, `${site.address}#hidden=4*3`, { width: 1024, height: 600 });
  await page.evaluateOnNewDocument(hurry);
  await page.reload();
  await page.evaluate(async () => {
    await customElements.whenDefined('ebb-lab');
    await document.querySelector('ebb-lab').ready;
  });
  const part = Math.ceil(total / samples);
  const rows = [];
  for (let done = 0; done <= total; done += part) {
    if (done > 0) await act(page, done - part, part);
    const [ofPage, ofWorkers] = (await heaps(page, engine)) ?? [];
    const figures = [memoryOf(browser.process().pid), ofPage, ofWorkers];
    const iteration = await page.evaluate(() => document.querySelector('ebb-lab').frame.iteration);
    rows.push([
      name,
      `${done.toLocaleString('en')} ${what}`,
      iteration.toLocaleString('en'),
      ...figures.map((one) => (one === undefined ? '–' : one.toFixed(1))),
    ]);
    console.log(rows.at(-1).join(', '));
  }
  await browser.close();
  return rows;
}

const play = ['screens of play', screens, playOn];
const begin = ['restarts', restarts, restart];
// Beside each other: what one browser holds does not depend on another.
const rows = await Promise.all([
  measure('chromium', 'chromium', play),
  measure('firefox', 'firefox', play),
  measure('chromium', 'chromium', begin),
  measure('firefox', 'firefox', begin),
  measure('chromium', 'chromium, without compilers', begin, withoutCompilers),
]);
await site.close();

keep(
  'memory',
  `# Memory over a long play and many restarts

${machine()}

Megabytes: all processes of the browser together (proportional set size); in Chromium also the heaps of scripts,
of the page and of its workers, after a collection. The page plays as a press of Play has it, the walk and then twenty
iterations a second, in a window of 1024 × 600. Its clock goes by the screens, which follow each other as fast as they can:
${screens.toLocaleString('en')} screens are ${(screens / 216_000).toFixed(2)} hours of sixty a second. A restart is another experiment, awaited, and three iterations of it.

| browser | after | at iteration | all processes | heap of the page | heaps of workers |
| --- | --- | --- | --- | --- | --- |
${rows
  .flat()
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n')}
`,
);
