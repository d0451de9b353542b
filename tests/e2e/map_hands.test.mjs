/** A map under a hand: pointing, wheel, drag, two fingers; and what is kept of it as a file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { keep, read, readCsv, seen, textOf } from './saved_files.mjs';

const whole = 'gain:0.5:2;depth:2:9;16;3;1';
const until = (page, test) => page.waitForFunction(test);
/** Which part of the map the address names; null: the whole. */
const partOf = (page) => new URL(page.url()).searchParams.get('map').split(';')[5] ?? null;
const settled = (page) =>
  until(page, () => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    return root.querySelector('.map .cells') && !root.querySelector('.map progress');
  });
/** Waits until the address names another part. */
async function moved(page, before) {
  await page.waitForFunction(
    (part) => (new URL(location).searchParams.get('map').split(';')[5] ?? null) !== part,
    {},
    before,
  );
  await settled(page);
  return partOf(page);
}

/** A page with the map drawn and in view; where its middle is. */
async function withMap(here) {
  const link = `${here.site.address}?map=${whole}#hidden=6*4&activation=tanh&samples=40`;
  const { page, complaints } = await open(here.browser, link);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await settled(page);
  const middle = await page.evaluate(async () => {
    const cells = document.querySelector('ebb-lab').shadowRoot.querySelector('.map .cells');
    // The link leads to the map by itself: it has to have come to rest.
    for (let same = 0, before = NaN; same < 10; same += scrollY === before ? 1 : -same) {
      before = scrollY;
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    cells.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = cells.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  return { page, complaints, middle };
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    test('pointing shows a cell’s curves, the wheel with Ctrl zooms, a drag moves, and neither opens a run', async () => {
      const { page, complaints, middle } = await withMap(here);
      await page.mouse.move(middle.x, middle.y);
      await until(
        page,
        () =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelectorAll('.map aside figure path.curve').length === 2,
      );
      assert.equal(partOf(page), null);
      await page.keyboard.down('Control');
      await page.mouse.wheel({ deltaY: -120 });
      await page.keyboard.up('Control');
      const near = await moved(page, null);
      await page.mouse.down();
      await page.mouse.move(middle.x - 60, middle.y + 40, { steps: 4 });
      await page.mouse.up();
      assert.notEqual(await moved(page, near), near);
      assert.equal(await page.evaluate(() => document.querySelector('ebb-lab').experiment.gain), 1);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('what is kept of a map has every cell that was run, and its picture is a file of its own', async () => {
      const { page, complaints } = await withMap(here);
      await seen(page, '.panel.map');
      const [head, ...rows] = readCsv(textOf(await keep(page, '.panel.map', 'CSV')));
      assert.deepEqual(head.slice(0, 2), ['Scale of the weights', 'Layers']);
      // 16 gains, and depths of 2 to 9: fewer where neighbours agree.
      assert.ok(rows.length > 40 && rows.length <= 128, `${rows.length} cells`);
      for (const [gain, depth, ratio] of rows) {
        assert.ok(gain >= 0.5 && gain <= 2 && depth >= 2 && depth <= 9, `${gain}, ${depth}`);
        assert.ok(Number(ratio) > 0, ratio);
      }
      const svg = await read(page, textOf(await keep(page, '.panel.map', 'SVG')));
      assert.ok(svg.isXml);
      assert.deepEqual(svg.outside, []);
      for (const word of ['Not reached', 'Theory: depth = 6 ξ']) {
        assert.ok(svg.texts.join(' ').includes(word), word);
      }
      assert.equal((await keep(page, '.panel.map', 'PNG')).type, 'image/png');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    // Other drivers have one finger only.
    test('two fingers that part zoom', { skip: name !== 'chromium' }, async () => {
      const { page, middle } = await withMap(here);
      const fingers = await Promise.all(
        [-20, 20].map((aside) => page.touchscreen.touchStart(middle.x + aside, middle.y)),
      );
      for (const reach of [40, 80]) {
        await fingers[0].move(middle.x - reach, middle.y);
        await fingers[1].move(middle.x + reach, middle.y);
      }
      for (const finger of fingers) await finger.end();
      assert.match(await moved(page, null), /^\d+:\d+,/);
      await page.close();
    });
  });
}
