import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, fetchedBy, open, visited } from './browsers.mjs';
import { inPage, runSweep, sweepPanel, tableOf } from './panels_below.mjs';

const ebb = await loadInNode();

/** The gradient at initialisation, by the module in Node. */
function initialFrame(settings) {
  const simulation = new ebb.Simulation(settings);
  simulation.seek(simulation.positionOf(1), 1);
  let frame = simulation.frame();
  while (frame.phase !== 'backward') {
    simulation.seek(simulation.position - 1, 1);
    frame = simulation.frame();
  }
  simulation.delete();
  return frame;
}

/** As the page writes numbers, back to numbers: "1.4 × 10⁻¹²". */
function readNumber(text) {
  const plain = text.replaceAll('−', '-').replaceAll('\u202f', '');
  const [digits, power] = plain.split('\u00a0×\u00a010');
  const exponent = [...(power ?? '⁰')].map((sign) =>
    sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign),
  );
  return Number(`${digits}e${exponent.join('')}`);
}

const isWritten = (text, value) => {
  assert.ok(
    Math.abs(readNumber(text) - value) <= 0.006 * Math.abs(value),
    `${text} stands for ${value}`,
  );
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch, {
      '/course.html':
        '<!doctype html><title>Course</title><link rel="icon" href="/icon.svg">' +
        '<script src="/ebb-lab.js"></script><ebb-lab experiment="hidden=8*4"></ebb-lab>',
    });

    test('a sweep of depth has the figures of the module, and a point of it can be loaded', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=8*4`);
      const parts = async () =>
        (await fetchedBy(page)).filter((address) => /SweepView|pool/.test(address));
      assert.deepEqual(await parts(), [], 'loaded before it is asked');
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      assert.ok((await parts()).length > 0);
      await runSweep(page, 'depth', [4, 12, 3, 3, 0]);
      await inPage.gone(page, 'progress');
      const rows = await tableOf(page, sweepPanel);
      assert.deepEqual(
        rows.map(([value, , , , seeds, broken]) => [value, seeds, broken]),
        [4, 8, 12].map((depth) => [String(depth), '3', '0']),
      );
      for (const [depth, median] of rows) {
        const ratios = [1, 2, 3]
          .map((seed) => initialFrame({ hidden: `8*${depth}`, seed }).diagnosis.ratio)
          .sort((a, b) => a - b);
        isWritten(median, ratios[1]);
      }
      const length = await page.evaluate(async (panel) => {
        const lab = document.querySelector('ebb-lab');
        const reader = lab.shadowRoot.querySelector(`${panel} [role=slider]`);
        const key = (code) =>
          reader.dispatchEvent(new KeyboardEvent('keydown', { key: code, bubbles: true }));
        reader.focus();
        key('Home');
        key('ArrowRight');
        key('Enter');
        for (let turn = 0; turn < 100 && lab.experiment.hidden.length !== 8; ++turn) {
          await new Promise((passed) => setTimeout(passed, 50));
        }
        return lab.experiment.hidden.length;
      }, sweepPanel);
      assert.equal(length, 8);
      const text = await page.evaluate(
        (panel) => document.querySelector('ebb-lab').shadowRoot.querySelector(panel).textContent,
        sweepPanel,
      );
      assert.match(text, /Drawn for the experiment as it was then/);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a sweep of losses says by two lines what has trained; one of ratios has theory’s, and says where there is none', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}#hidden=8*4&activation=tanh`,
      );
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      await runSweep(page, 'learningRate', [0.0001, 1, 3, 2, 200], 'loss');
      await inPage.shown(page, `${sweepPanel} path.rule`);
      await inPage.gone(page, 'progress');
      const root = (script) =>
        page.evaluate(
          `(${script})(document.querySelector('ebb-lab').shadowRoot.querySelector(${JSON.stringify(sweepPanel)}))`,
        );
      assert.deepEqual(await root((panel) => panel.querySelectorAll('path.rule').length), 2);
      // Half of ln 2 lies under it, and a log axis has larger numbers higher up.
      const heights = await root((panel) =>
        [...panel.querySelectorAll('path.rule')].map((path) =>
          Number(path.getAttribute('d').match(/^M[\d.]+ ([\d.]+)/)[1]),
        ),
      );
      assert.ok(heights[0] < heights[1], heights);
      const rows = await tableOf(page, sweepPanel);
      for (const row of rows) isWritten(row[7], Math.LN2);
      assert.equal(rows[0][8], '0');
      assert.equal(rows.at(-1)[8], '2');
      await runSweep(page, 'gain', [1, 40, 3, 1, 0]);
      await inPage.shown(page, `${sweepPanel} .limit`);
      await inPage.gone(page, 'progress');
      assert.match(
        await root((panel) => panel.querySelector('.limit').textContent),
        /^Scale of the weights 40: theory expects nothing here, at a gain over 30/,
      );
      assert.equal(await root((panel) => panel.querySelectorAll('path.rule').length), 0);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('the menu of experiments opens the sweep, the map and what theory expects, and leads there', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=8*4`);
      for (const [entry, shown] of [
        ['Sweep a setting', '.sweep form .main'],
        ['Map of networks', '.map form .main'],
        ['What theory expects', '.theory .plane'],
      ]) {
        await inPage.press(page, 'Experiment');
        await inPage.press(page, entry);
        await inPage.shown(page, shown);
        await page.waitForFunction(
          (title) =>
            document.querySelector('ebb-lab').shadowRoot.activeElement?.textContent.trim() ===
            title,
          {},
          entry,
        );
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('what is locked is not swept, and no point of an older sweep changes it', async () => {
      const { page } = await open(here.browser, `${here.site.origin}/course.html`);
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      await runSweep(page, 'depth', [4, 12, 3, 1, 0]);
      await inPage.gone(page, 'progress');
      const found = await page.evaluate(async (panel) => {
        const lab = document.querySelector('ebb-lab');
        lab.setAttribute('locked', 'hidden');
        const reader = lab.shadowRoot.querySelector(`${panel} [role=slider]`);
        const key = (code) =>
          reader.dispatchEvent(new KeyboardEvent('keydown', { key: code, bubbles: true }));
        reader.focus();
        key('End');
        key('Enter');
        // A step is made when that point has been started, were it not locked.
        await lab.advance('operation');
        const names = lab.shadowRoot.querySelectorAll(`${panel} select:first-of-type option`);
        return {
          depth: lab.experiment.hidden.length,
          swept: [...names].map((option) => option.value),
        };
      }, sweepPanel);
      assert.equal(found.depth, 4);
      assert.ok(!found.swept.includes('depth') && !found.swept.includes('width'));
      assert.ok(found.swept.includes('gain'));
      await page.close();
    });

    test('a long sweep can be stopped, and the page answers all the while', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=64*20`);
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      await runSweep(page, 'learningRate', [0.01, 1, 20, 20, 5000], 'loss');
      await inPage.shown(page, 'progress');
      // The page has many turns while few of the runs are done: it waits for none of them.
      const done = await page.evaluate(async (panel) => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const runs = () => root.querySelector(`${panel} progress`).value;
        const before = runs();
        for (let turns = 0; turns < 400; ++turns) {
          await new Promise((passed) => setTimeout(passed));
        }
        return runs() - before;
      }, sweepPanel);
      assert.ok(done < 40, `${done} runs were done within 400 turns of the page`);
      await inPage.press(page, 'Stop');
      await inPage.gone(page, 'progress');
      // The lab itself was never held up.
      const frame = await page.evaluate(async () => {
        const { iteration } = await document.querySelector('ebb-lab').advance('iteration', 1);
        return iteration;
      });
      assert.equal(frame, 1);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('what the core refuses is said in its words', async () => {
      const { page } = await open(here.browser, here.site.address);
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      await runSweep(page, 'width', [200, 300, 2, 1, 0]);
      await inPage.shown(page, `${sweepPanel} .failure`);
      const text = await page.evaluate(
        (panel) =>
          document.querySelector('ebb-lab').shadowRoot.querySelector(`${panel} .failure`)
            .textContent,
        sweepPanel,
      );
      assert.match(text, /“Units each” was given 300; it takes a whole number from 1 to 256\./);
      await page.close();
    });
  });
}
