/** Frames a second while playing by iteration as fast as it goes, counted in a Chromium trace.
 *      node tests/benchmark/frames.mjs [seconds] [trace folder]
 *  A figure for the machine it runs on; nothing passes or fails by it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { browsers, open, serve } from '../e2e/browsers.mjs';
import { keep, machine } from './report.mjs';

const seconds = Number(process.argv[2] ?? 5);
const folder = process.argv[3];
const runs = [
  ['10 × 16, a screen of 1440 × 1000', '#hidden=16*10', 1000],
  ['10 × 16, every panel in view', '#hidden=16*10', 3600],
  ['50 × 64, a screen of 1440 × 1000', '#hidden=64*50', 1000],
  ['50 × 64, every panel in view', '#hidden=64*50', 3600],
];

/** Frames that were presented, and milliseconds of the page's main thread, within the trace. */
function read(trace) {
  const { traceEvents } = JSON.parse(trace);
  const marks = traceEvents.filter(({ cat }) => cat?.includes('blink.user_timing'));
  const at = (name) => marks.find((event) => event.name === name).ts;
  const [from, to] = [at('ebb-begin'), at('ebb-end')];
  const inside = traceEvents.filter(({ ts }) => ts >= from && ts <= to);
  const page = marks[0].pid;
  const drawn = inside.filter(
    ({ name, pid }) => name === 'AnimationFrame::Presentation' && pid === page,
  ).length;
  // Its own time on a processor: what other programs of the machine took is not the page's.
  const main = inside
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === page && tid === marks[0].tid)
    .reduce((sum, { tdur }) => sum + (tdur ?? 0), 0);
  return { frames: drawn / ((to - from) / 1e6), busy: main / (to - from), main: main / 1000 };
}

const rows = [];
const site = await serve();
const browser = await browsers.chromium();
for (const [name, hash, height] of runs) {
  const { page } = await open(browser, site.address + hash, { width: 1440, height });
  await page.evaluate(() => document.querySelector('ebb-lab').play());
  await new Promise((done) => setTimeout(done, 1500));
  await page.tracing.start({
    categories: [
      'devtools.timeline',
      'blink.user_timing',
      'toplevel',
      'disabled-by-default-devtools.timeline',
    ],
  });
  const before = await page.evaluate(() => {
    const lab = document.querySelector('ebb-lab');
    window.pictures = 0;
    lab.addEventListener('frame', () => (window.pictures += 1));
    performance.mark('ebb-begin');
    return lab.frame.iteration;
  });
  await new Promise((done) => setTimeout(done, 1000 * seconds));
  const [after, pictures] = await page.evaluate(() => {
    performance.mark('ebb-end');
    return [document.querySelector('ebb-lab').frame.iteration, window.pictures];
  });
  const trace = new TextDecoder().decode(await page.tracing.stop());
  const { frames, busy, main } = read(trace);
  rows.push([
    name,
    `**${frames.toFixed(1)}**`,
    (pictures / seconds).toFixed(1),
    `${(main / pictures).toFixed(1)} ms`,
    `${(100 * busy).toFixed(0)} %`,
    ((after - before) / seconds).toFixed(0),
  ]);
  console.log(rows.at(-1).join(', '));
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${name.replace(/\W+/g, '-')}.json`, trace);
  }
  await page.close();
}
await browser.close();
await site.close();

keep(
  'frames',
  `# Frames a second while playing

${machine()}

Playing by iteration as fast as it goes, all samples a batch, in Chromium without a graphics card;
frames presented to the screen, counted in a trace of ${seconds} seconds. The screen asks for 60.

| network, what is seen | frames/s | with new numbers | main thread for each of those | busy | iterations/s |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
);
