/** Frames a second while playing by iteration as fast as it goes, and how long one operation takes from its key to the
 *  screen, both out of a Chromium trace.
 *      node tests/benchmark/frames.mjs [seconds] [trace folder]
 *  A figure for the machine it runs on; nothing passes or fails by it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { open, serve } from '../e2e/browsers.mjs';
import { launchAlone } from '../e2e/launch.mjs';
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

const categories = [
  'devtools.timeline',
  'blink.user_timing',
  'toplevel',
  'disabled-by-default-devtools.timeline',
];
const presses = 40;

/** Milliseconds from each key to the picture of the operation that it asked for: until the page's thread has done its
 *  part, and until the screen has it. */
function readSteps(trace) {
  const { traceEvents } = JSON.parse(trace);
  const marks = traceEvents.filter(({ cat }) => cat?.includes('blink.user_timing'));
  const page = marks[0].pid;
  const timesOf = (name) =>
    marks
      .filter((event) => event.name === name)
      .map(({ ts }) => ts)
      .sort((a, b) => a - b);
  const pictures = timesOf('ebb-frame');
  const drawings = traceEvents.filter(
    ({ name, ph, pid }) => name === 'AnimationFrame' && pid === page && (ph === 'b' || ph === 'e'),
  );
  const shown = traceEvents.filter(
    ({ name, pid }) => name === 'AnimationFrame::Presentation' && pid === page,
  );
  const keys = timesOf('ebb-key');
  return keys.flatMap((key, index) => {
    const picture = pictures.find((ts) => ts > key && ts < (keys[index + 1] ?? Infinity));
    if (picture === undefined) return [];
    const begun = drawings
      .filter(({ ph, ts }) => ph === 'b' && ts <= picture)
      .sort((a, b) => b.ts - a.ts)[0];
    const isOfIt = ({ id2 }) => id2?.local === begun?.id2?.local;
    const done = drawings.find((one) => one.ph === 'e' && isOfIt(one) && one.ts >= picture);
    const seen = shown.find((one) => isOfIt(one) && one.ts >= picture);
    if (!done || !seen) return [];
    return [{ drawn: (done.ts - key) / 1000, seen: (seen.ts - key) / 1000 }];
  });
}

/** Presses the key of one operation again and again, each when the picture before stands. */
async function steps(browser, address) {
  const { page } = await open(browser, address, { width: 1440, height: 1000 });
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => performance.mark('ebb-key', { startTime: timeStamp }),
      { capture: true },
    );
    document
      .querySelector('ebb-lab')
      .addEventListener('frame', () => performance.mark('ebb-frame'));
  });
  const press = async () => {
    await page.keyboard.press('ArrowRight');
    await new Promise((passed) => setTimeout(passed, 150));
  };
  for (let turn = 0; turn < 10; turn += 1) await press();
  await page.tracing.start({ categories });
  for (let turn = 0; turn < presses; turn += 1) await press();
  const found = readSteps(new TextDecoder().decode(await page.tracing.stop()));
  await page.close();
  const quantile = (of, share) => {
    const sorted = found.map(of).sort((a, b) => a - b);
    return sorted[Math.floor((sorted.length - 1) * share)].toFixed(1);
  };
  const both = (of) => `**${quantile(of, 0.5)} ms** (${quantile(of, 0.9)})`;
  return [String(found.length), both(({ drawn }) => drawn), both(({ seen }) => seen)];
}

const rows = [];
const site = await serve();
const browser = await launchAlone('chromium');
for (const [name, hash, height] of runs) {
  const { page } = await open(browser, site.address + hash, { width: 1440, height });
  await page.evaluate(() => document.querySelector('ebb-lab').play());
  await new Promise((done) => setTimeout(done, 1500));
  await page.tracing.start({ categories });
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
const stepped = await steps(browser, `${site.address}#hidden=64*50`);
console.log(stepped.join(', '));
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

One operation at 50 × 64, a screen of 1440 × 1000, from the key: median (nine in ten are under). The screen takes a
picture 60 times a second, and each waits for the next of those times.

| keys | until the page has drawn it | until the screen shows it |
| --- | --- | --- |
| ${stepped.join(' | ')} |
`,
);
