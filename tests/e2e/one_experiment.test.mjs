import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, formulaShown, open, visited } from './browsers.mjs';

/** Starts anew, as who changes a setting or scripts the lab does. */
const start = (page, settings) =>
  page.evaluate(async (experiment) => {
    const lab = document.querySelector('ebb-lab');
    lab.experiment = experiment;
    await lab.ready;
  }, settings);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: what is shown belongs to one experiment`, () => {
    const here = visited(launch);

    test('the panel of the operation keeps no numbers of the network before', async () => {
      const { page } = await open(here.browser, here.site.address);
      await advance(page, 'iteration', 1);
      await formulaShown(page);
      const matrices = () =>
        page.evaluate(
          () =>
            document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.matrices figure')
              .length,
        );
      assert.ok((await matrices()) > 0);
      await start(page, { hidden: '7*4' });
      await page.waitForFunction(
        () =>
          !document.querySelector('ebb-lab').shadowRoot.querySelector('.matrices figure') &&
          !document.querySelector('ebb-lab').shadowRoot.querySelector('.panels math'),
      );
      await page.close();
    });

    test('a view that nobody sees takes another experiment at once', async () => {
      // Strips of cells, and one input: the network after it has two.
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}#hidden=8*90&data=sine`,
      );
      await advance(page, 'operation', 3);
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        const stage = lab.shadowRoot.querySelector('section.stage');
        const isGone = new Promise((gone) => {
          const observer = new IntersectionObserver(
            ([entry]) => {
              if (entry.isIntersecting) return;
              observer.disconnect();
              gone();
            },
            { rootMargin: '200px' },
          );
          observer.observe(stage);
        });
        scrollTo(0, document.documentElement.scrollHeight);
        await isGone;
      });
      await start(page, { hidden: '8*90', data: 'moons' });
      await start(page, { hidden: '3*5', data: 'moons' });
      const layers = await page.evaluate(() =>
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('section.stage [role=slider]')
          .getAttribute('aria-valuemax'),
      );
      assert.equal(layers, '6');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
