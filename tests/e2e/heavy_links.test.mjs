/** Links of networks that take seconds to be set up, or that cannot be run as they are written. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, openPage, stands, visited } from './browsers.mjs';

const heavy = 'hidden=256*128&precision=float64';

/** What is dropped of each link, with the words for it, and what stays of the network. */
const refused = [
  {
    link: 'hidden=256*124,86&precision=float64&samples=5000&testFraction=0&batchSize=4089',
    words: /“Samples” was given 5000; .*memory/s,
    dropped: 'samples',
    kept: { layers: 126, precision: 'float64', testFraction: 0, batchSize: 4089 },
  },
  {
    link: 'hidden=256*128&samples=5000&batchSize=0&precision=float64',
    words: /“Samples” was given 5000; .*memory/s,
    dropped: 'samples',
    kept: { layers: 129, precision: 'float64', batchSize: 0 },
  },
  {
    link: 'hidden=4*3&activation=tanh&seed=7&weights=1,2,3',
    words: /“Custom weights” was given 3 numbers; .*44 numbers/s,
    dropped: 'weights',
    kept: { layers: 4, activation: 'tanh', seed: 7 },
  },
];

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    test('while its first network is set up, a page says so in the place of its stage', async () => {
      const page = await here.browser.newPage();
      await page.evaluateOnNewDocument(() => {
        // All that stood there before there was a frame.
        window.said = new Set();
        const look = () => {
          const root = document.querySelector('ebb-lab')?.shadowRoot;
          const status = root?.querySelector('.stage .loading[role=status]');
          if (status) window.said.add(status.textContent.trim());
          requestAnimationFrame(look);
        };
        look();
      });
      await page.goto(`${here.site.address}?lang=en#${heavy}`);
      await stands(page);
      const said = await page.evaluate(() => [...window.said]);
      assert.ok(said.includes('Setting up the network …'), said.join());
      await page.waitForFunction(
        () => !document.querySelector('ebb-lab').shadowRoot.querySelector('.stage .loading'),
      );
      await page.close();
    });

    for (const { link, words, dropped, kept } of refused) {
      test(`of #${link} it is said what is left out, and the rest is run`, async () => {
        const { page, complaints } = await openPage(
          here.browser,
          `${here.site.address}?lang=en#${link}`,
        );
        await stands(page);
        const told = await page.waitForFunction(
          () =>
            document.querySelector('ebb-lab').shadowRoot.querySelector('.problems[role=alert] li')
              ?.textContent,
        );
        assert.match(await told.jsonValue(), words);
        await page.waitForFunction(
          (field) => !new RegExp(`\\b${field}=`).test(location.hash),
          {},
          dropped,
        );
        const address = await page.evaluate(() => location.hash.slice(1));
        const others = link.split('&').filter((one) => !one.startsWith(`${dropped}=`));
        const settings = new URLSearchParams(address);
        for (const [field, value] of new URLSearchParams(others.join('&'))) {
          // What is a field's default need not be written.
          if (settings.has(field)) assert.equal(settings.get(field), value);
        }
        const { layers, ...fields } = kept;
        const experiment = await page.evaluate(() => document.querySelector('ebb-lab').experiment);
        for (const [field, value] of Object.entries(fields)) {
          assert.equal(experiment[field], value, field);
        }
        const frame = await advance(page, 'operation', 1);
        assert.deepEqual([frame.layers.length, frame.phase], [layers, 'forward']);
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }
  });
}
