/** A map of 64 × 64 networks of 10 × 16, trained for 200 iterations each, in Chromium.
 *      node tests/benchmark/maps.mjs [whole|rates|starts]…
 *  How soon it is seen and done, what the pool makes of the processors, how the page fares meanwhile, and
 *  what is left of many that were stopped. Figures for the machine it runs on; nothing passes or fails by them. */
import { open, serve } from '../e2e/browsers.mjs';
import { launchAlone } from '../e2e/launch.mjs';
import { memoryOf } from './process_memory.mjs';
import { keep, machine, three } from './report.mjs';

const asked = process.argv.slice(2);
const isAsked = (name) => asked.length === 0 || asked.includes(name);
const experiment = 'hidden=16*10&activation=tanh';
const large = 'gain:0.25:4;learningRate:0.001:10;64;200;1';
/** Rows and columns that differ too little to break down: every cell walks all of its iterations. */
const even = 'gain:0.9:1.1;learningRate:0.01:0.1;16;2000;1';
const starts = 200;

const rows = [];
const say = (name, figure, target = '') => {
  rows.push([name, figure, target]);
  console.log(`${name}: ${figure}`);
};
const seconds = (milliseconds) => `${three(milliseconds / 1000)} s`;

/** A page that counts its workers and says how many processors there are, if that is asked. */
async function mapPage(browser, address, cores = null) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument((count) => {
    if (count !== null) {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => count });
    }
    const Given = globalThis.Worker;
    globalThis.livingWorkers = 0;
    globalThis.Worker = class extends Given {
      constructor(...all) {
        super(...all);
        globalThis.livingWorkers += 1;
      }
      terminate() {
        globalThis.livingWorkers -= 1;
        super.terminate();
      }
    };
  }, cores);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  return page;
}

/** Draws the map of the address: when the first picture and the whole were there, how many cells were run, and
 *  how often the page could draw meanwhile. `limit`: milliseconds after which it is taken as far as it came. */
const drawn = (page, limit) =>
  page.evaluate(async (most) => {
    await customElements.whenDefined('ebb-lab');
    const lab = document.querySelector('ebb-lab');
    await lab.ready;
    const root = lab.shadowRoot;
    const frame = () => new Promise(requestAnimationFrame);
    dispatchEvent(new Event('scroll'));
    while (!root.querySelector('[data-part=map]')) {
      root.querySelector('.panels').scrollIntoView();
      await frame();
    }
    root.querySelector('[data-part=map]').scrollIntoView();
    while (!root.querySelector('.map progress')) await frame();
    const begun = performance.now();
    const found = { coarse: null, whole: null, cells: 0, frames: 0, longest: 0 };
    let last = begun;
    for (let bar = true; bar && performance.now() - begun < most;) {
      await frame();
      const now = performance.now();
      found.frames += 1;
      found.longest = Math.max(found.longest, now - last);
      last = now;
      bar = root.querySelector('.map progress');
      // "3 905 of about 4 000 cells": the bar itself is of the time.
      const told = bar?.nextElementSibling.textContent.replaceAll('\u202f', '').match(/\d+/);
      if (told) found.cells = Math.max(found.cells, Number(told[0]));
      // The coarse picture has eight by eight cells.
      if (found.cells >= 64) found.coarse ??= now - begun;
      if (!bar) found.whole = now - begun;
    }
    found.time = performance.now() - begun;
    found.workers = globalThis.livingWorkers;
    return found;
  }, limit);

const site = await serve();
const browser = await launchAlone('chromium');
const address = (map) => `${site.address}?map=${map}#${experiment}`;

if (isAsked('whole')) {
  const page = await mapPage(browser, address(large));
  const { coarse, whole, cells, frames, longest, time, workers } = await drawn(page, 90_000);
  say('64 × 64 cells: the coarse picture', coarse === null ? '–' : seconds(coarse), 'under 3 s');
  const isDone = whole !== null;
  say('… all of it', isDone ? seconds(whole) : `not in ${seconds(time)}`, 'under 60 s');
  say('… cells that were run', `${cells} of 4096, by ${workers - 1} workers`);
  say('… frames a second meanwhile', three(frames / (time / 1000)), 'at least 50');
  say('… the longest without a frame', `${three(longest)} ms`);
  await page.close();
}

if (isAsked('rates')) {
  const rates = [];
  for (const cores of [1, 2]) {
    // One worker on one processor, and as many as the page takes for two.
    const page = await mapPage(browser, address(even), cores);
    const { cells, time, workers } = await drawn(page, 25_000);
    rates.push((2000 * cells) / (time / 1000));
    say(`iterations a second, ${workers - 1} at work in the pool`, three(rates.at(-1)));
    await page.close();
  }
  say('… over twice the first', three(rates[1] / rates[0] / 2), 'at least 0.85');
}

if (isAsked('starts')) {
  const page = await mapPage(browser, address(large));
  await drawn(page, 2000);
  const memory = () => memoryOf(browser.process().pid);
  const outcome = async (times) =>
    page.evaluate(async (count) => {
      const { shadowRoot: root } = document.querySelector('ebb-lab');
      const frame = () => new Promise(requestAnimationFrame);
      const until = async (holds) => {
        while (!holds()) await frame();
      };
      const stop = () =>
        [...root.querySelectorAll('.map .tools button')].find((one) => one.textContent === 'Stop');
      let slowest = 0;
      for (let turn = 0; turn < count; turn += 1) {
        if (stop()) {
          const begun = performance.now();
          stop().click();
          await until(() => !root.querySelector('.map progress'));
          slowest = Math.max(slowest, performance.now() - begun);
        }
        // Half of the values are new each time, so that there is always something to run.
        const entry = root.querySelector('.map form input[type=number]');
        entry.value = String(0.25 + turn / 1000);
        entry.dispatchEvent(new Event('input', { bubbles: true }));
        await frame();
        root.querySelector('.map form').requestSubmit();
        await until(() => root.querySelector('.map progress'));
        await frame();
      }
      stop()?.click();
      return { slowest, workers: globalThis.livingWorkers };
    }, times);
  await outcome(20);
  const before = memory();
  const { slowest, workers } = await outcome(starts);
  const after = memory();
  say(`${starts} starts and stops: the slowest stop`, `${three(slowest)} ms`, 'at once');
  say('… workers of the pool right after', String(workers - 1));
  await new Promise((passed) => setTimeout(passed, 17_000));
  const left = await page.evaluate(() => globalThis.livingWorkers - 1);
  say('… workers of the pool 17 s later', String(left), '0');
  say(
    '… memory of the browser before and after',
    `${three(before)} and ${three(after)} MB`,
    'flat',
  );
  await page.close();
}

await browser.close();
await site.close();

const report = `# Maps of networks

${machine()}

${large.replaceAll(';', ' · ')} over ${experiment}, in Chromium without a graphics card.

| | measured | to reach |
| --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
if (asked.length === 0) keep('maps', report);
