import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { advance, browsers, numbers, stands, visited } from './browsers.mjs';
import { untilSo } from './patience.mjs';
import { standsAt } from './compare_panel.mjs';
import { inPage, runSweep, sweepPanel, tableOf } from './panels_below.mjs';

const assets = fileURLToPath(new URL('../../dist/assets/', import.meta.url));
const script = readdirSync(assets).find((file) => /^worker-.*js$/.test(file));

/** Goes before the worker's script: a core that breaks down for seed 666 as it starts, and for seed 667 when it
 *  trains and has been looked at three times. */
const breaking = `
  const listen = self.addEventListener.bind(self);
  const trap = () => { throw new WebAssembly.RuntimeError('memory access out of bounds'); };
  let seed = '';
  let left = Infinity;
  let looks = 0;
  // A core can break down only once it is loaded.
  const post = self.postMessage.bind(self);
  let tellLoaded;
  const loaded = new Promise((resolve) => (tellLoaded = resolve));
  self.postMessage = (message) => {
    post(message);
    if (message.answer?.fields) tellLoaded();
  };
  const { now } = Performance.prototype;
  Performance.prototype.now = function () { return --left < 0 ? trap() : now.call(this); };
  self.addEventListener = (type, heard) => listen(type, (event) => {
    const { kind, id, link, settings } = event.data;
    if (kind === 'start') seed = /seed=(66\\d)/.exec(link)?.[1] ?? String(settings.seed);
    if (kind === 'start' && seed === '666') {
      const failed = { id, kind: 'failed', message: 'memory access out of bounds', isTrap: true };
      return void loaded.then(() => post(failed));
    }
    // As in a worker of the pool.
    if (kind === 'measure' && event.data.iterations === 7) left = 0;
    if (kind === 'look' && seed === '667' && ++looks === 3) left = 50;
    heard(event);
  });
`;

const text = (page) =>
  page.evaluate(
    () => document.querySelector('ebb-lab').shadowRoot.querySelector('.problems').textContent,
  );
/** Asked from here: a wait within the page does not always outlive the page that this one takes the place of. */
async function says(page, pattern) {
  const said = () => text(page).catch(String);
  await untilSo(
    async () => pattern.test(await said()),
    async () => `${pattern} was not said, but: ${await said()}`,
  );
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const worker = readFileSync(`${assets}${script}`, 'utf8');
    const here = visited(launch, { '/breaking/worker.js': breaking + worker });

    /** A page whose workers can be ended behind it. */
    async function visit(address, isBreaking = false) {
      const page = await here.browser.newPage();
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.evaluateOnNewDocument(
        (replaced) => {
          const { Worker } = window;
          window.workers = [];
          window.measured = 0;
          window.Worker = class extends Worker {
            constructor(address, how) {
              super(replaced ?? address, how);
            }
            // Those that run an experiment; those of the pool do not.
            postMessage(message) {
              if (message.kind === 'start' && !window.workers.includes(this)) {
                window.workers.push(this);
              }
              super.postMessage(message);
              // One of the pool is ended with its work before it.
              const isMeasured = message.kind === 'measure';
              if (isMeasured && ++window.measured === window.endsAt) super.terminate();
            }
          };
        },
        isBreaking ? '/breaking/worker.js' : null,
      );
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(here.site.address + address);
      await stands(page);
      return { page, complaints };
    }
    const end = (page, index = 0) => page.evaluate((at) => window.workers[at].terminate(), index);

    test('a worker that was ended while it plays is told of, and another goes on where it was', async () => {
      const { page, complaints } = await visit('#hidden=6*4&activation=tanh');
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 20);
      await end(page);
      await says(page, /worker .* had ended/);
      const { iteration } = await page.evaluate(() => document.querySelector('ebb-lab').frame);
      const frame = await advance(page, 'iteration', 10);
      assert.equal(frame.iteration, iteration + 10);
      const { page: other } = await visit('#hidden=6*4&activation=tanh');
      assert.deepEqual(numbers(frame), numbers(await advance(other, 'iteration', iteration + 10)));
      assert.deepEqual(complaints, []);
      await other.close();
      await page.close();
    });

    test('what was asked of it is settled, and a new experiment starts', async () => {
      const { page } = await visit('#hidden=16*10');
      const asked = page.evaluate(() =>
        document
          .querySelector('ebb-lab')
          .advance('iteration', 1e7)
          .then(String, (error) => error.message),
      );
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('progress, .busy'),
      );
      await end(page);
      assert.match(await asked, /ended/);
      const depth = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = 'hidden=5*3';
        await lab.ready;
        return (await lab.advance('iteration', 3)).layers.length;
      });
      assert.equal(depth, 4);
      await page.close();
    });

    test('a run kept beside the live one comes back to where that is', async () => {
      const { page } = await visit('?compare=hidden=4*3#hidden=5*3');
      await advance(page, 'iteration', 40);
      await standsAt(page, 40, 1);
      await end(page, 1);
      await page.waitForFunction(() => window.workers.length === 3);
      await advance(page, 'iteration', 5);
      await standsAt(page, 45, 1);
      await page.close();
    });

    test('a sweep one of whose workers was ended comes to the same numbers, and nothing is said', async () => {
      const tables = [];
      for (const endsAt of [null, 8]) {
        const { page, complaints } = await visit('?lang=en#hidden=8*4&activation=tanh');
        await page.evaluate((at) => (window.endsAt = at), endsAt);
        await inPage.press(page, 'Set up a sweep');
        await inPage.shown(page, 'form .main');
        await runSweep(page, 'depth', [4, 24, 6, 3, 20]);
        await inPage.shown(page, `${sweepPanel} .as-table`);
        await inPage.gone(page, 'progress');
        tables.push(await tableOf(page, sweepPanel));
        assert.equal(tables.at(-1).length, 6);
        // The run that was under way is made again, and no other.
        assert.equal(await page.evaluate(() => window.measured), endsAt === null ? 18 : 19);
        assert.equal(await page.$(`ebb-lab >>> ${sweepPanel} .failure`), null);
        assert.equal((await text(page)).trim(), '');
        assert.deepEqual(complaints, []);
        await page.close();
      }
      assert.deepEqual(tables[1], tables[0]);
    });

    test('a sweep whose runs break the core says so in its place, and the lab goes on', async () => {
      const { page } = await visit('?lang=en#hidden=5*3', true);
      await inPage.press(page, 'Set up a sweep');
      await inPage.shown(page, 'form .main');
      await runSweep(page, 'depth', [4, 8, 2, 2, 7]);
      await page.waitForFunction(
        (panel) =>
          /core broke down .*out of bounds/.test(
            document.querySelector('ebb-lab').shadowRoot.querySelector(`${panel} .failure`)
              ?.textContent,
          ),
        {},
        sweepPanel,
      );
      assert.equal((await advance(page, 'iteration', 2)).iteration, 2);
      await page.close();
    });

    test('a core that breaks down at its start is loaded anew; the address forgets what broke it', async () => {
      const { page } = await visit('#hidden=5*3', true);
      await advance(page, 'iteration', 7);
      await page.evaluate(async () => {
        location.hash = '#hidden=9*2&seed=666';
      });
      await says(page, /core broke down .*out of bounds/);
      await page.waitForFunction(() => !location.hash.includes('666'));
      const frame = await advance(page, 'iteration', 1);
      assert.deepEqual([frame.iteration, frame.layers.length], [8, 4]);
      assert.equal(await page.evaluate(() => window.workers.length), 2);
      await page.close();
    });

    test('a link that breaks the core leaves a lab that runs', async () => {
      const page = (await visit('#hidden=5*3', true)).page;
      await page.goto('about:blank');
      await page.goto(`${here.site.address}#hidden=9*2&seed=666`);
      await says(page, /core broke down .*out of bounds/);
      const hasFrame = () => document.querySelector('ebb-lab').frame !== null;
      await page.waitForFunction(hasFrame, { polling: 100 });
      assert.equal((await advance(page, 'iteration', 2)).iteration, 2);
      assert.equal(await page.evaluate(() => location.hash), '');
      await page.close();
    });

    test('a core that breaks down while it plays is loaded anew, where the run was last seen', async () => {
      const { page } = await visit('#hidden=5*3&seed=667', true);
      await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        window.seen = 0;
        const look = () => {
          // A run that stands where it began again is behind what was seen.
          window.seen = Math.max(window.seen, lab.frame?.iteration ?? 0);
          requestAnimationFrame(look);
        };
        look();
        lab.play();
      });
      await says(page, /core broke down .*out of bounds/);
      const seen = await page.evaluate(() => window.seen);
      assert.ok(seen > 0);
      assert.equal((await advance(page, 'iteration', 1)).iteration, seen + 1);
      assert.equal(await page.evaluate(() => window.workers.length), 2);
      assert.doesNotMatch(await text(page), /cannot run/);
      await page.close();
    });
  });
}
