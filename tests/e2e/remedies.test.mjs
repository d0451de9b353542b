import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { inPage, tableOf } from './panels_below.mjs';

const remediesPanel = 'section:has(> ol)';

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: remedies`, () => {
    const here = visited(launch);

    test('remedies are run within their time, the best first, applied, undone and compared', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}#hidden=16*5&samples=60`,
      );
      await inPage.press(page, 'Try the remedies');
      await inPage.shown(page, 'progress');
      await inPage.gone(page, 'progress');
      const rows = await tableOf(page, remediesPanel);
      assert.equal(rows[0][0], 'as it is');
      assert.ok(rows.length > 5);
      const sentences = await page.evaluate(
        (panel) =>
          [
            ...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(`${panel} ol .effect`),
          ].map((one) => one.textContent),
        remediesPanel,
      );
      assert.match(sentences[0], /^Learns: loss .* after [\d\s ,]+ iterations, .*; as it is: /);
      const experiment = () =>
        page.evaluate(() => JSON.stringify(document.querySelector('ebb-lab').experiment));
      const becomes = (wanted, same) =>
        page.waitForFunction(
          (text, is) =>
            (JSON.stringify(document.querySelector('ebb-lab').experiment) === text) === is,
          {},
          wanted,
          same,
        );
      const before = await experiment();
      await inPage.press(page, 'Apply');
      await becomes(before, false);
      await inPage.press(page, 'Undo');
      await becomes(before, true);
      // Of a run that goes on at once the reader is led to where it is seen.
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await inPage.press(page, 'Apply');
      await page.waitForFunction(() => {
        const { top } = document.querySelector('ebb-lab').getBoundingClientRect();
        return Math.abs(top) < 2;
      });
      await page.evaluate(() => document.querySelector('ebb-lab').pause());
      await inPage.press(page, 'Undo');
      await becomes(before, true);
      await inPage.press(page, 'Compare');
      await page.waitForFunction(() => document.querySelector('ebb-lab').compare.length === 1);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a script asks for remedies, also of a healthy network, and gets them ranked', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}#activation=tanh&hidden=4&samples=40`,
      );
      const list = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        await lab.ready;
        return lab.tryRemedies({ seconds: 3 });
      });
      // How many it gets to in so little time is the machine's affair.
      assert.ok(list.length > 1);
      for (const { changes, learns, loss, losses, findings } of list) {
        assert.ok(Object.keys(changes).length > 0);
        assert.equal(typeof learns, 'boolean');
        assert.equal(typeof loss, 'number');
        assert.ok(losses.length > 0);
        assert.ok(Array.isArray(findings));
      }
      const refused = await page.evaluate(() =>
        document
          .querySelector('ebb-lab')
          .tryRemedies({ seconds: 0 })
          .catch((error) => error.message),
      );
      assert.match(refused, /^seconds: got 0; it takes a number over 0, at most 600/);
      await page.close();
    });
  });
}
