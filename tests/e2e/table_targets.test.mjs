import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';

const table =
  'x,y,kind\n' + Array.from({ length: 30 }, (_, i) => `${i},${i * i},${i % 3}\n`).join('');

/** Gives a file to the header's own button. */
const openFile = (page, text) =>
  page.evaluate((content) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const input = [...root.querySelectorAll('input[type=file]')].find((one) =>
      one.accept.includes('.json'),
    );
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'points.csv'));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);

const note = (page, pattern) =>
  page.waitForFunction(
    (source) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const said = root.querySelector('[role=status] .notice:has(p)')?.textContent ?? '';
      return new RegExp(source).test(said.replace(/\s+/g, ' ')) && said;
    },
    {},
    pattern,
  );

const press = (page, word) =>
  page.evaluate((text) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const buttons = root.querySelectorAll('[role=status] .notice:has(p) button');
    [...buttons].find((one) => one.textContent.includes(text) || one.ariaLabel === text).click();
  }, word);

const experimentOf = (page) =>
  page.evaluate(() => {
    const { data, targets } = document.querySelector('ebb-lab').experiment;
    return { data, targets, outputs: document.querySelector('ebb-lab').frame.layers.at(-1).units };
  });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: what a table was taken for is said`, () => {
    const here = visited(launch);

    test('whole numbers are numbers, until they are taken as classes', async () => {
      const { page } = await open(here.browser, here.site.address);
      await openFile(page, table);
      await note(page, '30 samples of 2 inputs.*“kind” as the target.*taken as numbers');
      assert.deepEqual(await experimentOf(page), { data: 'table', targets: 'auto', outputs: 1 });
      await press(page, 'Take it as classes');
      await note(page, 'taken as 3 classes');
      assert.deepEqual(await experimentOf(page), { data: 'table', targets: 'classes', outputs: 3 });
      await press(page, 'Take it as numbers');
      await note(page, 'taken as numbers');
      await press(page, 'Dismiss');
      await page.waitForFunction(
        () =>
          !document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('[role=status] .notice:has(p)'),
      );
      await page.close();
    });

    test('a column that is one number is named, since it cannot be standardised', async () => {
      const { page } = await open(here.browser, `${here.site.address}#standardise=yes`);
      const rows = (second) =>
        Array.from({ length: 20 }, (_, i) => `${i},${second(i)},${i % 2}\n`).join('');
      await openFile(page, `x,fixed,kind\n${rows(() => 0.1)}`);
      await note(page, 'Column “fixed” is one and the same number.*cannot be standardised');
      await openFile(page, `x,varied,other\n${rows((i) => i % 3)}`);
      const said = await note(page, '“other” as the target');
      assert.doesNotMatch(String(await said.jsonValue()), /standardised/);
      await page.close();
    });

    test('the form says the same, in Nepali too', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=ne`);
      await openFile(page, table);
      await note(page, '“kind”.*सङ्ख्या मानिएको छ');
      const state = await page.evaluate(
        () =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('#table-state').textContent,
      );
      assert.match(state, /सङ्ख्या मानिएको छ/);
      await page.close();
    });
  });
}
