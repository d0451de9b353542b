import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { everyBrowser, numbers, open, visited } from './browsers.mjs';

const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));
mkdirSync(pictures, { recursive: true });

/** Calls a member of the element; what comes back is plain. */
const call = (page, member, ...args) =>
  page.evaluate(
    async (name, list) => {
      const frame = await document.querySelector('ebb-lab')[name](...list);
      return frame === undefined ? null : JSON.parse(JSON.stringify(frame));
    },
    member,
    args,
  );
const get = (page, member) =>
  page.evaluate(
    (name) => JSON.parse(JSON.stringify(document.querySelector('ebb-lab')[name])),
    member,
  );

for (const [name, launch] of Object.entries(everyBrowser)) {
  describe(name, () => {
    const here = visited(launch);

    test('the page loads and plays under a strict policy without a complaint', async () => {
      const { page, complaints } = await open(here.browser, here.site.address);
      assert.equal((await get(page, 'frame')).phase, 'start');
      await call(page, 'play');
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 20);
      await call(page, 'pause');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('figures follow a run at the pace of reading, and say what is shown when it stops', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=4*3`);
      const seen = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        const pause = (ms) => new Promise((passed) => setTimeout(passed, ms));
        const shown = lab.shadowRoot.querySelector('p > code');
        let changes = 0;
        let frames = 0;
        new MutationObserver(() => (changes += 1)).observe(shown, {
          subtree: true,
          characterData: true,
          childList: true,
        });
        lab.addEventListener('frame', () => (frames += 1));
        const start = performance.now();
        lab.play();
        while (frames < 5 || performance.now() - start < 1000) await pause(20);
        lab.pause();
        // The last of them comes when its turn has come.
        while (shown.textContent.replaceAll(' ', '') !== lab.frame.digest) await pause(20);
        const seconds = (performance.now() - start) / 1000;
        return { changes, seconds, text: shown.textContent, digest: lab.frame.digest };
      });
      assert.ok(seen.changes <= 12 * seen.seconds + 3, `${seen.changes} changes`);
      assert.equal(seen.text.replaceAll(' ', ''), seen.digest);
      await page.close();
    });

    test('a step back leads to equal numbers at every unit', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}#hidden=8*3&batchSize=40&dropout=0.2`,
      );
      for (const unit of ['operation', 'layer', 'iteration', 'epoch']) {
        const first = await call(page, 'advance', unit, 2);
        await call(page, 'advance', unit);
        assert.deepEqual(numbers(await call(page, 'rewind', unit)), numbers(first), unit);
      }
      await page.close();
    });

    test('the link restores the experiment, and a change has an entry in the history', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}#hidden=16*20&activation=tanh&seed=7`,
      );
      const experiment = await get(page, 'experiment');
      assert.equal(experiment.hidden.length, 20);
      assert.equal(experiment.activation, 'tanh');
      assert.equal(experiment.seed, 7);
      await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const select = [...root.querySelectorAll('select')].find((one) =>
          [...one.options].some((option) => option.value === 'softsign'),
        );
        select.value = 'softsign';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await page.waitForFunction(() => location.hash.includes('activation=softsign'));
      await page.evaluate(() => history.back());
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'tanh',
      );
      await page.close();
    });

    test('a broken link is named in words, and the default experiment stands', async () => {
      const { page } = await open(here.browser, `${here.site.address}#activation=foo&gain=99999`);
      const text = await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('[role=alert]')]
          .map((one) => one.textContent)
          .join(' '),
      );
      assert.match(text, /foo/);
      assert.match(text, /99999/);
      const experiment = await get(page, 'experiment');
      assert.equal(experiment.activation, 'sigmoid');
      assert.equal(experiment.gain, 1);
      await page.close();
    });

    test("the page's numbers, in the frame and in the table, are the module's in Node", async () => {
      const ebb = await loadInNode();
      const run = new ebb.Simulation({ hidden: '12*6', activation: 'tanh', precision: 'float64' });
      run.advance('iteration', 50);
      const own = JSON.parse(JSON.stringify(numbers(run.frame())));
      run.delete();
      const { page } = await open(
        here.browser,
        `${here.site.address}#hidden=12*6&activation=tanh&precision=float64`,
      );
      assert.deepEqual(numbers(await call(page, 'advance', 'iteration', 50)), own);
      const rows = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const table = () =>
          [...root.querySelectorAll('table')].find((one) =>
            /signal/i.test(one.tHead?.textContent ?? ''),
          );
        if (!table()) {
          [...root.querySelectorAll('button, summary')]
            .find((one) => /as table/i.test(one.textContent))
            .click();
        }
        while (!table()) await new Promise(requestAnimationFrame);
        return [...table().tBodies[0].rows].map((row) =>
          [...row.cells].map((cell) => cell.textContent.trim()),
        );
      });
      assert.equal(rows.length, own.layers.length);
      const digits = {
        '⁻': '-',
        '⁰': 0,
        '¹': 1,
        '²': 2,
        '³': 3,
        '⁴': 4,
        '⁵': 5,
        '⁶': 6,
        '⁷': 7,
        '⁸': 8,
        '⁹': 9,
      };
      const read = (text) =>
        Number(
          text
            .replace(/\s*×\s*10/, 'e')
            .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => digits[sign])
            .replace('−', '-')
            .replace(/[^\d.e-]/g, ''),
        );
      own.layers.forEach((layer, index) => {
        const shown = rows[index].map(read);
        const isThere = shown.some(
          (number) => Math.abs(number - layer.signal) <= 0.006 * layer.signal,
        );
        assert.ok(isThere, `layer ${layer.layer}: ${layer.signal} is not in ${rows[index]}`);
      });
      await page.close();
    });

    test('ten sigmoid layers learn nothing in a thousand iterations, ten tanh layers do', async () => {
      const { page } = await open(here.browser, here.site.address);
      const stuck = await call(page, 'advance', 'iteration', 1000);
      assert.ok(Math.abs(stuck.loss - 0.693) < 0.002, `${stuck.loss}`);
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = { activation: 'tanh' };
        await lab.ready;
      });
      const learnt = await call(page, 'advance', 'iteration', 1000);
      assert.ok(learnt.loss < 0.01, `${learnt.loss}`);
      await page.close();
    });

    test('pictures of the main states are kept', async () => {
      const states = [
        ['start', '', null, 0],
        ['vanishing', '', 'iteration', 200],
        ['backward', '#hidden=4*3&residual=add', 'operation', 13],
        ['learnt', '#activation=tanh&hidden=16*4', 'iteration', 1000],
      ];
      // WebKit paints without a graphics card here, and slowly.
      const some = name === 'webkit' ? states.slice(1, 2) : states;
      for (const [state, hash, unit, count] of some) {
        const { page } = await open(here.browser, here.site.address + hash, {
          width: 1440,
          height: 1400,
        });
        if (unit) await call(page, 'advance', unit, count);
        for (const width of [1440, 390]) {
          await page.setViewport({ width, height: 1400 });
          for (const theme of ['light', 'dark']) {
            await page.evaluate(async (value) => {
              document.querySelector('ebb-lab').setAttribute('theme', value);
              await new Promise((drawn) =>
                requestAnimationFrame(() => requestAnimationFrame(drawn)),
              );
            }, theme);
            await page.screenshot({ path: `${pictures}${name}-${state}-${width}-${theme}.png` });
            const overflows = await page.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
            );
            assert.equal(overflows, false, `${state} at ${width}`);
          }
        }
        await page.close();
      }
    });
  });
}
