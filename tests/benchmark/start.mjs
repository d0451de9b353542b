/** A first visit with nothing cached and the processor slowed four times: what goes over the network,
 *  and how long until the first profile is on the screen.
 *      node tests/benchmark/start.mjs [visits]
 *  A figure for the machine it runs on; nothing passes or fails by it. */
import { extname } from 'node:path';
import { browsers } from '../page/browsers.mjs';
import { keep, machine, spread, three } from './report.mjs';
import { costs } from './start_costs.mjs';
import { staticHost } from './static_host.mjs';

const visits = Number(process.argv[2] ?? 5);
const slowed = 4;
const kinds = {
  '.html': 'page',
  '.js': 'scripts',
  '.css': 'styles',
  '.wasm': 'core',
  '.woff2': 'fonts',
};
const kindOf = (path) => kinds[extname(path)] ?? 'icons, manifest';

/** Runs in the page: marks the frame that paints the profile's dots. */
async function markProfile() {
  const frame = () => new Promise((passed) => requestAnimationFrame(passed));
  await customElements.whenDefined('ebb-lab');
  let lab;
  while (!(lab = document.querySelector('ebb-lab'))) await frame();
  void lab.ready.then(() => performance.mark('ebb-ready'));
  while (!lab.shadowRoot.querySelector('.stage path.dot')?.getAttribute('d')) await frame();
  performance.mark('ebb-dots');
}

async function visit() {
  const host = await staticHost();
  const browser = await browsers.chromium();
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.emulateCPUThrottling(slowed);
  await page.evaluateOnNewDocument(`(${markProfile})().catch(() => {})`);
  await page.tracing.start({
    categories: [
      'devtools.timeline',
      'blink.user_timing',
      'toplevel',
      'v8',
      'v8.wasm',
      'disabled-by-default-v8.compile',
      'disabled-by-default-devtools.timeline',
    ],
  });
  await page.goto(host.address);
  const times = await page.evaluate(async () => {
    const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
    while (!mark('ebb-dots') || !mark('ebb-ready'))
      await new Promise((passed) => setTimeout(passed, 50));
    const paints = performance.getEntriesByType('paint');
    return {
      paint: paints.find(({ name }) => name === 'first-contentful-paint')?.startTime,
      ready: mark('ebb-ready'),
      dots: mark('ebb-dots'),
    };
  });
  const trace = new TextDecoder().decode(await page.tracing.stop());
  // Until nothing more comes: the service worker fetches the rest, for later visits without a network.
  for (let before = -1; host.sent.length > before;) {
    before = host.sent.length;
    await new Promise((passed) => setTimeout(passed, 2000));
  }
  await browser.close();
  host.close();
  const { shown, rows } = costs(JSON.parse(trace).traceEvents);
  return { ...times, profile: times.dots + shown, sent: host.sent, costs: rows };
}

const all = [];
for (let i = 0; i < visits; ++i) {
  const one = await visit();
  all.push(one);
  console.log(`visit ${i + 1}: profile after ${Math.round(one.profile)} ms`);
}
const middle = [...all].sort((a, b) => a.profile - b.profile)[visits >> 1];

const kB = (bytes) => `${three(bytes / 1000)} kB`;
const total = (list) => list.reduce((sum, { bytes }) => sum + bytes, 0);
const now = middle.sent.filter(({ forLater }) => !forLater);
const later = middle.sent.filter(({ forLater }) => forLater);
const byKind = Map.groupBy
  ? Map.groupBy(now, ({ path }) => kindOf(path))
  : now.reduce((map, one) => {
      const kind = kindOf(one.path);
      return map.set(kind, [...(map.get(kind) ?? []), one]);
    }, new Map());
const time = (name) => {
  const { median, low, high } = spread(all.map((one) => one[name]));
  return `${three(median)} ms (${three(low)}–${three(high)})`;
};
const file = ({ path, bytes }) => `| \`${path.slice(1)}\` | ${kB(bytes)} |`;

keep(
  'start',
  `# A first visit

${machine()}

Chromium, nothing cached, the page's main thread slowed ${slowed} times (workers are not slowed: Chromium cannot), a
local server that compresses (gzip) and tags as a static host does. Median (lowest–highest) of
${visits} visits.

| until | time |
| --- | --- |
| something is painted | ${time('paint')} |
| **the first profile is on the screen** | **${time('profile')}** |
| the element is ready: everything is there | ${time('ready')} |

## Over the network

| kind | compressed |
| --- | --- |
${[...byKind].map(([kind, list]) => `| ${kind} | ${kB(total(list))} |`).join('\n')}
| **in all** | **${kB(total(now))}** |
| afterwards, by the service worker, for visits without a network | ${kB(total(later))} |

| file | compressed |
| --- | --- |
${[...now]
  .sort((a, b) => b.bytes - a.bytes)
  .map(file)
  .join('\n')}

Afterwards, of ${later.length} files, those not there yet:

| file | compressed |
| --- | --- |
${later
  .filter(({ bytes }) => bytes > 0)
  .sort((a, b) => b.bytes - a.bytes)
  .map(file)
  .join('\n')}

## Where the time goes

Of the middle visit, until the profile is on the screen; processor time, in milliseconds, on a main
thread slowed ${slowed} times.

| thread | what | ms |
| --- | --- | --- |
${middle.costs.map(({ thread, what, ms }) => `| ${thread} | ${what} | ${three(ms)} |`).join('\n')}
`,
);
