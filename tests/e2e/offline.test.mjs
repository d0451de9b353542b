import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { advance, browsers, formulaShown, open, serve, stands } from './browsers.mjs';
import { pressIn, standsAt } from './side_by_side.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const under = '/course/ebb/';

/** Waits until the page is kept whole and its service worker answers for it. */
const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((r) => setTimeout(r, 50));
  });

/** Which of the two builds a page was loaded from. */
const versionOf = (page) =>
  page.evaluate(() =>
    document.querySelector('meta[name=description]').content.startsWith('The next: ')
      ? 'next'
      : 'first',
  );

/** Another build in the place of the first: other names of its scripts, another page. */
async function release(folder) {
  for (const file of ['index.html', 'service-worker.js']) {
    const text = await readFile(join(folder, file), 'utf8');
    const next = text
      .replace('name="description"\n      content="', '$&The next: ')
      .replaceAll(/assets\/temml-[\w-]+\.js/g, 'assets/temml-next.js')
      .replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"');
    assert.notEqual(next, text, file);
    await writeFile(join(folder, file), next);
  }
  const assets = join(folder, 'assets');
  const typesetter = (await readdir(assets)).find((file) => file.startsWith('temml-'));
  await rename(join(assets, typesetter), join(assets, 'temml-next.js'));
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
    const name = (font) => /Sans(?= 3)|Serif|Devanagari/.exec(font.family)[0];
    const isBasic = (font) =>
      !/Sans 3|Serif/.test(font.family) || /U\+0*20-/i.test(font.unicodeRange);
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
    test('after one visit the page works with no server at all, lazy parts included', async () => {
      const site = await serve({}, { under });
      const browser = await launch();
      try {
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
          Devanagari: 'unloaded',
        });

        await page.goto(`${site.address}?lang=ne`);
        await stands(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'ne');
        await speaksNepali(page);
        await page.close();
      } finally {
        await browser.close();
      }
    });

    test('a new version announces itself and waits; the session goes on with its own parts', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ebb-dist-'));
      await cp(dist, folder, { recursive: true });
      const site = await serve({}, { under, folder });
      const browser = await launch();
      try {
        const { page } = await open(browser, site.address);
        await kept(page);
        const { page: other } = await open(browser, site.address);
        const before = await advance(page, 'iteration', 30);
        assert.equal(await note(page), false);
        await release(folder);
        await page.bringToFront();
        await page.evaluate(async () => {
          await (await navigator.serviceWorker.getRegistration()).update();
        });
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
      } finally {
        await browser.close();
        await site.close();
        await rm(folder, { recursive: true });
      }
    });

    test('a lab in a course page keeps nothing', async () => {
      const course = '<!doctype html><script src="/ebb-lab.js"></script><ebb-lab></ebb-lab>';
      const site = await serve({ '/course.html': course });
      const browser = await launch();
      try {
        const { page } = await open(browser, `${site.origin}/course.html`);
        await new Promise((passed) => setTimeout(passed, 500));
        const registrations = await page.evaluate(
          async () => (await navigator.serviceWorker.getRegistrations()).length,
        );
        assert.equal(registrations, 0);
      } finally {
        await browser.close();
        await site.close();
      }
    });
  });
}
