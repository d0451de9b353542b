import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { launch } from './launch.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
export const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The strictest policy that the page has to work with. */
const strict = {
  'content-security-policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
};

/** The built page, below a path, with these headers and types of files; `extra` adds pages of a test
 *  by their whole path. `asked` lists what was asked for; `sent`, of that, what could carry something away: with a
 *  query, or by another method than GET. Files of the page whose path is put into `wrong`
 *  are answered wrongly: `html`, a page of the host's own with status 200; `short`, half of the file;
 *  `gone`, no file. */
export async function serve(
  extra = {},
  { under = '/', headers = strict, mime = types, folder = dist } = {},
) {
  const asked = [];
  const sent = [];
  const wrong = new Map();
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://host');
    const path = normalize(pathname);
    asked.push(path);
    if (request.method !== 'GET' || search !== '') sent.push(`${request.method} ${path}${search}`);
    const name = path === under ? `${under}index.html` : path;
    try {
      const isBuilt = name.startsWith(under) && !(name in extra);
      const body = isBuilt ? await readFile(join(folder, name.slice(under.length))) : extra[name];
      if (body === undefined) throw new Error(`no ${name}`);
      const fault = wrong.get(path);
      if (fault === 'gone') throw new Error(`no ${name}`);
      if (fault === 'html') {
        response.writeHead(200, { 'content-type': 'text/html', ...headers });
        return void response.end('<!doctype html><title>Please log in</title>');
      }
      response.writeHead(200, {
        'content-type': mime[extname(name)] ?? 'application/octet-stream',
        ...headers,
      });
      response.end(fault === 'short' ? body.subarray(0, body.length / 2) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((started) => server.listen(0, '127.0.0.1', started));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    address: `http://127.0.0.1:${server.address().port}${under}`,
    asked,
    sent,
    wrong,
    close: () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      return closed;
    },
  };
}

const lane = process.env.EBB_ENGINE;
/** How to start each of these browsers. A test that goes through the list runs in each of them; the
 *  runner (tests/runner) goes through the files once for each engine, and then the list is shorter. */
const startsOf = (...engines) => {
  const all = {};
  for (const engine of engines) {
    const enumerable = !lane || lane === engine;
    Object.defineProperty(all, engine, { value: () => launch(engine), enumerable });
  }
  return all;
};
export const browsers = startsOf('chromium', 'firefox');
/** WebKit too, whose pages have fewer members (webkit.mjs). */
export const everyBrowser = startsOf('chromium', 'firefox', 'webkit');

/** A host (`serve`) for all tests of a `describe`. `extra` may be a function, which is asked when the hosts before
 *  this one stand: its pages may name their addresses. */
export function hosted(extra, options) {
  const site = {};
  before(async () => {
    Object.assign(site, await serve(typeof extra === 'function' ? extra() : extra, options));
  });
  after(() => site.close?.());
  return site;
}

/** A browser, and the host of the built page, for all tests of a `describe`. */
export function visited(launch, extra, options) {
  const here = { browser: null, site: null };
  before(async () => {
    here.browser = await launch();
  });
  after(() => here.browser?.close());
  here.site = hosted(extra, options);
  return here;
}

/** A host for one test, whose context is `t`. */
export async function hostOf(t, extra, options) {
  const site = await serve(extra, options);
  t.after(() => site.close());
  return site;
}

/** A browser, and the host of the built page, for one test that shares neither. */
export async function visitOf(t, launch, extra, options) {
  const browser = await launch();
  t.after(() => browser.close());
  return { browser, site: await hostOf(t, extra, options) };
}

/** An empty folder for one test, or for all of a `describe`. */
export function emptyFolder(t = { after }) {
  const folder = mkdtempSync(join(tmpdir(), 'ebb-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A test that no engine changes, beside others that go through the list: run once. */
export const testOnce = !lane || lane === 'chromium' ? test : () => {};

/** What two places have to agree on: all numbers of a frame but what panels had asked for. */
export const numbers = ({ iteration, phase, loss, layers, operations, digest }) => ({
  iteration,
  phase,
  loss,
  layers,
  operations,
  digest,
});

/** Advances the page's lab, and hands its frame over as a plain object. */
export const advance = (page, unit, count) =>
  page.evaluate(
    async (by, times) =>
      JSON.parse(JSON.stringify(await document.querySelector('ebb-lab').advance(by, times))),
    unit,
    count,
  );

/** What a page itself has fetched so far. The host's list has also what the service worker fetches to keep, at a time
 *  of its own. */
export const fetchedBy = (page) =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));

/** Scrolls until the page's lab shows a formula: what typesets it is loaded only then. */
export const formulaShown = (page) =>
  page.waitForFunction(
    () => {
      const { scrollHeight, clientHeight } = document.documentElement;
      const next = scrollY + clientHeight / 2;
      scrollTo(0, scrollY + clientHeight < scrollHeight - 1 ? next : 0);
      return document.querySelector('ebb-lab').shadowRoot.querySelector('math mi') !== null;
    },
    { polling: 100 },
  );

/** Waits until all labs of a page or a frame have their first frame. Their script comes after the
 *  page has loaded: before that the elements are there, but are not yet labs. */
export const stands = (place) =>
  place.evaluate(async () => {
    await customElements.whenDefined('ebb-lab');
    await Promise.all([...document.querySelectorAll('ebb-lab')].map((lab) => lab.ready));
  });

/** Touches the lab of a page or a frame, and waits for what comes with the first touch: the form, and the panels
 *  under the first screen. */
export const touched = (place) =>
  place.evaluate(async () => {
    window.dispatchEvent(new Event('scroll'));
    const root = document.querySelector('ebb-lab').shadowRoot;
    const parts = { '.panels': '.map', '#experiment': 'form.controls' };
    const isMissing = ([within, part]) =>
      root.querySelector(within) !== null && root.querySelector(`${within} ${part}`) === null;
    while (Object.entries(parts).some(isMissing)) {
      await new Promise((passed) => setTimeout(passed, 20));
    }
  });

/** Opens the whole form beside the stage. */
export async function openForm(page) {
  await page.evaluate(() => {
    document.querySelector('ebb-lab').shadowRoot.querySelector('.settings .all').click();
  });
  await page.waitForFunction(() =>
    document.querySelector('ebb-lab').shadowRoot.querySelector('#experiment.open form.controls'),
  );
}

/** Has the page's clock go so many times as fast: what is shown at the pace of reading is over sooner, in the same
 *  order. */
const hurry = (times) => {
  const now = performance.now.bind(performance);
  const timeout = window.setTimeout.bind(window);
  const frame = window.requestAnimationFrame.bind(window);
  performance.now = () => now() * times;
  window.setTimeout = (work, delay = 0, ...more) => timeout(work, delay / times, ...more);
  window.requestAnimationFrame = (draw) => frame((time) => draw(time * times));
};

/** What Firefox says of a font that was on its way when the page was left or loaded anew: NS_BINDING_ABORTED. */
const fontLeft = /^downloadable font: download failed .* status=2152398850 /;

/** Opens an address; everything the page complains of is kept. The page's clock goes `clock` times as fast as it
 *  should. */
export async function openPage(browser, address, { width = 1280, height = 900, clock = 1 } = {}) {
  const page = await browser.newPage();
  if (clock !== 1) await page.evaluateOnNewDocument(hurry, clock);
  const complaints = [];
  const complain = (text) => {
    if (!fontLeft.test(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complain(message.text());
  });
  // Firefox hands some of what it says of a font on as an error of the page.
  page.on('pageerror', (error) => complain(error.message));
  await page.setViewport({ width, height });
  await page.goto(address);
  return { page, complaints };
}

/** The same, up to the lab's first frame. */
export async function open(browser, address, size) {
  const opened = await openPage(browser, address, size);
  await stands(opened.page);
  await touched(opened.page);
  return opened;
}
