import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import {
  advance,
  emptyFolder,
  everyBrowser,
  formulaShown,
  hostOf,
  numbers,
  open,
  visited,
} from './browsers.mjs';
import { frameOf } from './embedded.mjs';
import { until } from './lesson_answers.mjs';
import { panelOf, pressIn, standsAt } from './compare_panel.mjs';

const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));
mkdirSync(pictures, { recursive: true });

const compareOf = (page) => page.evaluate(() => new URL(location.href).searchParams.get('compare'));

for (const [name, launch] of Object.entries(everyBrowser)) {
  describe(`${name}, ebb.html alone on a disk`, () => {
    const here = visited(launch);
    const folder = emptyFolder();
    copyFileSync(new URL('../../dist/ebb.html', import.meta.url), join(folder, 'ebb.html'));
    const address = pathToFileURL(join(folder, 'ebb.html')).href;

    test('opens, plays, typesets formulas and asks for nothing', async () => {
      const { page, complaints } = await open(here.browser, address);
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 20);
      await page.evaluate(() => document.querySelector('ebb-lab').pause());
      await advance(page, 'operation', 2);
      await formulaShown(page);
      await page.waitForFunction(() => document.fonts.status === 'loaded');
      await page.screenshot({ path: `${pictures}${name}-one-file.png` });
      // Some browsers list data: and blob: addresses as well; those are within the file.
      const asked = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((entry) => entry.name)
          .filter((name) => !/^(data|blob):/.test(name)),
      );
      assert.deepEqual(asked, []);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    // WebKit's driver hands over no frames.
    const testOfFrames = name === 'webkit' ? () => {} : test;
    testOfFrames(
      'has all lessons in a sandboxed frame of a host that allows nothing, and says what it cannot read there',
      async (t) => {
        const site = await hostOf(
          t,
          { '/course/week2.course': 'ebb course 1\n# title\nWeek 2\n# lessons\n- depth\n' },
          { headers: {} },
        );
        const pages = {};
        const school = await hostOf(t, pages, { headers: {}, folder: '/nowhere' });
        const framed = async (query) => {
          pages['/week2.html'] = `<!doctype html><link rel="icon" href="data:,">
          <iframe sandbox="allow-scripts" width="1100" height="800" src="${site.address}ebb.html?lang=en&${query}"></iframe>`;
          const page = await here.browser.newPage();
          await page.goto(`${school.origin.replace('127.0.0.1', 'localhost')}/week2.html`);
          return { page, frame: await frameOf(page, 'ebb.html') };
        };
        const own = await framed('lesson=depth');
        assert.equal(await own.frame.evaluate(() => self.origin), 'null');
        await until(own.frame, (root) => root.querySelector('.lesson .guess') !== null);
        await own.page.close();

        const course = await framed('course=course/week2.course');
        const said = await until(
          course.frame,
          (root) => root.querySelector('.lesson .fault')?.textContent,
        );
        assert.match(
          said,
          /course\/week2\.course.*could not be read from here.*sandboxed frame.*access-control-allow-origin/,
        );
        await course.page.close();
      },
    );

    test('says why a page on a disk cannot open a course beside it', async () => {
      const { page } = await open(here.browser, `${address}?course=week2.course`);
      const said = await until(page, (root) => root.querySelector('.lesson .fault')?.textContent);
      assert.match(
        said,
        /week2\.course.*opened from a disk cannot read other files: drop the file/,
      );
      await page.close();
    });

    test('reaches the same numbers as the served page', async () => {
      const hash = '#hidden=12*6&activation=gelu&optimizer=adam&dropout=0.1';
      const { page } = await open(here.browser, address + hash);
      const alone = await advance(page, 'iteration', 100);
      await page.close();
      const { page: served } = await open(here.browser, here.site.address + hash);
      assert.deepEqual(numbers(alone), numbers(await advance(served, 'iteration', 100)));
      assert.equal(alone.operations[0].kind, 'affine');
      await served.close();
    });

    test('keeps experiments side by side, in workers of their own', async () => {
      const query = '?compare=;activation=tanh%26residual=add';
      const { page, complaints } = await open(here.browser, `${address}${query}#activation=tanh`);
      await advance(page, 'iteration', 50);
      await standsAt(page, 50, 2);
      const { names, rows } = await panelOf(page);
      assert.deepEqual(names, [
        'Live Tanh, Residual connections: None',
        'Kept 1 Sigmoid, Residual connections: None',
        'Kept 2 Tanh, Residual connections: Add',
      ]);
      assert.deepEqual(rows.get('Verdict')[1], 'Vanishing');
      await pressIn(page, 'Remove: Kept 1');
      await standsAt(page, 50, 1);
      assert.equal(await compareOf(page), 'activation=tanh&residual=add');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('is offered by the page, and no longer by itself or by an element', async (t) => {
      const offered = (page) =>
        page.evaluate(() =>
          [...document.querySelectorAll('ebb-lab')].map((lab) => {
            const link = lab.shadowRoot.querySelector('a[download]');
            return link ? [link.getAttribute('href'), link.download] : null;
          }),
        );
      const course = '<!doctype html><script src="/ebb-lab.js"></script><ebb-lab></ebb-lab>';
      const site = await hostOf(t, { '/course.html': course });
      const found = [];
      for (const one of [site.address, address, `${site.address}course.html`]) {
        const { page } = await open(here.browser, one);
        found.push(...(await offered(page)));
        await page.close();
      }
      assert.deepEqual(found, [['./ebb.html', 'ebb.html'], null, null]);
    });

    test('keeps its experiment in the link, back and forth', async () => {
      const { page } = await open(here.browser, `${address}#hidden=5*4`);
      assert.equal(
        await page.evaluate(() => document.querySelector('ebb-lab').experiment.hidden.length),
        4,
      );
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = 'hidden=5*2&activation=mish';
        await lab.ready;
      });
      await page.waitForFunction(() => location.hash.includes('activation=mish'));
      await page.evaluate(() => history.back());
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.hidden.length === 4,
      );
      await page.close();
    });
  });
}
