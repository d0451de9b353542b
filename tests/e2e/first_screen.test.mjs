import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { advance, browsers, open, serve } from './browsers.mjs';

const parts = ['network', 'strip', 'profile', 'here', 'findings'];

/** Where the five parts stand, once two frames have been drawn. */
const rectangles = (page) =>
  page.evaluate(async (names) => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const root = document.querySelector('ebb-lab').shadowRoot;
    return Object.fromEntries(
      names.map((name) => {
        const found = root.querySelectorAll(`[data-part="${name}"]`);
        if (found.length !== 1) throw new Error(`${found.length} parts are ${name}`);
        const { left, top, right, bottom } = found[0].getBoundingClientRect();
        return [name, { left, top, right, bottom }];
      }),
    );
  }, parts);

const overlap = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

/** Texts of the stage that lie over one another. */
const covered = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector('ebb-lab').shadowRoot.querySelector('.drawing > svg');
    const texts = [...svg.querySelectorAll('text')]
      .map((one) => ({ text: one.textContent.trim(), box: one.getBoundingClientRect() }))
      .filter(({ text, box }) => text && box.width > 0);
    return texts.flatMap((a, index) =>
      texts
        .slice(index + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 5,
        )
        .map((b) => `${a.text} | ${b.text}`),
    );
  });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: the first screen`, () => {
    let browser;
    let site;
    before(async () => {
      site = await serve();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    for (const hidden of ['2*3', '16*10', '64*50', '256*128']) {
      test(`shows cause and effect of ${hidden} at 1366 × 768 without scrolling`, async () => {
        const { page } = await open(browser, `${site.address}#hidden=${hidden}&samples=32`, {
          width: 1366,
          height: 768,
        });
        await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
        for (const state of ['start', 'back', 'end']) {
          if (state === 'back') {
            const { stops } = await page.evaluate(() => document.querySelector('ebb-lab').frame);
            await advance(page, 'operation', Math.floor(stops * 0.8));
          }
          if (state === 'end') await advance(page, 'iteration', 1);
          const found = await rectangles(page);
          for (const [part, { left, top, right, bottom }] of Object.entries(found)) {
            const where = `${part} at ${state}: ${[left, top, right, bottom].map(Math.round)}`;
            assert.ok(left >= 0 && top >= 0 && right <= 1366 && bottom <= 768, where);
            assert.ok(right - left > 200 && bottom - top > 30, where);
          }
          for (const a of parts) {
            for (const b of parts) {
              if (a < b) assert.ok(!overlap(found[a], found[b]), `${a} and ${b} at ${state}`);
            }
          }
          assert.ok(found.network.bottom <= found.strip.top + 1);
          assert.ok(found.strip.bottom <= found.profile.top + 1);
          assert.ok(found.here.left > found.network.right);
          assert.ok(found.findings.top >= found.here.bottom - 1);
          assert.deepEqual(await covered(page), [], state);
        }
        await page.close();
      });
    }
  });
}
