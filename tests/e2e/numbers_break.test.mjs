import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, open, visited } from './browsers.mjs';

/** Not finite from the first walk forward on, and finite again some iterations later. */
const link = 'hidden=16*20&activation=relu&gain=100&clip=value&clipThreshold=1';

/** Plays until the lab pauses by itself, or is paused at an iteration: where it then stands. */
const playUntilPaused = (page, last) =>
  page.evaluate(async (atMost) => {
    const lab = document.querySelector('ebb-lab');
    const root = lab.shadowRoot;
    const isPlaying = () => root.querySelector('.transport [aria-label="Pause"]') !== null;
    const nextPicture = () => new Promise(requestAnimationFrame);
    lab.play();
    while (!isPlaying()) await nextPicture();
    while (isPlaying() && lab.frame.iteration < atMost) await nextPicture();
    const pausedItself = !isPlaying();
    lab.pause();
    const { position, finite, firstNonFinite } = lab.frame;
    return JSON.parse(JSON.stringify({ pausedItself, position, finite, firstNonFinite }));
  }, last);

const alertSays = (page, pattern) =>
  page.waitForFunction(
    (source) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('[role=alert]')].some(
        (one) => new RegExp(source).test(one.textContent.replace(/\s+/g, ' ')),
      ),
    {},
    pattern.source,
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: numbers that break down`, () => {
    const here = visited(launch);

    test('play stops at once and says where they first did, also where they recover, and then goes on', async () => {
      const ebb = await loadInNode();
      const run = new ebb.Simulation(ebb.readLink(link).experiment);
      run.advance('iteration', 40);
      const first = run.firstNonFinite;
      assert.ok(first && run.frame().finite, 'a run that recovers');
      run.delete();

      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      await page.evaluate(() => {
        const { shadowRoot: root } = document.querySelector('ebb-lab');
        for (const value of ['iteration', 'fastest'])
          root.querySelector(`.transport input[value=${value}]`).click();
      });
      const broken = await playUntilPaused(page, 10_000);
      assert.ok(broken.pausedItself, 'it ran on without a word');
      assert.deepEqual(broken.firstNonFinite, first);
      assert.equal(broken.position, first.position, 'not where they did');
      await alertSays(
        page,
        /Numbers broke down: infinite.*First in iteration 0.*a value on the way forward/,
      );
      const later = await playUntilPaused(page, 40);
      assert.ok(!later.pausedItself && later.finite);
      await alertSays(page, /First in iteration 0.*Here all numbers are finite again/);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
