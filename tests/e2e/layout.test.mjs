import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';

const drawn = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** Presses the button of the header that says so. */
const press = (page, word) =>
  page.evaluate((text) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    [...root.querySelectorAll('.actions button')]
      .find((one) => one.textContent.includes(text))
      .click();
  }, word);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: nothing covers anything`, () => {
    const here = visited(launch);

    test('what goes on at the front of a walk is written where nothing else is drawn', async () => {
      for (const width of [360, 560, 820, 1366, 1920]) {
        const size = { width, height: 900 };
        const { page } = await open(here.browser, here.site.address + '#hidden=16*10', size);
        // To the loss; every stop behind it is on the way back.
        await advance(page, 'operation', 22);
        // What draws a walk is fetched with its first step.
        await page.waitForFunction(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('[data-part=band-scale]'),
        );
        const found = await page.evaluate(async () => {
          const lab = document.querySelector('ebb-lab');
          const drawing = lab.shadowRoot.querySelector('.stage .drawing');
          const box = (one) => one.getBoundingClientRect();
          // Letters, not the room of their line.
          const letters = (one) => {
            const { left, right, top, bottom } = box(one);
            return { left, right, top: top + 4, bottom: bottom - 4 };
          };
          const apart = (a, b) =>
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          const covered = [];
          let told = 0;
          for (;;) {
            const { phase, operation } = await lab.advance('operation');
            if (phase !== 'backward') return { covered, told };
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const label = drawing.querySelector('svg [data-part=front]');
            if (!label) continue;
            told += 1;
            // A product stands with the words that say of which way it is.
            if (label.querySelector('.soFar') && !label.querySelector('.since'))
              covered.push([operation, label.textContent]);
            const front = label.previousElementSibling;
            const others = [...drawing.querySelectorAll('svg text, svg path')].filter(
              (one) => one !== label && box(one).width > 0 && !apart(box(one), letters(label)),
            );
            const isInside =
              box(label).left >= box(drawing).left && box(label).right <= box(drawing).right;
            if (others.length > 0 || !isInside || letters(label).bottom > box(front).top)
              covered.push([operation, isInside, ...others.map((one) => one.outerHTML)]);
          }
        });
        assert.deepEqual(found.covered, [], `${width} pixels wide`);
        assert.equal(found.told, 21, `${width} pixels wide`);
        await page.close();
      }
    });

    test('the longest figure of a verdict stays in its card', async () => {
      const hash = '#hidden=16*128&precision=float64&gain=0.5';
      // In the narrowest, as in a column of a course, the figure's own size would be too large.
      for (const width of [1366, 390, 230]) {
        const { page } = await open(here.browser, here.site.address + hash, { width });
        await advance(page, 'iteration', 1);
        const [figure, card] = await page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const range = document.createRange();
          range.selectNodeContents(root.querySelector('.ratio'));
          const inside = root.querySelector('.ratio').getBoundingClientRect();
          return [range.getBoundingClientRect().right, inside.right];
        });
        assert.ok(figure <= card + 0.5, `${figure} of ${card} at ${width}`);
        await page.close();
      }
    });

    test('what is written under the layers keeps apart at any depth and width', async () => {
      for (const depth of [10, 99, 100, 127, 128]) {
        const { page } = await open(here.browser, `${here.site.address}#hidden=4*${depth}`);
        for (const width of [390, 820, 1366, 1920]) {
          await page.setViewport({ width, height: 900 });
          await page.waitForFunction(
            (wide) => {
              const drawing = document
                .querySelector('ebb-lab')
                .shadowRoot.querySelector('.drawing');
              const svg = drawing.querySelector('svg');
              return (
                innerWidth === wide &&
                Math.abs(Number(svg.getAttribute('width')) - drawing.clientWidth) < 1
              );
            },
            {},
            width,
          );
          const overlaps = await page.evaluate(() => {
            const svg = document.querySelector('ebb-lab').shadowRoot.querySelector('.drawing svg');
            const texts = [...svg.querySelectorAll(':scope > text')].map((one) => ({
              text: one.textContent.trim(),
              box: one.getBoundingClientRect(),
            }));
            return texts.flatMap((a, i) =>
              texts
                .slice(i + 1)
                .filter(
                  (b) =>
                    a.box.left < b.box.right &&
                    b.box.left < a.box.right &&
                    a.box.top < b.box.bottom - 2 &&
                    b.box.top < a.box.bottom - 2,
                )
                .map((b) => `${a.text}|${b.text}`),
            );
          });
          assert.deepEqual(overlaps, [], `${depth} layers at ${width}`);
        }
        await page.close();
      }
    });

    test('the corner of a chart of the loss says 0 once', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366 });
      await advance(page, 'iteration', 30);
      for (const isLog of [false, true]) {
        const zeros = await page.evaluate(async (wantsLog) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const panel = root.querySelector('.panel.loss');
          const box = panel.querySelector('[type=checkbox]');
          if (box.checked !== wantsLog) box.click();
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          return [...panel.querySelectorAll('.chart svg text')].filter(
            (one) => one.textContent.trim() === '0',
          ).length;
        }, isLog);
        assert.equal(zeros, 1);
      }
      await page.close();
    });

    test('the fields of the Embed dialog stand apart', async () => {
      for (const width of [1366, 390]) {
        const { page } = await open(here.browser, here.site.address, { width });
        await press(page, 'Embed');
        await page.waitForFunction(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open] form select'),
        );
        await drawn(page);
        const overlaps = await page.evaluate(() => {
          const form = document.querySelector('ebb-lab').shadowRoot.querySelector('dialog form');
          const edge = form.getBoundingClientRect().right;
          const boxes = [...form.querySelectorAll('select, input')]
            .filter((one) => one.checkVisibility())
            .map((one) => one.getBoundingClientRect());
          const apart = (a, b) =>
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          return {
            pairs: boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => !apart(a, b))).length,
            beyond: boxes.filter(({ right, width: wide }) => wide > 0 && right > edge + 0.5).length,
          };
        });
        assert.deepEqual(overlaps, { pairs: 0, beyond: 0 }, `at ${width}`);
        await page.close();
      }
    });

    test('the card of what is pointed at stays on the screen with every quantity on', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=8*12`, {
        width: 1366,
        height: 560,
      });
      await advance(page, 'iteration', 2);
      const heights = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        for (const chip of root.querySelectorAll('section.stage header [aria-pressed=false]')) {
          chip.click();
        }
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const profile = root.querySelector('[aria-label="Gradient profile"]');
        const found = [];
        const look = async () => {
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const card = root.querySelector('section.stage .readout')?.getBoundingClientRect();
          if (card) found.push([card.top, card.bottom, innerHeight]);
        };
        // At the last of them what the card belongs to has left the screen.
        for (const y of [0, 60, 120, 180, 240, 300, 360, 480, 600, 720]) {
          scrollTo({ top: y, behavior: 'instant' });
          // The pointer lies where it lay, over a part of the page that has moved on.
          await look();
          const box = profile.getBoundingClientRect();
          for (const share of [0.1, 0.5, 0.9]) {
            profile.dispatchEvent(
              new PointerEvent('pointermove', {
                clientX: box.left + box.width * share,
                clientY: Math.max(0, Math.min(innerHeight, box.top + 40)),
                bubbles: true,
              }),
            );
            await look();
          }
        }
        return found;
      });
      assert.equal(heights.length, 39);
      for (const [top, bottom, height] of heights) {
        assert.ok(top >= 0 && bottom <= height, `${top} to ${bottom} of ${height}`);
      }
      await page.close();
    });

    test('Compare shows its heading under what stays on the screen', async () => {
      for (const width of [1366, 390]) {
        const { page } = await open(here.browser, `${here.site.address}#hidden=4*3`, {
          width,
          height: 800,
        });
        await press(page, 'Compare');
        await page.waitForFunction(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const heading = [...root.querySelectorAll('h2')].find((one) =>
            /Side by side/.test(one.textContent),
          );
          const place = heading?.getBoundingClientRect();
          const bar = root.querySelector('.top').getBoundingClientRect();
          return place && place.top >= bar.bottom - 12 && place.bottom < innerHeight;
        });
        // It has come to rest there.
        let last = NaN;
        await page.waitForFunction(
          () => {
            const now = scrollY;
            const isStill = window.lastScroll === now;
            window.lastScroll = now;
            return isStill;
          },
          { polling: 200 },
        );
        last = await page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const heading = [...root.querySelectorAll('h2')].find((one) =>
            /Side by side/.test(one.textContent),
          );
          return (
            heading.getBoundingClientRect().top -
            root.querySelector('.transport').getBoundingClientRect().bottom
          );
        });
        assert.ok(last >= 0, `the heading stands ${last} under the bar at ${width}`);
        await page.close();
      }
    });

    test('on a telephone nothing floats over links, and every action has a picture of its own', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 390, height: 800 });
      const { bar, width, pictures } = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const drawer = root.querySelector('.drawer').getBoundingClientRect();
        return {
          bar: [drawer.left, drawer.right],
          width: document.querySelector('ebb-lab').getBoundingClientRect().width,
          pictures: [...root.querySelectorAll('.actions .sheet path')].map((one) =>
            one.getAttribute('d'),
          ),
        };
      });
      assert.ok(bar[0] <= 0 && bar[1] >= width, `${bar} of ${width}`);
      assert.equal(new Set(pictures).size, pictures.length);
      const covered = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const covered = [];
        for (const link of root.querySelectorAll('.stage button, .stage a, .stage summary')) {
          link.focus();
          await new Promise((done) => requestAnimationFrame(done));
          const place = link.getBoundingClientRect();
          const foot = root.querySelector('.drawer').getBoundingClientRect().top;
          if (place.width > 0 && place.bottom > foot + 1) covered.push(link.textContent.trim());
        }
        return covered;
      });
      assert.deepEqual(covered, []);
      await page.close();
    });

    test('drawing a guess selects no text', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=depth`);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson svg[role=slider]'),
      );
      const { box, number } = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const svg = root.querySelector('.lesson svg[role=slider]');
        svg.scrollIntoView({ block: 'center', behavior: 'instant' });
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const placeOf = (one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return { x, y, width, height };
        };
        return { box: placeOf(svg), number: placeOf(svg.querySelector('text')) };
      });
      // From the middle of the plot; and from a number of its axis, where a selection would begin.
      for (const [x, y] of [
        [box.x + 60, box.y + 30],
        [number.x + number.width / 2, number.y + number.height / 2],
      ]) {
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width - 40, box.y + box.height + 120, { steps: 8 });
        const selected = await page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          return `${root.getSelection?.() ?? ''}${getSelection()}`;
        });
        await page.mouse.up();
        assert.equal(selected, '');
      }
      await page.close();
    });
  });
}
