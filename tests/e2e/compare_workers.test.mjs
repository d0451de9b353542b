import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, stands, visited } from './browsers.mjs';
import { change, panelOf, pressIn, standsAt } from './compare_panel.mjs';

/** Counts the living workers that run an experiment (those of the pool do not), from before the page's first
 *  script. */
const countWorkers = (page) =>
  page.evaluateOnNewDocument(() => {
    const Given = globalThis.Worker;
    globalThis.livingWorkers = 0;
    globalThis.Worker = class extends Given {
      isCounted = false;
      postMessage(message) {
        if (message.kind === 'start' && !this.isCounted) {
          this.isCounted = true;
          ++globalThis.livingWorkers;
        }
        super.postMessage(message);
      }
      terminate() {
        if (this.isCounted) --globalThis.livingWorkers;
        this.isCounted = false;
        super.terminate();
      }
    };
  });

const living = (page) => page.evaluate(() => globalThis.livingWorkers);

/** The page at an address, its workers counted. */
async function openCounted(browser, address) {
  const page = await browser.newPage();
  await countWorkers(page);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  await stands(page);
  return page;
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, the workers of experiments side by side`, () => {
    const here = visited(launch);

    test('play goes on while the others follow, and they arrive where it rests', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?compare=;residual=add;hidden=16*20`,
      );
      await standsAt(page, 0, 3);
      // Picture by picture it goes on, never back to where the others are, however slow four runs are on these cores.
      const seen = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        const iterations = new Set();
        lab.play();
        while (iterations.size < 10) {
          await new Promise(requestAnimationFrame);
          iterations.add(lab.frame.iteration);
        }
        lab.pause();
        return [...iterations];
      });
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => a - b),
      );
      const resting = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        return (await lab.advance('iteration')).iteration;
      });
      await standsAt(page, resting, 3);
      await page.close();
    });

    test('a run that lags says how far it is, holds nobody up and can be taken away', async () => {
      const slow = 'hidden=64*60&samples=500&optimizer=adam';
      const { page } = await open(
        here.browser,
        `${here.site.address}?compare=${encodeURIComponent(slow)}#hidden=4*2`,
      );
      await standsAt(page, 0, 1);
      await advance(page, 'iteration', 3000);
      const reachedBy = async (least) => {
        const handle = await page.waitForFunction(
          (wanted) => {
            const [, state] = document
              .querySelector('ebb-lab')
              .shadowRoot.querySelectorAll('section[aria-label="Side by side"] li .state');
            const [, iteration] = /^iteration (\d+), on its way to 3\u202f000$/.exec(
              state.textContent.trim(),
            ) ?? [0, 0];
            return Number(iteration) > wanted && Number(iteration);
          },
          {},
          least,
        );
        return handle.jsonValue();
      };
      const first = await reachedBy(0);
      await reachedBy(first);
      await page.evaluate(() => document.querySelector('ebb-lab').reset());
      await standsAt(page, 0, 1);
      await advance(page, 'iteration', 3000);
      await pressIn(page, 'Remove: Kept 1');
      assert.equal(await panelOf(page), null);
      await page.close();
    });

    test('a worker is there for each kept experiment, and no longer', async () => {
      const page = await openCounted(here.browser, here.site.address);
      const alone = await living(page);
      await pressIn(page, 'Compare');
      await standsAt(page, 0, 1);
      for (const [index, activation] of ['tanh', 'relu'].entries()) {
        await change(page, { activation });
        await pressIn(page, 'Compare');
        await standsAt(page, 0, index + 2);
      }
      assert.equal(await living(page), alone + 3);
      await change(page, { activation: 'selu' });
      await pressIn(page, 'Compare');
      await page.waitForFunction(() =>
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.note')
          .textContent.includes('3 experiments are kept'),
      );
      assert.equal(await living(page), alone + 3);
      await pressIn(page, 'Remove: Kept 2');
      await standsAt(page, 0, 2);
      assert.equal(await living(page), alone + 2);
      // The others keep their numbers, and with them their looks.
      assert.deepEqual((await panelOf(page)).names, ['Live SELU', 'Kept 1 Sigmoid', 'Kept 3 ReLU']);
      await pressIn(page, 'Remove: Kept 1');
      await pressIn(page, 'Remove: Kept 3');
      assert.equal(await living(page), alone);
      assert.equal(await panelOf(page), null);
      assert.equal(new URL(page.url()).search, '');
      await page.evaluate(() => document.querySelector('ebb-lab').remove());
      await page.waitForFunction(() => globalThis.livingWorkers === 0);
      await page.close();
    });
  });
}
