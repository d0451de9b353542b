/** A first visit with nothing cached and the processor slowed four times: what goes over the network,
 *  and how long until the stage is on the screen: the network, and its profile, which a walk draws. In turns with it, a page that holds nothing
 *  but the core and one number: what the browser and the machine take in any case.
 *      node tests/benchmark/first_visit.mjs [visits]
 *  A figure for the machine it runs on; nothing passes or fails by it. */
import { readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { launchAlone } from '../e2e/launch.mjs';
import { keep, machine, spread, three } from './report.mjs';
import { costs } from './first_visit_costs.mjs';
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

/** Runs in the page: marks the frame that paints the stage, in which the profile has its place. */
async function markProfile() {
  const frame = () => new Promise((passed) => requestAnimationFrame(passed));
  await customElements.whenDefined('ebb-lab');
  let lab;
  while (!(lab = document.querySelector('ebb-lab'))) await frame();
  while (!lab.ready) await frame();
  void lab.ready.then(() => performance.mark('ebb-ready'));
  while (!lab.shadowRoot.querySelector('.stage path.dot')) await frame();
  performance.mark('ebb-dots');
}

/** The least that a page can do: it hands the core to the worker, and writes one number. */
const assets = readdirSync(new URL('../../dist/assets/', import.meta.url));
const named = (pattern) => `assets/${assets.find((name) => pattern.test(name))}`;
const least = {
  '/least.html':
    '<!doctype html><title>x</title><script type="module" src="least.js"></script><p>x',
  '/least.js': `const worker = new Worker('${named(/^worker-.*js$/)}');
    WebAssembly.compileStreaming(fetch('${named(/^ebb_float32-.*wasm$/)}')).then((core) => {
      worker.postMessage({ core, whole: null });
      worker.postMessage({ id: 1, kind: 'load' });
      worker.postMessage({ id: 2, kind: 'start', link: '', settings: {}, request: {} });
    });
    worker.onmessage = ({ data }) => {
      if (data.kind === 'failed') throw new Error(data.message);
      if (data.kind !== 'answer' || data.id !== 2) return;
      document.querySelector('p').textContent = data.answer.initialFrame.diagnosis.ratio;
      requestAnimationFrame(() => performance.mark('ebb-dots'));
      performance.mark('ebb-ready');
    };`,
};

const briefly = ['devtools.timeline', 'blink.user_timing'];
/** Takes half a second itself. */
const inDetail = [...briefly, 'toplevel', 'v8', 'v8.wasm', 'disabled-by-default-v8.compile'];

async function visit(path = '', categories = briefly) {
  const host = await staticHost(least);
  const browser = await launchAlone('chromium');
  const page = await browser.newPage();
  // Else every worker waits for the debugger before it starts.
  const free = { autoAttach: false, waitForDebuggerOnStart: false, flatten: true };
  await page._client().send('Target.setAutoAttach', free);
  await page.setViewport({ width: 1440, height: 900 });
  await page.emulateCPUThrottling(slowed);
  if (path === '') await page.evaluateOnNewDocument(`(${markProfile})().catch(() => {})`);
  await page.tracing.start({ categories });
  await page.goto(host.address + path);
  const times = await page.evaluate(async () => {
    const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
    while (!mark('ebb-dots') || !mark('ebb-ready'))
      await new Promise((passed) => setTimeout(passed, 50));
    // Until that frame is painted.
    await new Promise((passed) => setTimeout(passed, 200));
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
const empty = [];
for (let i = 0; i < visits; ++i) {
  const [one, other] = [await visit(), await visit('least.html')];
  all.push(one);
  empty.push(other);
  const [ours, theirs] = [one, other].map(({ profile }) => Math.round(profile));
  console.log(`visit ${i + 1}: profile after ${ours} ms, one number alone after ${theirs} ms`);
}
const detailed = await visit('', inDetail);
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
const time = (name, list = all) => {
  const { median, low, high } = spread(list.map((one) => one[name]));
  return `${three(median)} ms (${three(low)}–${three(high)})`;
};
const file = ({ path, bytes }) => `| \`${path.slice(1)}\` | ${kB(bytes)} |`;

keep(
  'first_visit',
  `# A first visit

${machine()}

Chromium, nothing cached, the page's main thread slowed ${slowed} times (workers are not slowed: Chromium cannot), a
local server that compresses (gzip) and tags as a static host does. Median (lowest–highest) of
${visits} visits.

| until | time |
| --- | --- |
| a page with nothing but the core shows one number of it | ${time('profile', empty)} |
| something is painted | ${time('paint')} |
| **the stage is on the screen, with its profile** | **${time('profile')}** |
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

Of a further visit, until the profile is on the screen (${three(detailed.profile)} ms: a trace in such detail takes its own
time); processor time, in milliseconds, on a main thread slowed ${slowed} times.

| thread | what | ms |
| --- | --- | --- |
${detailed.costs.map(({ thread, what, ms }) => `| ${thread} | ${what} | ${three(ms)} |`).join('\n')}
`,
);
