import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, fetchedBy, open, visited } from './browsers.mjs';

const ebb = await loadInNode();

/** Presses the button of this name once it is there: views draw when they are seen. */
const press = (page, word) =>
  page.waitForFunction(
    (text) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const found = [...root.querySelectorAll('button')].find(
        (one) => one.textContent.trim() === text && !one.disabled,
      );
      found?.click();
      return found !== undefined;
    },
    {},
    word,
  );
const until = (page, selector, isThere = true) =>
  page.waitForFunction(
    (wanted, there) =>
      (document.querySelector('ebb-lab').shadowRoot.querySelector(wanted) !== null) === there,
    {},
    selector,
    isThere,
  );
const textOf = (page, selector) =>
  page.evaluate(
    (wanted) =>
      document.querySelector('ebb-lab').shadowRoot.querySelector(wanted)?.textContent.trim(),
    selector,
  );
const experiment = (page) => page.evaluate(() => document.querySelector('ebb-lab').experiment);

/** Draws the map that the form offers, with so many iterations. */
async function drawMap(page, iterations) {
  await press(page, 'Draw a map');
  await until(page, '.map form .main');
  await page.evaluate(async (count) => {
    const form = document.querySelector('ebb-lab').shadowRoot.querySelector('.map form');
    const cells = [...form.querySelectorAll('select')].at(-1);
    cells.selectedIndex = 0;
    cells.dispatchEvent(new Event('change', { bubbles: true }));
    const entry = [...form.querySelectorAll('input[type=number]')].at(-2);
    entry.value = count;
    entry.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((passed) => setTimeout(passed, 50));
    form.requestSubmit();
  }, iterations);
  await until(page, '.map .cells');
  await until(page, '.map progress', false);
}

const map = 'gain:0.5:2;depth:2:9;16;0;1';
const files = {
  '/maps.html': `<!doctype html><title>Maps</title>
<script type="module" src="/ebb-lab.js"></script>
<ebb-lab experiment="hidden=6*4&amp;activation=tanh" view="profile" map="${map}"></ebb-lab>`,
  '/maps.lesson': `ebb lesson 1
# title
Maps
# question
Which?
# run one
link: hidden=6*4&activation=tanh
# scene outcome
point: panel map
map: ${map}
# outcome
This.
# explanation
So.
`,
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch, files);

    test('a map of depth and gain is read by keyboard, has theory’s line, and opens a run in the lab', async () => {
      const link = 'hidden=6*4&activation=tanh&samples=40';
      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      const isFetched = async () =>
        (await fetchedBy(page)).some((address) => /map_parts/.test(address));
      assert.ok(!(await isFetched()), 'loaded before it is asked');
      await drawMap(page, 0);
      await until(page, '.map path.theory');
      assert.ok(await isFetched());
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.map .cells').focus(),
      );
      for (const key of ['ArrowRight', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
      const spoken = await textOf(page, '.map [aria-live]');
      assert.match(spoken, /^Scale of the weights 0\.297, Layers \d+: Ratio at the start \d/);
      const before = await experiment(page);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => {
        const { gain } = document.querySelector('ebb-lab').experiment;
        return Math.abs(gain - 0.297) < 0.001;
      });
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('ebb-lab').experiment.gain === 1);
      assert.deepEqual(await experiment(page), before);
      // The map is still there, and is this experiment's own again.
      await until(page, '.map .cells');
      await until(page, '.map .then', false);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a deep network’s own row tells by keyboard how far it trains, with what was measured and theory’s line over it', async () => {
      const depth = 30;
      const address = `${here.site.address}?map=gain:0.25:4;depth:2:40;16;60;1#hidden=6*${depth}&activation=tanh&samples=40`;
      const { page, complaints } = await open(here.browser, address);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(page, '.map .cells');
      await until(page, '.map progress', false);
      for (const line of ['path.theory', 'path.edge.vanishing']) await until(page, `.map ${line}`);
      assert.equal(await textOf(page, '.map svg text.up.own'), String(depth));
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.map .cells').focus(),
      );
      const spoken = () => textOf(page, '.map [aria-live]');
      for (let row = 0; row < 16 && !(await spoken()).includes(`Layers ${depth}:`); row += 1) {
        await page.keyboard.press('ArrowUp');
      }
      assert.match(await spoken(), new RegExp(`Layers ${depth}: `));
      assert.match(await spoken(), /networks of this row that were run/);
      // Along the row it is not told again.
      await page.keyboard.press('ArrowRight');
      assert.doesNotMatch(await spoken(), /of this row/);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a map’s table has what the module has, and plus and minus zoom', async () => {
      const link = 'hidden=6*4&activation=tanh&samples=40';
      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      await drawMap(page, 3);
      const row = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        root.querySelector('.map .as-table button[aria-expanded=false]').click();
        while (!root.querySelector('.map tbody tr')) {
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
        return [...root.querySelectorAll('.map tbody tr')][0].innerText.split('\t');
      });
      const run = new ebb.Simulation({
        hidden: [6, 6],
        activation: 'tanh',
        samples: 40,
        gain: 0.25,
      });
      run.advance('iteration', 3);
      const loss = run.outcome().loss;
      run.delete();
      assert.equal(row[0], '0.25');
      assert.equal(row[1], '2');
      assert.equal(Number(row[3]), Number(loss.toPrecision(3)));
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.map .cells').focus(),
      );
      const ticks = () => textOf(page, '.map svg text:not(.line)');
      const first = await ticks();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('+');
      await page.waitForFunction(
        () =>
          !document.querySelector('ebb-lab').shadowRoot.querySelector('.map .zoom button:disabled'),
      );
      await until(page, '.map progress', false);
      const nearer = await ticks();
      assert.notEqual(nearer, first);
      // The part that is seen is in the address.
      const address = page.url();
      assert.match(new URL(address).searchParams.get('map'), /;5:\d+,5:0$/);
      const other = await open(here.browser, address);
      await other.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(other.page, '.map .cells');
      assert.equal(await textOf(other.page, '.map svg text:not(.line)'), nearer);
      await other.page.close();
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a link holds a map and draws it anew', async () => {
      const map = 'gain:0.5:2;depth:2:9;16;0;1';
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}?map=${map}#hidden=6*4&activation=tanh`,
      );
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await until(page, '.map .cells');
      assert.equal(await textOf(page, '.map svg text:not(.line)'), '0.5');
      assert.equal(new URL(page.url()).searchParams.get('map'), map);
      // The form says what is drawn.
      const ends = await page.evaluate(() =>
        [
          ...document
            .querySelector('ebb-lab')
            .shadowRoot.querySelectorAll('.map form input[type=number]'),
        ]
          .slice(0, 4)
          .map(({ value }) => Number(value)),
      );
      assert.deepEqual(ends, [0.5, 2, 2, 9]);
      await until(page, '.map progress', false);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('an element has a map under its stage, and a map that it cannot draw is named', async () => {
      const { page } = await open(here.browser, `${here.site.address}maps.html`);
      await until(page, '[data-part=map] .cells');
      await until(page, '.map progress', false);
      assert.equal(await textOf(page, '.map svg text:not(.line)'), '0.5');
      assert.equal(await textOf(page, '.inspector'), undefined);
      await page.evaluate(() =>
        document.querySelector('ebb-lab').setAttribute('map', 'gain:0.5:2;sky:2:9;16;0;1'),
      );
      await page.waitForFunction(() =>
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.map [role=status]')
          ?.textContent.includes('“gain:0.5:2;sky:2:9;16;0;1” cannot be drawn'),
      );
      await page.close();
    });

    test('the Embed dialog takes the drawn map along, its preview draws it, and a tick leaves it out', async () => {
      const link = 'hidden=6*4&activation=tanh';
      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      const boxOf = (root) =>
        [...root.querySelectorAll('dialog[open] label')].find((one) =>
          one.textContent.includes('with the map of networks'),
        );
      const hasBox = async () => {
        await press(page, 'Embed');
        await until(page, 'dialog[open] code');
        return page.evaluate(
          `(${boxOf})(document.querySelector('ebb-lab').shadowRoot) !== undefined`,
        );
      };
      assert.equal(await hasBox(), false, 'a map is offered before there is one');
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open]').close(),
      );
      await drawMap(page, 0);
      assert.equal(await hasBox(), true);
      const code = () => textOf(page, 'dialog[open] code');
      const drawn = new URL(page.url()).searchParams.get('map');
      assert.ok(drawn, 'the address has no map');
      const [, source] = /src="([^"]+)"/.exec(await code());
      assert.equal(new URL(source.replaceAll('&amp;', '&')).searchParams.get('map'), drawn);
      // A frame that has only just been made has no address yet.
      const preview = await page.waitForFrame((frame) => /[?&]map=/.test(frame.url()));
      // It draws when it comes near the screen; until it has drawn all, its workers load, and Firefox complains of a load
      // that is cut off.
      await preview.waitForFunction(() => {
        const lab = document.querySelector('ebb-lab');
        const map = lab?.shadowRoot?.querySelector('[data-part=map]');
        map?.scrollIntoView();
        return map?.querySelector('.cells') && !map.querySelector('progress');
      });
      await page.evaluate(
        `(${boxOf})(document.querySelector('ebb-lab').shadowRoot).querySelector('input').click()`,
      );
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        return !/map=/.test(root.querySelector('dialog[open] code').textContent);
      });
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a lesson has a map drawn, and leads to it', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}?lesson=maps.lesson`,
      );
      await press(page, 'Run it');
      await press(page, 'Map of networks');
      await until(page, '[data-part=map][data-pointed] .cells');
      await until(page, '.map progress', false);
      assert.equal(await textOf(page, '.map svg text:not(.line)'), '0.5');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('what is locked is offered by no map', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lock=hidden,gain#hidden=6*4`);
      await press(page, 'Draw a map');
      await until(page, '.map form .main');
      const names = await page.evaluate(() =>
        [
          ...document.querySelector('ebb-lab').shadowRoot.querySelector('.map form select').options,
        ].map((option) => option.value),
      );
      assert.ok(names.includes('learningRate'));
      for (const locked of ['depth', 'width', 'gain']) assert.ok(!names.includes(locked));
      await page.close();
    });

    test('theory stands beside what was measured, and a click in the plane sets gain and biases', async () => {
      const link = 'hidden=32*12&activation=tanh&gain=1.5';
      const { page, complaints } = await open(here.browser, `${here.site.address}#${link}`);
      await press(page, 'Compare with theory');
      await until(page, '.theory .plane');
      const theory = ebb.theory({ hidden: Array(12).fill(32), activation: 'tanh', gain: 1.5 });
      const said = await textOf(page, '.theory [role=status] p');
      assert.ok(said.includes(`Theory expects ${Number(theory.ratio.toPrecision(3))} `), said);
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        root.querySelector('.theory .plane').focus();
      });
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('ebb-lab').experiment.biasStd > 0);
      assert.equal((await experiment(page)).gain, 1.5);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('where theory does not hold it says why, and draws no line', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}#activation=gelu&init=kaiming_normal`,
      );
      await press(page, 'Compare with theory');
      await until(page, '.theory .limit');
      assert.match(await textOf(page, '.theory .limit'), /does not settle/);
      await until(page, '.theory .profile', false);
      await page.close();
    });
  });
}
