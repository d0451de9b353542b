import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { advance, browsers, open, serve, visited } from './browsers.mjs';
import { change, panelOf, pressIn, readNumber, standsAt } from './compare_panel.mjs';

const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));
mkdirSync(pictures, { recursive: true });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, experiments side by side`, () => {
    const here = visited(launch);

    test('the figures of every run are those of the module in Node at the same iteration', async () => {
      const links = ['precision=float64', 'residual=add&precision=float64'];
      const live = 'activation=tanh&hidden=16*6&precision=float64';
      const query = `?compare=${links.map(encodeURIComponent).join(';')}`;
      const { page, complaints } = await open(here.browser, `${here.site.address}${query}#${live}`);
      await advance(page, 'iteration', 120);
      await standsAt(page, 120, 2);
      const { rows, profile } = await panelOf(page);
      const ebb = await loadInNode();
      [live, ...links].forEach((link, column) => {
        const run = new ebb.Simulation(ebb.readLink(link).experiment);
        run.advance('iteration', 120);
        const frame = run.frame();
        run.delete();
        const figures = {
          'Signal at layer 1': frame.layers[0].signal,
          'Training loss': frame.loss,
          'Test loss': frame.testLoss,
          'First layer’s gradient over the last one’s': frame.diagnosis.ratio,
          Iteration: 120,
        };
        for (const [row, value] of Object.entries(figures)) {
          const shown = readNumber(rows.get(row)[column]);
          assert.ok(
            Math.abs(shown - value) <= 0.006 * value,
            `${link}, ${row}: ${shown}, ${value}`,
          );
        }
        // Six layers beside ten: lined up at the output, the shorter one has nothing further back.
        const shown = profile.map((cells) => cells[column]);
        assert.deepEqual(
          shown.slice(0, 11 - frame.layers.length),
          Array(11 - frame.layers.length).fill('–'),
        );
        shown.slice(11 - frame.layers.length).forEach((text, index) => {
          const { signal } = frame.layers[index];
          assert.ok(Math.abs(readNumber(text) - signal) <= 0.006 * signal, `${text}, ${signal}`);
        });
      });
      assert.deepEqual(rows.get('Hidden layers'), [
        '6 layers of 16',
        '10 layers of 16',
        '10 layers of 16',
      ]);
      assert.equal(rows.has('Seed'), false);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a kept experiment is the reference for what is changed, and follows back and forth', async () => {
      const { page, complaints } = await open(here.browser, here.site.address);
      await pressIn(page, 'Compare');
      await standsAt(page, 0, 1);
      await change(page, { activation: 'tanh' });
      await advance(page, 'iteration', 40);
      await standsAt(page, 40, 1);
      assert.deepEqual((await panelOf(page)).names, ['Live Tanh', 'Kept 1 Sigmoid']);
      await page.evaluate(() => document.querySelector('ebb-lab').rewind('iteration', 15));
      await standsAt(page, 25, 1);
      // In the midst of an iteration the last whole walk back is held against the same of the others.
      await advance(page, 'operation', 3);
      await standsAt(page, 25, 1);
      assert.deepEqual((await panelOf(page)).rows.get('Iteration'), ['25', '25']);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('the live one and a kept one change places, where they are in their training', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?compare=activation=tanh#seed=3`,
      );
      await advance(page, 'iteration', 30);
      await standsAt(page, 30, 1);
      const before = (await panelOf(page)).rows;
      await pressIn(page, 'Make live: Kept 1. The live one is kept in its place.');
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'tanh',
      );
      await standsAt(page, 30, 1);
      const after = (await panelOf(page)).rows;
      for (const row of ['Activation', 'Seed', 'Training loss', 'Signal at layer 1']) {
        assert.deepEqual(after.get(row), before.get(row).toReversed(), row);
      }
      assert.equal(new URL(page.url()).searchParams.get('compare'), 'seed=3');
      assert.equal(new URL(page.url()).hash, '#activation=tanh');
      await page.close();
    });

    test('the address restores what is kept, and the history of changes leaves it alone', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=en`);
      await pressIn(page, 'Compare');
      await standsAt(page, 0, 1);
      await change(page, 'activation=tanh&hidden=16*4');
      await pressIn(page, 'Compare');
      await standsAt(page, 0, 2);
      await page.evaluate(() => history.back());
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'sigmoid',
      );
      await standsAt(page, 0, 2);
      await page.waitForFunction(() => location.search.includes('compare='));
      const address = page.url();
      assert.match(address, /\?lang=en&compare=;hidden=16\*4%26activation=tanh/);
      await page.close();
      const { page: again } = await open(here.browser, address);
      await standsAt(again, 0, 2);
      const kept = await again.evaluate(() =>
        document
          .querySelector('ebb-lab')
          .compare.map(({ activation, hidden }) => [activation, hidden.length]),
      );
      assert.deepEqual(kept, [
        ['sigmoid', 10],
        ['tanh', 4],
      ]);
      await again.close();
    });

    test('what is wrong in the address is said in words, and the rest is kept', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?compare=activation=foo%26seed=5&compare=seed=2;seed=3;seed=4`,
      );
      await standsAt(page, 0, 3);
      const alerts = await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('[role=alert]')]
          .map((one) => one.textContent)
          .join(' '),
      );
      assert.match(alerts, /“compare” was given 4; it takes 1 – 3/);
      assert.match(alerts, /“Activation” was given "foo"/);
      assert.deepEqual((await panelOf(page)).names.slice(1), [
        'Kept 1 Seed: 5',
        'Kept 2 Seed: 2',
        'Kept 3 Seed: 3',
      ]);
      await page.close();
    });

    test('an element takes them as an attribute and from a script, and hands them on to its copy', async () => {
      const course = `<!doctype html><title>Course</title><script src="/ebb-lab.js"></script>
        <ebb-lab experiment="hidden=8*3" compare="hidden=8*3&amp;residual=add"></ebb-lab>`;
      const host = await serve({ '/course.html': course });
      const { page } = await open(here.browser, `${host.address}course.html`);
      await standsAt(page, 0, 1);
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.compare = [{ hidden: [8, 8, 8], activation: 'relu' }, 'hidden=8*3&activation=tanh'];
        await lab.ready;
      });
      await standsAt(page, 0, 2);
      assert.deepEqual((await panelOf(page)).names, ['Live Sigmoid', 'Kept 1 ReLU', 'Kept 2 Tanh']);
      await pressIn(page, 'Embed');
      const code = await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        return root.querySelector('dialog[open] pre')?.textContent;
      });
      assert.match(
        await code.jsonValue(),
        /compare=hidden=8\*3%26activation=relu;hidden=8\*3%26activation=tanh#hidden=8\*3/,
      );
      await page.close();
      await host.close();
    });

    test('pictures of it are kept, and nothing is wider than the page', async () => {
      const query = '?compare=;residual=add;hidden=16*4';
      const { page } = await open(here.browser, `${here.site.address}${query}#activation=tanh`, {
        width: 1440,
        height: 1400,
      });
      await advance(page, 'iteration', 200);
      await standsAt(page, 200, 3);
      for (const width of [1440, 390, 360]) {
        await page.setViewport({ width, height: 1400 });
        for (const theme of ['light', 'dark']) {
          await page.evaluate(async (value) => {
            document.querySelector('ebb-lab').setAttribute('theme', value);
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          }, theme);
          await page.screenshot({ path: `${pictures}${name}-compare-${width}-${theme}.png` });
          const overflows = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          assert.equal(overflows, false, `at ${width}`);
        }
      }
      await page.close();
    });
  });
}
