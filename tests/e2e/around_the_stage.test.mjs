/** What explains the stage and what leads on from it: its key, its scale, its table. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';
import { ask, waitInLab } from './in_lab.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: around the stage`, () => {
    const here = visited(launch);

    test('says at every width how a band’s thickness is read, with a scale at its edge', async () => {
      for (const width of [1920, 820, 390]) {
        const { page } = await open(here.browser, here.site.address, { width, height: 900 });
        const read = () =>
          ask(
            page,
            "[root.querySelector('.stage header').textContent, root.querySelector('[data-part=\"band-scale\"]')?.textContent ?? '']",
          );
        for (const [steps, of, scale] of [
          [9, /values.*half as thick (is|=) a quarter/, /0\.1/],
          [24, /gradient: half as thick (is|=) a quarter/, /÷.10/],
        ]) {
          await advance(page, 'operation', steps);
          await page.waitForFunction(() =>
            document.querySelector('ebb-lab').shadowRoot.querySelector('[data-part="band-scale"]'),
          );
          const [key, edge] = await read();
          assert.match(key, of, `${width}`);
          assert.match(edge, scale, `${width}`);
        }
        // The card beside the stage gives its matrices less where it is full; under the stage it grows.
        if (width < 1366) {
          await ask(page, `root.querySelector('[data-part="here"]').scrollIntoView()`);
          await waitInLab(page, '[data-part="here"] .matrices canvas');
          const tall = await ask(
            page,
            `[...root.querySelectorAll('[data-part="here"] .matrices canvas')]
              .map((one) => one.getBoundingClientRect().height)`,
          );
          assert.ok(tall.length === 3 && tall.every((one) => one > 30), `${width}: ${tall}`);
        }
        await page.close();
      }
    });

    test('the bar of the panels stays beside them, shows where one is, and leads there', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await advance(page, 'iteration', 2);
      const current = () =>
        ask(page, `root.querySelector('nav.groups [aria-current]')?.textContent`);
      assert.equal(await current(), undefined);
      for (const [index, group] of [
        [2, 'experiments'],
        [1, 'layers'],
        [0, 'learning'],
      ]) {
        await ask(page, `root.querySelectorAll('nav.groups button')[${index}].click()`);
        await waitInLab(page, `nav.groups button:nth-child(${index + 1})[aria-current=location]`);
        // The heading that is led to stands under the bar, and the bar under the transport.
        await page.waitForFunction(
          (name) => {
            const { shadowRoot: root } = document.querySelector('ebb-lab');
            const box = (selector) => root.querySelector(selector).getBoundingClientRect();
            const bar = box('nav.groups');
            const heading = box(`section[data-group=${name}] h2`);
            const middle = root.elementFromPoint(
              heading.left + 20,
              heading.top + heading.height / 2,
            );
            return (
              bar.top >= box('.transport').bottom - 1 &&
              heading.top >= bar.bottom - 10 &&
              heading.bottom < innerHeight &&
              middle === root.querySelector(`section[data-group=${name}] h2`)
            );
          },
          {},
          group,
        );
      }
      // As somebody who goes on by hand: nothing leads them back.
      await page.evaluate(() => {
        dispatchEvent(new WheelEvent('wheel'));
        scrollTo({ top: 0, behavior: 'instant' });
      });
      await page.waitForFunction(
        () =>
          !document.querySelector('ebb-lab').shadowRoot.querySelector('nav.groups [aria-current]'),
      );
      await page.close();
    });

    test('a table of the profile has the width that there is, and its button stays where it was', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await advance(page, 'iteration', 1);
      const button = "root.querySelector('.stage footer button[aria-expanded]')";
      const right = () => ask(page, `Math.round(${button}.getBoundingClientRect().right)`);
      const top = () => ask(page, `Math.round(${button}.getBoundingClientRect().top)`);
      const before = [await right(), await top()];
      await ask(page, `${button}.click()`);
      await waitInLab(page, '.stage footer table');
      assert.deepEqual([await right(), await top()], before);
      // Beside it there may be a remark on what lies beyond an axis.
      const widths = await ask(
        page,
        "['.stage footer table', '.stage footer [role=region]', '.stage'].map((one) => root.querySelector(one).clientWidth)",
      );
      assert.ok(widths[0] >= widths[1] - 2 && widths[1] > widths[2] / 2, `${widths}`);
      await page.close();
    });

    test('further findings are said in a sentence while the card beside the stage has room for it', async () => {
      const link = `${here.site.address}#hidden=16*10&activation=relu&gain=3`;
      for (const [width, height, isSaid] of [
        [1366, 768, true],
        [390, 844, false],
      ]) {
        const { page } = await open(here.browser, link, { width, height });
        await advance(page, 'iteration', 30);
        // Under the stage they are told of where they are seen.
        await ask(page, `root.querySelector('[data-part="findings"]').scrollIntoView()`);
        await waitInLab(page, `[data-part="findings"] li${isSaid ? '.told' : ''}`);
        const [said, hidden] = await ask(
          page,
          `[
            [...root.querySelectorAll('[data-part="findings"] li .said')]
              .map((one) => one.getBoundingClientRect().height > 10),
            [...root.querySelectorAll('.verdict, .verdict > *, .verdict > * > *')]
              .filter((one) => getComputedStyle(one).overflowY === 'auto')
              .map((one) => Math.max(0, one.scrollHeight - one.clientHeight - 1)),
          ]`,
        );
        assert.equal(said[0], isSaid, `${width}`);
        // Those that are said come first: none of them needs to be scrolled to.
        assert.deepEqual(said, said.toSorted().reverse());
        assert.ok(!isSaid || hidden.every((one) => one === 0), `${hidden}`);
        await page.close();
      }
    });
  });
}
