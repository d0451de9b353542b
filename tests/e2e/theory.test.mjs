/** What theory expects, beside what is measured: over the profile, at an operation, in Compare. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { advance, browsers, open, visited } from './browsers.mjs';

const ebb = await loadInNode();
const written = (value) => String(Number(value.toPrecision(3)));

/** Waits for an element whose text has these words. */
const has = (page, selector, words = '') =>
  page.waitForFunction(
    (wanted, text) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(wanted)].some((one) =>
        one.textContent.includes(text),
      ),
    {},
    selector,
    words,
  );
const hasNo = (page, selector) =>
  page.waitForFunction(
    (wanted) => document.querySelector('ebb-lab').shadowRoot.querySelector(wanted) === null,
    {},
    selector,
  );
/** Ticks what theory expects among what the stage shows. */
const tick = (page) =>
  page.evaluate(() => {
    const labels = document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.stage label');
    const wanted = [...labels].find((one) => one.textContent.includes('what theory expects'));
    wanted.querySelector('input').click();
  });
const band = '.stage [data-quantity=size] path.band[d^=M]';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    test('its line is fetched when it is asked for, lies over the profile, and ends with the start', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=32*8&activation=tanh`);
      // By the page itself: a worker may fetch all of it for later.
      const isFetched = () =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').some(({ name }) => name.includes('shown_parts')),
        );
      await has(page, '.stage label');
      assert.equal(await isFetched(), false);
      await tick(page);
      await has(page, band);
      assert.equal(await isFetched(), true);
      // Eight hidden layers: the band's outline leads through each of them twice.
      const corners = await page.evaluate(
        () =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('.stage path.band')
            .getAttribute('d')
            .split(/[ML]/).length - 1,
      );
      assert.equal(corners, 16);
      await has(page, '.stage footer', 'theory, infinitely wide');
      await advance(page, 'iteration', 1);
      await hasNo(page, band);
      await has(page, '.stage footer', 'before its first update');
      await page.close();
    });

    test('where it does not hold, a word says why', async () => {
      const { page } = await open(here.browser, `${here.site.address}#init=constant&gain=0.1`);
      await has(page, '.stage label');
      await tick(page);
      await has(page, '.stage footer', 'There is no line here: the weights are all alike');
      await hasNo(page, band);
      await page.close();
    });

    test('the inspector says what is expected of the layer, beside what was measured', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}#hidden=64*8&activation=sigmoid`,
      );
      await advance(page, 'layer', 3);
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.panels').scrollIntoView(),
      );
      await has(page, '.inspector button', 'what theory expects');
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('ebb-lab');
        const buttons = [...shadowRoot.querySelectorAll('.inspector button')];
        buttons.find((one) => one.textContent.includes('what theory expects')).click();
      });
      const theory = ebb.theory({ hidden: Array(8).fill(64), activation: 'sigmoid' });
      const { factor, factorLow, factorHigh } = theory.layers[2];
      await has(page, '.inspector p', `Theory expects ${written(factor)} here`);
      await has(page, '.inspector p', `8 between ${written(factorLow)} and ${written(factorHigh)}`);
      const run = new ebb.Simulation({ hidden: Array(8).fill(64), activation: 'sigmoid' });
      run.seek(run.walkedBack(0), 1);
      const { layers } = run.frame();
      run.delete();
      await has(page, '.inspector p', written(layers[2].signal / layers[3].signal));
      await page.close();
    });

    test('Compare has a row of it, and says of which runs nothing is expected', async () => {
      const address = `${here.site.address}?compare=${encodeURIComponent('activation=tanh&normalization=batch')}`;
      const { page } = await open(here.browser, `${address}#hidden=32*8&activation=tanh`);
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.panels').scrollIntoView(),
      );
      const { ratio } = ebb.theory({ hidden: Array(8).fill(32), activation: 'tanh' });
      await has(page, 'tbody tr', 'Ratio by theory');
      await has(page, 'tbody tr', `${written(ratio)} (`);
      await has(page, 'p', 'theory expects nothing here, under batch normalization');
      await page.close();
    });
  });
}
