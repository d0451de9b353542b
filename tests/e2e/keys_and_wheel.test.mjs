import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, formulaShown, open, openForm, visited } from './browsers.mjs';

/** The middle of the first element that a selector finds in the lab, on the screen, once it has come
 *  to rest there. */
const middleOf = (page, selector) =>
  page.evaluate(async (path) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const element = root.querySelector(path);
    await document.fonts.ready;
    for (let place = ''; ;) {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const { x, y, width, height } = element.getBoundingClientRect();
      const middle = [x + width / 2, y + height / 2];
      const isThere = root.elementFromPoint(...middle)?.closest(path) === element;
      if (isThere && place === middle.join()) return middle;
      place = middle.join();
    }
  }, selector);

const position = (page) => page.evaluate(() => document.querySelector('ebb-lab').frame.position);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: keys and the wheel`, () => {
    const here = visited(launch);

    test('after a click into a chart the arrow keys still walk; by keyboard they move in the chart', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=6*4`);
      await advance(page, 'operation', 2);
      await formulaShown(page);
      for (const chart of [
        '[aria-label="Layers of the network"]',
        '[aria-label^="Operations"]',
        '[aria-label="Gradient profile"]',
        '.matrices [role=application]',
      ]) {
        // The matrices come once their panel is seen.
        await page.waitForFunction(
          (path) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const isThere = root.querySelector(path) !== null;
            if (!isThere) root.querySelector('.inspector')?.scrollIntoView();
            return isThere;
          },
          {},
          chart,
        );
        const from = await position(page);
        await page.mouse.click(...(await middleOf(page, chart)));
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(
          (before) => document.querySelector('ebb-lab').frame.position === before + 1,
          {},
          from,
        );
      }
      const now = await position(page);
      const moved = await page.evaluate(() => {
        const chart = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('section.stage [role=slider]');
        chart.focus();
        const before = chart.getAttribute('aria-valuenow');
        chart.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Home', bubbles: true, composed: true }),
        );
        chart.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, composed: true }),
        );
        return before !== null;
      });
      assert.ok(moved);
      await page.waitForFunction(
        () =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('section.stage [role=slider]')
            .getAttribute('aria-valuenow') === '2',
      );
      assert.equal(await position(page), now);
      await page.close();
    });

    test('the wheel over a focused number or slider scrolls, and turns nothing', async () => {
      for (const field of ['#entry-learningRate', '.fields input[type=range]']) {
        const { page } = await open(here.browser, here.site.address);
        await openForm(page);
        const before = await page.evaluate(() =>
          JSON.stringify(document.querySelector('ebb-lab').experiment),
        );
        const [x, y] = await middleOf(page, field);
        await page.mouse.move(x, y);
        const { value, scrolled } = await page.evaluate((path) => {
          const entry = document.querySelector('ebb-lab').shadowRoot.querySelector(path);
          entry.focus();
          // How far all that the entry lies in is scrolled.
          window.scrolled = () => {
            let sum = scrollY;
            for (let around = entry; around; around = around.parentElement) sum += around.scrollTop;
            return sum;
          };
          return { value: entry.value, scrolled: window.scrolled() };
        }, field);
        await page.mouse.wheel({ deltaY: 120 });
        await page.waitForFunction((before) => window.scrolled() > before, {}, scrolled);
        const now = await page.evaluate((path) => {
          const entry = document.querySelector('ebb-lab').shadowRoot.querySelector(path);
          return {
            value: entry.value,
            experiment: JSON.stringify(document.querySelector('ebb-lab').experiment),
          };
        }, field);
        assert.deepEqual(now, { value, experiment: before }, field);
        await page.close();
      }
    });
  });
}
