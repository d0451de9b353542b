/** From a map's cell to its run in the lab and back, and keys that are the map's alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';
import { waitInLab } from './in_lab.mjs';

const link = '?map=gain:0.5:2;depth:2:9;16;3;1#hidden=6*4&activation=tanh&samples=40';
const until = (page, test, ...all) => page.waitForFunction(test, {}, ...all);
const settled = (page) =>
  until(page, () => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    return root.querySelector('.map .cells') && !root.querySelector('.map progress');
  });
const position = (page) => page.evaluate(() => document.querySelector('ebb-lab').frame.position);
/** Waits until the page is scrolled no more. */
const still = (page) =>
  page.evaluate(async () => {
    for (let same = 0, before = NaN; same < 10; same += scrollY === before ? 1 : -same) {
      before = scrollY;
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
  });
/** How far down the screen the picture stands, which cell is marked there, and what has the focus. */
const seen = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const mark = root.querySelector('.map rect.pointed');
    return {
      top: Math.round(root.querySelector('.map .cells').getBoundingClientRect().top),
      cell: mark && `${mark.getAttribute('x')} ${mark.getAttribute('y')}`,
      focus: root.activeElement?.className.split(' ')[0] ?? null,
    };
  });
/** Opens the run of the cell in the middle, by a click; how the map was seen then. */
async function openCell(page) {
  const [x, y] = await page.evaluate(() => {
    const cells = document.querySelector('ebb-lab').shadowRoot.querySelector('.map .cells');
    const { left, top, width, height } = cells.getBoundingClientRect();
    return [left + width * 0.72, top + height * 0.4];
  });
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  const before = await seen(page);
  await page.mouse.click(x, y);
  await until(page, () =>
    document
      .querySelector('ebb-lab')
      .shadowRoot.activeElement?.textContent.startsWith('This is the run of the map’s cell'),
  );
  // The page scrolls to what it says: note and stage are on the screen in the end.
  await until(page, () => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const stage = root.querySelector('section.stage').getBoundingClientRect();
    const note = root.activeElement.getBoundingClientRect();
    return note.top >= 0 && note.bottom < innerHeight && stage.top < innerHeight / 2;
  });
  await still(page);
  return before;
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    test('a link with a map leads to it: its heading has the focus, and all of it is on the screen', async () => {
      const view = { width: 1366, height: 768 };
      const { page, complaints } = await open(here.browser, here.site.address + link, view);
      await settled(page);
      await still(page);
      const found = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const { top } = root.activeElement.getBoundingClientRect();
        const bar = root.querySelector('.stage > .top').getBoundingClientRect().bottom;
        const { bottom } = root.querySelector('.map svg').getBoundingClientRect();
        return { text: root.activeElement.textContent, isClear: top >= bar - 12, bottom };
      });
      assert.equal(found.text, 'Map of networks');
      assert.ok(found.isClear, 'the heading is under the bar');
      assert.ok(found.bottom <= 768, `the map ends at ${found.bottom}`);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a click on a cell leads to its run, which says whose it is; button and browser lead back to the same place', async () => {
      const view = { width: 1366, height: 768 };
      const { page, complaints } = await open(here.browser, here.site.address + link, view);
      await settled(page);
      await still(page);
      // What stands above the map goes with the run that it was of.
      await advance(page, 'iteration', 3);
      // As somebody who goes on by hand: nothing leads them back.
      await page.evaluate(() => {
        dispatchEvent(new WheelEvent('wheel'));
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.map .picture')
          .scrollIntoView({ block: 'center' });
      });
      await still(page);
      for (const goBack of [
        () =>
          page.evaluate(() => {
            const { activeElement } = document.querySelector('ebb-lab').shadowRoot;
            activeElement.querySelector('button').click();
          }),
        () => page.evaluate(() => history.back()),
      ]) {
        const before = await openCell(page);
        const run = await page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const { gain, hidden } = document.querySelector('ebb-lab').experiment;
          return { text: root.activeElement.textContent, gain, depth: hidden.length };
        });
        const wanted = `cell Scale of the weights ${Number(run.gain.toPrecision(3))}, Layers ${run.depth}.`;
        assert.ok(run.text.includes(wanted), run.text);
        assert.notEqual(run.gain, 1);
        await goBack();
        await until(page, () => document.querySelector('ebb-lab').experiment.gain === 1);
        await until(page, () =>
          document.querySelector('ebb-lab').shadowRoot.activeElement?.matches('.cells'),
        );
        await still(page);
        const after = await seen(page);
        assert.ok(Math.abs(after.top - before.top) <= 2, `${after.top} for ${before.top}`);
        assert.equal(after.cell, before.cell);
        assert.ok(
          await page.evaluate(
            () =>
              !document
                .querySelector('ebb-lab')
                .shadowRoot.textContent.includes('This is the run of'),
          ),
        );
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('keys of a map, a phase plane, a matrix, a table and a menu are not the lab’s as well', async () => {
      const { page, complaints } = await open(here.browser, here.site.address + link);
      await settled(page);
      await advance(page, 'operation', 4);
      await waitInLab(page, '.inspector');
      await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const press = (words) =>
          [...root.querySelectorAll('button')]
            .find((one) => one.textContent.trim() === words)
            ?.click();
        press('Compare with theory');
        root.querySelector('.map .as-table button[aria-expanded=false]').click();
      });
      const widgets = [
        // First what was just opened: until it is there, its heading is about to get the focus.
        '.theory .plane',
        '.map .cells',
        '.matrices [role=application]',
        '.map .as-table [role=region]',
        'section.stage [role=slider]',
      ];
      for (const selector of widgets) {
        await until(
          page,
          (path) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const found = root.querySelector(path);
            // The matrices come once their panel is seen.
            if (!found) root.querySelector('.inspector').scrollIntoView();
            found?.focus();
            return found?.matches(':focus');
          },
          selector,
        );
        const before = await position(page);
        for (const key of ['Home', 'End', 'ArrowRight', 'ArrowLeft', 'PageUp']) {
          await page.keyboard.press(key);
        }
        await page.keyboard.down('Shift');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.up('Shift');
        await page.evaluate(
          () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        assert.equal(await position(page), before, `${selector} lets a key through`);
      }
      // An open menu goes to its ends.
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('header .menu > button').focus(),
      );
      const before = await position(page);
      await page.keyboard.press('ArrowDown');
      const entry = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const all = [...root.querySelectorAll('.menu .sheet:not([hidden]) :is(button, a)')];
          return all.indexOf(root.activeElement) - (all.length - 1);
        });
      await until(page, () =>
        document.querySelector('ebb-lab').shadowRoot.activeElement?.closest('.sheet'),
      );
      await page.keyboard.press('End');
      assert.equal(await entry(), 0);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      assert.equal(await position(page), before);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
