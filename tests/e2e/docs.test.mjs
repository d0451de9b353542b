import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, fetchedBy, open, openPage, testOnce, visited } from './browsers.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const docs = join(dist, 'docs');
const pages = readdirSync(docs).filter((name) => name.endsWith('.html'));
const text = (name) => readFileSync(join(docs, name), 'utf8');
const withLabs = pages.filter((name) => text(name).includes('class="live"'));

testOnce('the docs have no inline script or style, and ask no other host for anything', () => {
  assert.ok(pages.length >= 10);
  for (const name of pages) {
    const page = text(name);
    assert.doesNotMatch(page, /<script(?![^>]* src=)/, name);
    assert.doesNotMatch(page, /<style|<[^>]*\s(?:style|on\w+)=/, name);
    for (const [, address] of page.matchAll(
      /<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"/g,
    )) {
      assert.match(address, /^\.\.?\//, name);
    }
  }
  for (const file of readdirSync(docs).filter((one) => one.endsWith('.css'))) {
    assert.doesNotMatch(text(file), /https?:|url\((?!\.\/)/, file);
  }
});

testOnce('every link of the docs resolves, its anchor too', () => {
  let count = 0;
  for (const name of pages) {
    for (const [, link] of text(name).matchAll(/<a [^>]*href="([^"]*)"/g)) {
      if (/^https?:/.test(link)) continue;
      const [path, anchor] = link.split('#');
      const file = path ? normalize(join(docs, dirname(name), path)) : join(docs, name);
      assert.ok(existsSync(file), `${name} links to ${link}`);
      if (anchor)
        assert.ok(readFileSync(file, 'utf8').includes(` id="${anchor}"`), `${name}: ${link}`);
      count += 1;
    }
  }
  assert.ok(count > 100, `${count} links`);
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    // In a folder, under the strictest policy that the lab has to work with.
    const here = visited(launch, {}, { under: '/some/folder/' });
    const visitDocs = (path, size = { width: 1366, height: 768 }) =>
      openPage(here.browser, `${here.site.address}docs/${path}`, size);

    for (const path of withLabs) {
      test(`${path}: every lab becomes ready when it is seen, and every example runs on its lab`, async () => {
        const { page, complaints } = await visitDocs(path);
        const count = await page.evaluate(() => document.querySelectorAll('.live').length);
        assert.ok(count > 0);
        for (let index = 0; index < count; index += 1) {
          await page.evaluate(
            (at) => document.querySelectorAll('.live')[at].scrollIntoView({ block: 'center' }),
            index,
          );
          await page.waitForFunction(
            async (at) => {
              const place = document.querySelectorAll('.live')[at];
              const frame = place.querySelector('iframe');
              const lab = (frame?.contentDocument ?? place).querySelector('ebb-lab');
              await lab?.ready;
              return Boolean(lab?.frame?.layers.length);
            },
            {},
            index,
          );
        }
        const runs = await page.evaluate(() => document.querySelectorAll('[data-run]').length);
        for (let index = 0; index < runs; index += 1) {
          const before = await page.evaluate((at) => {
            const block = document.querySelectorAll('[data-run]')[at];
            const lab = document.getElementById(block.dataset.on).querySelector('ebb-lab');
            window.heard = 0;
            for (const kind of ['frame', 'experiment']) {
              lab.addEventListener(kind, () => (window.heard += 1));
            }
            [...block.querySelectorAll('button')].find((one) => one.textContent === 'Run').click();
            return block.querySelector('code').textContent;
          }, index);
          await page.waitForFunction(
            (at) => /done|failed/.test(document.querySelectorAll('[data-run]')[at].dataset.state),
            {},
            index,
          );
          const [state, said, heard] = await page.evaluate((at) => {
            const block = document.querySelectorAll('[data-run]')[at];
            return [
              block.dataset.state,
              block.querySelector('[role=status]').textContent,
              window.heard,
            ];
          }, index);
          assert.equal(state, 'done', `${said}\n${before}`);
          assert.ok(
            heard > 0 || before.includes('compare'),
            `the lab has done something\n${before}`,
          );
        }
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test('no page is wider than a narrow telephone, and its list of pages is closed there', async () => {
      for (const path of pages) {
        const { page, complaints } = await visitDocs(path, { width: 360, height: 740 });
        const [wide, isOpen] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.querySelector('details.pages').open,
        ]);
        assert.deepEqual([path, wide <= 360, isOpen], [path, true, false]);
        assert.deepEqual(complaints, []);
        await page.close();
      }
    });

    test('light and dark are chosen, and stay chosen on the next page', async () => {
      const { page } = await visitDocs('adding.html');
      const ground = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const press = () => page.evaluate(() => document.querySelector('button.theme').click());
      await press();
      const light = await ground();
      await press();
      const dark = await ground();
      assert.notEqual(light, dark);
      await page.goto(`${here.site.address}docs/module.html`);
      assert.equal(await ground(), dark);
      await press();
      await page.close();
    });

    test('code is copied', async () => {
      const { page } = await visitDocs('module.html');
      const copied = await page.evaluate(async () => {
        let text = '';
        const clipboard = { writeText: (written) => Promise.resolve((text = written)) };
        Object.defineProperty(navigator, 'clipboard', { value: clipboard });
        const block = document.querySelector('.code');
        [...block.querySelectorAll('button')].find((one) => one.textContent === 'Copy').click();
        await Promise.resolve();
        return [text, block.querySelector('code').textContent];
      });
      assert.ok(copied[0].length > 20);
      assert.equal(copied[0], copied[1]);
      await page.close();
    });

    test('the lab’s Help menu leads there, and the lab does not fetch it', async () => {
      const { page } = await open(here.browser, here.site.address);
      const link = await page.waitForFunction(() => {
        const found = [
          ...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('nav.actions a'),
        ];
        return found.find((one) => one.getAttribute('href').includes('docs/'))?.href;
      });
      assert.equal(await link.jsonValue(), `${here.site.address}docs/index.html`);
      assert.ok(!(await fetchedBy(page)).some((address) => address.includes('/docs/')));
      await page.close();
    });
  });
}
