import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, stands, visited } from './browsers.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, the address and the history of the browser`, () => {
    const here = visited(launch);

    test('what was kept with an entry of the history and cannot be used leaves the link’s experiment', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=4*3`);
      for (const kept of [{ data: 'table', table: 'a,b\nx,red\n' }, 'a table', 7]) {
        await page.evaluate((ebb) => history.replaceState({ ebb }, ''), kept);
        await page.reload();
        await stands(page);
        const { layers, iteration } = await advance(page, 'iteration', 1);
        assert.deepEqual([layers.length, iteration], [4, 1], JSON.stringify(kept));
        if (typeof kept !== 'object') continue;
        await page.waitForFunction(() => {
          const { shadowRoot } = document.querySelector('ebb-lab');
          const said = shadowRoot.querySelector('[role=alert]')?.textContent ?? '';
          return /“Table” was given/.test(said) && history.state.ebb.table === undefined;
        });
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a browser that refuses to write the address has a lab all the same', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=4*3`);
      const change = async (depth) => {
        await page.evaluate(async (hidden) => {
          const lab = document.querySelector('ebb-lab');
          lab.experiment = { hidden };
          await lab.ready;
        }, `4*${depth}`);
      };
      await page.evaluate(() => {
        window.asked = 0;
        window.push = history.pushState;
        history.pushState = () => {
          window.asked += 1;
          throw new DOMException('too often', 'SecurityError');
        };
      });
      await change(5);
      await page.waitForFunction(() => window.asked > 0);
      assert.equal(await page.evaluate(() => location.hash), '#hidden=4*3');
      await page.evaluate(() => (history.pushState = window.push));
      await change(6);
      await page.waitForFunction(() => location.hash === '#hidden=4*6');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
