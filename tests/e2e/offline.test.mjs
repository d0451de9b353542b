import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { cp, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import {
  advance,
  browsers,
  emptyFolder,
  formulaShown,
  open,
  openPage,
  stands,
  touched,
  visitOf,
} from './browsers.mjs';
import { pressIn, standsAt } from './compare_panel.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const under = '/course/ebb/';

/** Waits until the page is kept whole and its service worker answers for it. */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((r) => setTimeout(r, 50));
  });

/** The path of one of the page's built files. */
const pathOf = (name) =>
  `${under}assets/${readdirSync(join(dist, 'assets')).find((file) => name.test(file))}`;

/** Opens the page, and waits for the end of the first version's installation: the state that its worker then
 *  has. It is looked at from the start: of one that has failed the browser keeps nothing to ask. */
async function openedAndInstalled(browser, address) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const container = navigator.serviceWorker;
    const register = container.register.bind(container);
    container.register = async (...script) => {
      const registration = await register(...script);
      window.firstWorker = registration.installing ?? registration.active;
      window.isRegistered = true;
      return registration;
    };
  });
  await page.goto(address);
  await stands(page);
  await page.waitForFunction(
    () => window.isRegistered && window.firstWorker?.state !== 'installing',
  );
  return { page, became: await page.evaluate(() => window.firstWorker?.state ?? 'redundant') };
}

/** Has the browser look for a new version until it has found one: where it is looking already, for what the host had
 *  before, it takes that for the answer. */
const findsNext = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    while (!registration.installing && !registration.waiting) await registration.update();
  });

/** What is kept for use without a network, once it is as `wanted`: of each address a hash of its content. */
const copies = (page, wanted = null) =>
  page.evaluate(async (goal) => {
    async function look() {
      const [name] = (await caches.keys()).filter((one) => one.startsWith('ebb '));
      if (!name) return [];
      const cache = await caches.open(name);
      const found = [];
      for (const { url } of await cache.keys()) {
        // What is there no more was taken out just now.
        const content = await (await cache.match(url))?.arrayBuffer();
        const digest = content && (await crypto.subtle.digest('SHA-256', content));
        found.push([url, digest && [...new Uint8Array(digest)].join(' ')]);
      }
      return found.sort();
    }
    let found = await look();
    while (goal && JSON.stringify(found) !== JSON.stringify(goal)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = await look();
    }
    return found;
  }, wanted);

/** Which of the two builds a page was loaded from. */
const versionOf = (page) =>
  page.evaluate(() =>
    document.querySelector('meta[name=description]').content.startsWith('The next: ')
      ? 'next'
      : 'first',
  );

/** Another build in the place of the first: other names of its scripts, another page. */
async function release(folder) {
  const assets = join(folder, 'assets');
  const typesetter = (await readdir(assets)).find((file) => file.startsWith('temml-'));
  await rename(join(assets, typesetter), join(assets, 'temml-next.js'));
  const page = join(folder, 'index.html');
  await change(page, (text) =>
    text
      .replace('name="description"\n      content="', '$&The next: ')
      .replaceAll(typesetter, 'temml-next.js'),
  );
  await change(join(folder, 'service-worker.js'), (text) =>
    text
      .replaceAll(typesetter, 'temml-next.js')
      .replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"')
      .replace(/\{"address":"\.\/"[^}]*\}/, (was) =>
        JSON.stringify({ ...JSON.parse(was), ...of(page) }),
      ),
  );
}

async function change(file, how) {
  const text = await readFile(file, 'utf8');
  const changed = how(text);
  assert.notEqual(changed, text, file);
  await writeFile(file, changed);
}

/** What the service worker knows of a file's content. */
function of(file) {
  const content = readFileSync(file);
  return {
    length: content.length,
    hash: createHash('sha256').update(content).digest('base64').slice(0, 16),
  };
}

/** Waits until the page is in Nepali, in a font of its own. */
const speaksNepali = (page) =>
  page.waitForFunction(() =>
    [...document.fonts].some((one) => /Devanagari/.test(one.family) && one.status === 'loaded'),
  );

/** What has become of each font: one that no text on the page needs is not fetched. */
const fontsIn = (page) =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await document.fonts.ready;
    const name = (font) => /(?<=Source )(Sans|Serif)|Devanagari|Math/.exec(font.family)[0];
    const isBasic = (font) => !/^"?Source/.test(font.family) || /U\+0*20-/i.test(font.unicodeRange);
    return Object.fromEntries(
      [...document.fonts].filter(isBasic).map((font) => [name(font), font.status]),
    );
  });

const note = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    return root.querySelector('button.reload') !== null;
  });

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    test('after one visit the page works with no server at all, lazy parts included', async (t) => {
      const { browser, site } = await visitOf(t, launch, {}, { under });
      const { page } = await open(browser, site.address);
      await kept(page);
      // Its font is kept for those who have once read it.
      await page.goto(`${site.address}?lang=ne`);
      await stands(page);
      await speaksNepali(page);
      await site.close();
      await page.goto(`${site.address}?lesson=none#hidden=7*3&activation=tanh`);
      await stands(page);
      const frame = await advance(page, 'iteration', 50);
      assert.equal(frame.layers.length, 4);
      await advance(page, 'operation', 2);
      await formulaShown(page);
      await pressIn(page, 'Compare');
      await standsAt(page, 50, 1);
      assert.deepEqual(await fontsIn(page), {
        Sans: 'loaded',
        Serif: 'loaded',
        Math: 'loaded',
        Devanagari: 'unloaded',
      });

      await page.goto(`${site.address}?lang=ne`);
      await stands(page);
      await speaksNepali(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'ne');
      await page.close();
    });

    test('a new version announces itself and waits; the session goes on with its own parts', async (t) => {
      const folder = emptyFolder(t);
      await cp(dist, folder, { recursive: true });
      const { browser, site } = await visitOf(t, launch, {}, { under, folder });
      // Together: where one comes when the other is kept, a Chromium that was just started may not look for a new version
      // for up to three minutes, whoever asks it to.
      const [{ page }, { page: other }] = await Promise.all([
        openPage(browser, site.address),
        openPage(browser, site.address),
      ]);
      for (const one of [other, page]) {
        // In the background it may not be drawn, nor fetch what comes with that.
        await one.bringToFront();
        for (const state of [stands, touched, kept]) await state(one);
      }
      const before = await advance(page, 'iteration', 30);
      assert.equal(await note(page), false);
      await release(folder);
      await findsNext(page);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('button.reload'),
      );
      const after = await page.evaluate(() => document.querySelector('ebb-lab').frame.digest);
      assert.equal(after, before.digest, 'nothing was reloaded');
      assert.equal(await versionOf(page), 'first');
      await Promise.all([
        page.waitForNavigation(),
        page.evaluate(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('button.reload').click(),
        ),
      ]);
      assert.equal(await versionOf(page), 'next');
      // The other page still runs the old version, whose parts the host no longer has.
      await other.bringToFront();
      assert.equal(await versionOf(other), 'first');
      await advance(other, 'operation', 2);
      await formulaShown(other);
    });

    test('what a host once answered wrongly is not served again', async (t) => {
      const [typesetter, core, script] = [/^temml-/, /^ebb-.*wasm$/, /^KeySheet-/].map(pathOf);
      const { browser, site } = await visitOf(t, launch, {}, { under });
      site.wrong.set(typesetter, 'html').set(core, 'short').set(script, 'html');
      const { page, became } = await openedAndInstalled(browser, site.address);
      assert.equal(became, 'redundant', 'no offline copy of wrong files');
      // A version of the page that did not look left them behind.
      await page.evaluate(async (path) => {
        const scope = new URL('./', location.href).href;
        const older = await caches.open(`ebb ${scope} older`);
        await older.put(
          path,
          new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
        );
      }, typesetter);
      site.wrong.clear();
      await page.reload();
      await stands(page);
      await kept(page);
      await site.close();
      await page.goto(`${site.address}#hidden=7*3&activation=tanh&precision=float64`);
      await stands(page);
      await advance(page, 'operation', 2);
      await formulaShown(page);
      await page.keyboard.press('?');
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open]'),
      );
    });

    test('a page whose lab failed is not kept, and one visit later it is served right', async (t) => {
      const { browser, site } = await visitOf(t, launch, {}, { under });
      site.wrong.set(pathOf(/^ebb_float32-.*wasm$/), 'html');
      const page = await browser.newPage();
      await page.goto(site.address);
      const message = await page.evaluate(async () => {
        await customElements.whenDefined('ebb-lab');
        return document.querySelector('ebb-lab').ready.catch((error) => error.message);
      });
      assert.match(message, /./);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.problems')?.innerText.trim(),
      );
      assert.ok(!site.asked.includes(`${under}service-worker.js`));
      site.wrong.clear();
      await page.reload();
      await stands(page);
      await kept(page);
      await site.close();
      await page.reload();
      await stands(page);
    });

    test('what another page of the origin did to the copy is mended at the next visit', async (t) => {
      const { browser, site } = await visitOf(t, launch, {}, { under });
      const { page } = await open(browser, site.address);
      await kept(page);
      const whole = await copies(page);
      const spoilt = [under, pathOf(/^ebb-.*wasm$/), pathOf(/^KeySheet-/)];
      await page.evaluate(async (paths) => {
        const [name] = await caches.keys();
        const cache = await caches.open(name);
        for (const path of paths) await cache.put(path, new Response('spoilt'));
      }, spoilt);
      const before = site.asked.length;
      await page.reload();
      await copies(page, whole);
      const files = whole.map(([address]) => new URL(address).pathname);
      const asked = site.asked.slice(before).filter((path) => files.includes(path));
      assert.deepEqual([...new Set(asked)].sort(), spoilt.sort(), 'what is right stays');
      await page.evaluate(async () => {
        for (const name of await caches.keys()) await caches.delete(name);
      });
      await page.reload();
      await copies(page, whole);
      await site.close();
      await page.reload();
      await stands(page);
    });

    test('a lab in a course page keeps nothing', async (t) => {
      const course = '<!doctype html><script src="/ebb-lab.js"></script><ebb-lab></ebb-lab>';
      const { browser, site } = await visitOf(t, launch, { '/course.html': course });
      const { page } = await open(browser, `${site.origin}/course.html`);
      await page.waitForNetworkIdle();
      const registrations = await page.evaluate(
        async () => (await navigator.serviceWorker.getRegistrations()).length,
      );
      assert.equal(registrations, 0);
    });

    test('full storage does not make a failure of what was fetched', async (t) => {
      // The worker as it is built, but for a storage that becomes full as soon as the page is kept.
      const worker = readFileSync(join(dist, 'service-worker.js'), 'utf8');
      const full = `const { put } = Cache.prototype;
Cache.prototype.put = function (address, answer) {
  return registration.active
    ? Promise.reject(new DOMException('no room', 'QuotaExceededError'))
    : put.call(this, address, answer);
};
`;
      const extra = { [`${under}service-worker.js`]: full + worker };
      const { browser, site } = await visitOf(t, launch, extra, { under });
      const { page } = await open(browser, site.address);
      await kept(page);
      // What the browser took away of the copy comes from the host, and there is no room to put it.
      await page.evaluate(async () => {
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const { url } of await cache.keys())
            if (url.includes('temml')) await cache.delete(url);
        }
      });
      await page.goto(`${site.address}?lang=ne`);
      await stands(page);
      await speaksNepali(page);
      await advance(page, 'operation', 2);
      await formulaShown(page);
    });
  });
}
