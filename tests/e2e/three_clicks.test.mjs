import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { browsers, open, testOnce, visited } from './browsers.mjs';
import { ask } from './in_lab.mjs';

/** Forty rows whose target is some hundreds, as rents are. */
const unscaled = [
  'area,rooms,rent',
  ...Array.from({ length: 40 }, (_, i) => {
    const [area, rooms] = [Math.sin(i), Math.cos(3 * i)];
    return `${area.toFixed(4)},${rooms.toFixed(4)},${(300 * area * rooms + 200 * area + 500).toFixed(1)}`;
  }),
].join('\n');

/** Networks that do not learn, and how many iterations they are given once something was changed. */
const sick = {
  'a sigmoid network on its plateau': { link: 'gain=2' },
  'five sigmoid layers': { link: 'hidden=16*5' },
  'units that a long step has killed': {
    link: 'hidden=16*2&activation=relu&init=kaiming_normal&learningRate=10',
  },
  'a table whose target is not to scale': {
    link: 'hidden=16*2&activation=relu&init=kaiming_normal&learningRate=0.1&loss=mse',
    settings: { data: 'table', standardise: 'no', table: unscaled },
  },
};

/** A person's click on the first button that is seen and says so; how many there were is what counts. */
async function click(page, pattern) {
  const button = await page.waitForFunction(
    (source) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('button')].find(
        (one) =>
          new RegExp(source).test(`${one.ariaLabel ?? ''}${one.textContent}`.trim()) &&
          !one.disabled &&
          one.checkVisibility(),
      ),
    {},
    pattern.source,
  );
  await button.scrollIntoView();
  await button.click();
}

const isOver = (page) =>
  page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector('ebb-lab');
    return shadowRoot.querySelector('ol .effect') && !shadowRoot.querySelector('progress');
  });

// Chromium alone: what is searched for is a matter of the core, and a search takes its seconds.
describe('chromium: three clicks', () => {
  const here = visited(browsers.chromium);
  for (const [name, { link, settings = {} }] of Object.entries(sick)) {
    testOnce(`rescue ${name}`, async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      await page.evaluate(async (more) => {
        const lab = document.querySelector('ebb-lab');
        if (Object.keys(more).length > 0) lab.experiment = { ...lab.experiment, ...more };
        await lab.ready;
      }, settings);
      await click(page, /^Try the remedies/);
      await isOver(page);
      await click(page, /^Apply/);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('li.applied .play'),
      );
      await click(page, /^Play/);
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame?.phase !== 'start');
      // Nobody needs to watch it all.
      const { share, severity } = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.pause();
        const { loss, constantLoss, diagnosis } = await lab.advance('iteration', 2000);
        return { share: loss / constantLoss, severity: diagnosis.findings[0]?.severity };
      });
      assert.ok(share < 0.5, `${share} of a constant answer's loss`);
      assert.equal(severity, 'good');
      assert.equal(await ask(page, `root.querySelectorAll('li.applied').length`), 1);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
});
