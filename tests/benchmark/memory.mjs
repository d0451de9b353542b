/** What a page and its workers hold over a long play and over many restarts, in Chromium and Firefox.
 *      node tests/benchmark/memory.mjs [frames] [restarts]
 *  A figure for the machine it runs on; nothing passes or fails by it. docs/performance.md says how it is read. */
import { open, serve } from '../e2e/browsers.mjs';
import { launchAlone } from '../e2e/launch.mjs';
import { memoryOf } from './process_memory.mjs';
import { keep, machine } from './report.mjs';

// An hour of 60 frames a second.
const frames = Number(process.argv[2] ?? 216_000);
const restarts = Number(process.argv[3] ?? 1000);
const samples = 10;

/** Screens follow each other as fast as the page draws, not sixty times a second: an hour takes minutes. */
function hurry() {
  const channel = new MessageChannel();
  let waiting = [];
  channel.port1.onmessage = () => {
    const now = waiting;
    waiting = [];
    for (const draw of now) draw(performance.now());
  };
  window.requestAnimationFrame = (draw) => {
    if (waiting.push(draw) === 1) channel.port2.postMessage(null);
    return 0;
  };
}

/** Counts frames while it plays, and goes on from the start where a run has ended. */
const playOn = (page, count) =>
  page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const lab = document.querySelector('ebb-lab');
        let seen = 0;
        const count = () => {
          if (++seen < wanted) return;
          lab.removeEventListener('frame', count);
          lab.pause();
          done();
        };
        lab.addEventListener('frame', count);
        lab.play();
      }),
    count,
  );

const restart = (page, from, count) =>
  page.evaluate(
    async (first, many) => {
      const lab = document.querySelector('ebb-lab');
      for (let i = first; i < first + many; i += 1) {
        lab.experiment = { hidden: Array(2 + (i % 9)).fill(4 + (i % 13)), seed: i };
        await lab.ready;
        await lab.advance('iteration', 3);
      }
    },
    from,
    count,
  );

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

const play = ['frames of play', frames, (page, done, many) => playOn(page, many)];
const begin = ['restarts', restarts, restart];
const rows = [];
const site = await serve();
for (const [engine, name, acts, flags] of [
  ['chromium', 'chromium', [play, begin]],
  ['chromium', 'chromium, without compilers', [begin], withoutCompilers],
  ['firefox', 'firefox', [play, begin]],
]) {
  for (const [what, total, act] of acts) {
    const browser = await launchAlone(engine, flags);
    const { page } = await open(browser, `${site.address}#hidden=8*6`, {
      width: 1280,
      height: 3000,
    });
    await page.evaluateOnNewDocument(hurry);
    await page.reload();
    await page.evaluate(async () => {
      await customElements.whenDefined('ebb-lab');
      await document.querySelector('ebb-lab').ready;
    });
    const part = Math.ceil(total / samples);
    for (let done = 0; done <= total; done += part) {
      if (done > 0) await act(page, done - part, part);
      const [ofPage, ofWorkers] = (await heaps(page, engine)) ?? [];
      const figures = [memoryOf(browser.process().pid), ofPage, ofWorkers];
      rows.push([
        name,
        `${done.toLocaleString('en')} ${what}`,
        ...figures.map((one) => (one === undefined ? '–' : one.toFixed(1))),
      ]);
      console.log(rows.at(-1).join(', '));
    }
    await browser.close();
  }
}
await site.close();

keep(
  'memory',
  `# Memory over a long play and many restarts

${machine()}

Megabytes: all processes of the browser together (proportional set size); in Chromium also the heaps of scripts,
of the page and of its workers, after a collection. The page plays by iteration as fast as it goes, all panels in view,
and draws as fast as it can: ${frames.toLocaleString('en')} frames are ${(frames / 216_000).toFixed(2)} hours of a screen's sixty a second. A restart is another
experiment, awaited, and three iterations of it.

| browser | after | all processes | heap of the page | heaps of workers |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
);
