import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { staticHost } from '../benchmark/static_host.mjs';
import { browsers, stands } from './browsers.mjs';

describe('chromium, a first visit', () => {
  let browser;
  before(async () => {
    browser = await browsers.chromium();
  });
  after(async () => {
    await browser?.close();
  });

  /** A visit by somebody whose browser has nothing of the page yet. `beforeLab` is done, with the page,
   *  while the host does not answer for the lab's script. */
  async function visit(query, size, prepare = () => {}, beforeLab) {
    const host = await staticHost();
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    left.push(async () => {
      await context.close();
      host.close();
    });
    await page.setViewport(size);
    await page.evaluateOnNewDocument(prepare);
    const released = beforeLab && (await holdLab(page));
    await page.goto(host.address + query, released && { waitUntil: [] });
    if (released) {
      await beforeLab(page);
      await released();
    }
    await stands(page);
    return { page, host };
  }
  async function holdLab(page) {
    let held = [];
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (held && /\/index-[^/]*\.js$/.test(request.url())) held.push(request);
      else request.continue();
    });
    return async () => {
      const now = held;
      held = null;
      await Promise.all(now.map((request) => request.continue()));
    };
  }
  // Also after a test that failed: a host left open would keep the runner from ending.
  const left = [];
  afterEach(async () => {
    for (const close of left.splice(0)) await close();
  });

  const wide = { width: 1920, height: 1080 };
  const narrow = { width: 390, height: 844 };

  test('is less than 350 kB compressed, also where the panels under the profile are in view', async () => {
    const { page, host } = await visit('', wide);
    await page.waitForFunction(() =>
      document.querySelector('ebb-lab').shadowRoot.querySelector('.panels .panel'),
    );
    await page.waitForNetworkIdle();
    const now = host.sent.filter(({ forLater }) => !forLater);
    const bytes = now.reduce((sum, one) => sum + one.bytes, 0);
    const list = now.map((one) => `${one.path} ${one.bytes}`).join('\n');
    assert.ok(bytes > 200_000 && bytes < 350_000, `${bytes} bytes:\n${list}`);
  });

  test('float64 alone has the whole core fetched, when it is asked for', async () => {
    const { page, host } = await visit('', narrow);
    const cores = () =>
      host.sent.filter(({ path, forLater }) => path.endsWith('.wasm') && !forLater).length;
    assert.equal(cores(), 1);
    const precision = await page.evaluate(async () => {
      const lab = document.querySelector('ebb-lab');
      lab.experiment = { ...lab.experiment, precision: 'float64' };
      await lab.ready;
      return lab.experiment.precision;
    });
    assert.equal(precision, 'float64');
    assert.equal(cores(), 2);
  });

  test('draws the profile before what stands around it, and has the form fetched when it is opened', async () => {
    const { page, host } = await visit('', wide, () => {
      window.seen = [];
      const look = () => {
        const root = document.querySelector('ebb-lab')?.shadowRoot;
        const parts = { profile: 'path.dot', transport: '.transport' };
        for (const [name, selector] of Object.entries(parts)) {
          if (root?.querySelector(selector) && !window.seen.includes(name)) window.seen.push(name);
        }
        if (window.seen.length < 2) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.waitForFunction(() => window.seen.length === 2);
    assert.deepEqual(await page.evaluate(() => window.seen), ['profile', 'transport']);
    const asked = () => host.sent.some(({ path, forLater }) => /Controls/.test(path) && !forLater);
    assert.ok(!asked());
    await page.evaluate(() => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      root.querySelector('[aria-controls=experiment]').click();
    });
    await page.waitForFunction(() =>
      document.querySelector('ebb-lab').shadowRoot.querySelector('form.controls'),
    );
  });

  test('nothing jumps while the page is being made', async () => {
    for (const size of [wide, { width: 1280, height: 800 }, narrow]) {
      const { page } = await visit('', size, () => {
        window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.waitForNetworkIdle();
      const shifted = await page.evaluate(() => window.shifted);
      assert.ok(shifted < 0.02, `${shifted} of the screen at ${size.width} pixels`);
    }
  });

  test('the largest text of a telephone’s screen is there with the first paint', async () => {
    const observe = () => {
      window.largest = [];
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntries()) window.largest.push(startTime);
      }).observe({ type: 'largest-contentful-paint', buffered: true });
    };
    // Chromium tells of no text that is gone again by the time it tells.
    const isTold = (page) => page.waitForFunction(() => window.largest.length > 0);
    const { page } = await visit('', narrow, observe, isTold);
    await page.waitForNetworkIdle();
    const [first, last] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0].startTime,
      window.largest.at(-1),
    ]);
    assert.equal(last, first);
  });
});
