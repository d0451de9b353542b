import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { inLab, waitInLab } from './in_lab.mjs';
import { keep, seen } from './saved_files.mjs';

/** Drags a file over the lab, or drops it there. */
const drag = (page, kind, name, content, target = 'ebb-lab') =>
  page.evaluate(
    (type, title, text, where) => {
      const dataTransfer = new DataTransfer();
      if (title) dataTransfer.items.add(new File([text], title));
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(where).dispatchEvent(event);
      return event.defaultPrevented;
    },
    kind,
    name,
    content,
    target,
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, files dropped on a lab`, () => {
    const course =
      '<!doctype html><title>Course</title><link rel="icon" href="/icon.svg"><script src="/ebb-lab.js"></script>' +
      '<p id="text">Read this.</p><ebb-lab id="one" experiment="hidden=4*2"></ebb-lab>' +
      '<ebb-lab id="two" experiment="hidden=5*3" locked="data,seed"></ebb-lab>';
    const here = visited(launch, { '/course.html': course });

    test('a dropped experiment runs, a dropped table is learnt from', async () => {
      const { page, complaints } = await open(here.browser, here.site.address);
      assert.equal(await drag(page, 'dragover', '', ''), false, 'what is no file is left alone');
      assert.equal(await drag(page, 'dragover', 'a.json', '{}', 'body'), true);
      await waitInLab(page, '.zone');
      assert.match(
        await inLab(page, '.zone'),
        /Drop an experiment, a table \(CSV, TSV\) or a lesson/,
      );
      const text = JSON.stringify({ ebb: 1, hidden: [3, 4], activation: 'mish', seed: 8 });
      assert.equal(await drag(page, 'drop', 'mine.ebb.json', text, 'body'), true);
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'mish',
      );
      assert.equal(await inLab(page, '.zone'), undefined);
      const experiment = await page.evaluate(() => {
        const { hidden, seed } = document.querySelector('ebb-lab').experiment;
        return { hidden: [...hidden], seed, hash: location.hash };
      });
      assert.deepEqual(experiment.hidden, [3, 4]);
      assert.equal(experiment.seed, 8);
      assert.match(experiment.hash, /hidden=3,4&activation=mish/);

      const table = 'a\tb\tkind\n' + '0.5\t1\tred\n-1\t2\tblue\n2\t-1\tred\n'.repeat(5);
      await drag(page, 'drop', 'points.tsv', table);
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.data === 'table',
      );
      const { hidden } = await page.evaluate(() => {
        const { hidden } = document.querySelector('ebb-lab').experiment;
        return { hidden: [...hidden] };
      });
      assert.deepEqual(hidden, [3, 4], 'a table changes the data alone');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a dropped file that cannot be used says what is wrong, and changes nothing', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=4*2`);
      await page.evaluate(() => scrollTo(0, 1500));
      const bad = [
        ['photo.png', '\u0089PNG\u0000\u0000', /photo\.png.*neither an experiment nor a table/],
        ['notes.json', '{"ebb": 1,', /notes\.json.*cannot be read as JSON/],
        ['other.json', '{"hidden": [4]}', /lacks the line "ebb": 1/],
        ['later.json', '{"ebb": 7}', /newer Ebb \(format 7\)/],
        [
          'wrong.json',
          '{"ebb": 1, "activation": "foo"}',
          /“Activation” was given "?foo"?; it takes/,
        ],
        [
          'deep.json',
          `{"ebb": 1, "hidden": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
          /“Hidden layers” was given a list at place 1 of a list; it takes/,
        ],
        ['empty.csv', '  \n', /It is empty/],
        ['words.csv', 'a,b\nx,red\n', /words\.csv.*“Table” was given/],
        ['<img src=x onerror=alert(1)>.json', '[', /“<img src=x onerror=alert\(1\)>\.json”/],
      ];
      for (const [file, content, says] of bad) {
        await drag(page, 'drop', file, content);
        await page.waitForFunction(
          (source) =>
            new RegExp(source).test(
              document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert]')
                .textContent,
            ),
          {},
          says.source,
        );
      }
      assert.equal(
        await page.evaluate(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert] img'),
        ),
        null,
      );
      const isInView = await page.evaluate(() => {
        const box = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[role=alert] .notice');
        const { top, bottom } = box.getBoundingClientRect();
        return top > -1 && bottom <= innerHeight;
      });
      assert.ok(isInView, 'whoever dropped it further down sees it');
      assert.equal(await page.evaluate(() => location.hash), '#hidden=4*2');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('in a course page a lab takes what is dropped on it, and no other does', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.origin}/course.html`);
      await page.evaluate(() => document.querySelector('#two').ready);
      assert.equal(await drag(page, 'dragover', 'a.json', '{}', '#text'), false);
      const text = '{"ebb": 1, "hidden": [2, 2, 2, 2], "seed": 77, "activation": "elu"}';
      assert.equal(await drag(page, 'drop', 'a.json', text, '#two'), true);
      await page.waitForFunction(
        () => document.querySelector('#two').experiment.hidden.length === 4,
      );
      const held = await page.evaluate(() => ({
        one: [...document.querySelector('#one').experiment.hidden],
        seed: document.querySelector('#two').experiment.seed,
      }));
      assert.deepEqual(held, { one: [4, 4], seed: 1 }, 'what a course locked stays');
      await drag(page, 'drop', 'a.csv', 'a,b\n1,2\n', '#two');
      await page.waitForFunction(() =>
        /set by the course/.test(
          document.querySelector('#two').shadowRoot.querySelector('[role=alert]').textContent,
        ),
      );
      await seen(page, '.network');
      assert.equal((await keep(page, '.network', 'SVG')).name, 'ebb-size-profile.svg');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
