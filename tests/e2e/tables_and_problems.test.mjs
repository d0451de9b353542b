import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, everyBrowser, open, visited } from './browsers.mjs';

/** Opens the form's part about the data, with "your own table" chosen. */
const openTable = (page) =>
  page.evaluate(async () => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const menu = root.querySelector('#entry-data');
    menu.closest('details').open = true;
    menu.value = 'table';
    menu.dispatchEvent(new Event('change', { bubbles: true }));
    while (!root.querySelector('#entry-table')) await new Promise(requestAnimationFrame);
  });

/** Gives a file to the table's own button. */
const give = (page, make) =>
  page.evaluate((bytes) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const input = root.querySelector('#entry-table').closest('.row').querySelector('[type=file]');
    const content = bytes.repeat ? new Uint8Array(bytes.repeat).fill(49) : new Uint8Array(bytes);
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'points.csv'));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, make);

const fault = async (page) => {
  const shown = await page.waitForFunction(
    () => document.querySelector('ebb-lab').shadowRoot.querySelector('#fault-table')?.textContent,
  );
  return shown.jsonValue();
};

const experimentOf = (page) =>
  page.evaluate(() => {
    const { data, table } = document.querySelector('ebb-lab').experiment;
    return { data, table };
  });

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: what is handed over is checked`, () => {
    const here = visited(launch);

    test("the table's own button and box take no picture and nothing too large", async () => {
      const { page } = await open(here.browser, here.site.address);
      await openTable(page);
      await give(page, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
      assert.match(await fault(page), /no text/);
      await give(page, { repeat: 100_000_000 });
      await page.waitForFunction(() =>
        /larger than 8 MB/.test(
          document.querySelector('ebb-lab').shadowRoot.querySelector('#fault-table')?.textContent,
        ),
      );
      const isPasted = await page.evaluate(() => {
        const box = document.querySelector('ebb-lab').shadowRoot.querySelector('#entry-table');
        const transfer = new DataTransfer();
        transfer.setData('text/plain', '1,2\n'.repeat(2_500_000));
        const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Not every engine lets a script fill its clipboard.
        Object.defineProperty(paste, 'clipboardData', { value: transfer });
        return box.dispatchEvent(paste);
      });
      assert.equal(isPasted, false, 'the paste is held back');
      assert.match(await fault(page), /larger than 8 MB/);
      assert.deepEqual(await experimentOf(page), { data: 'moons', table: '' });
      await page.close();
    });

    test('of thousands of bad settings a few are listed, and how many more there are', async () => {
      const bad = Array.from({ length: 3000 }, (_, index) => `no${index}=1`).join('&');
      const { page } = await open(here.browser, `${here.site.address}#${bad}`);
      const listed = await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('[role=alert] li')].map(
          (one) => one.textContent,
        ),
      );
      assert.ok(listed.length > 1 && listed.length < 20, `${listed.length} items`);
      assert.match(listed.at(-1), new RegExp(`and ${3001 - listed.length} more`));
      await page.close();
    });

    test('a network that takes long to be set up says so', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=4*2`);
      const said = page.evaluate(
        () =>
          new Promise((found) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const look = () => {
              const status = root.querySelector('.transport [role=status]')?.textContent ?? '';
              if (/Setting up/.test(status)) found(status.trim());
              else requestAnimationFrame(look);
            };
            look();
          }),
      );
      await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = { hidden: '256*128', samples: 400 };
      });
      assert.match(await said, /Setting up the network/);
      await page.evaluate(() => document.querySelector('ebb-lab').ready);
      await page.waitForFunction(
        () =>
          !document.querySelector('ebb-lab').shadowRoot.querySelector('.transport [role=status]'),
      );
      await page.close();
    });
  });
}

for (const [name, launch] of Object.entries(everyBrowser)) {
  describe(`${name}: letters`, () => {
    const here = visited(launch);

    test('tables in UTF-16 and Latin-1 are read', async () => {
      const { page } = await open(here.browser, here.site.address);
      const text = 'x,sorte\n1,rot\n2,grün\n3,rot\n4,grün\n';
      const letters = [...text].map((letter) => letter.charCodeAt(0));
      const utf16 = [0xff, 0xfe, ...letters.flatMap((code) => [code & 255, code >> 8])];
      for (const bytes of [letters, utf16]) {
        await openTable(page);
        await give(page, bytes);
        await page.waitForFunction(
          (wanted) => document.querySelector('ebb-lab').experiment.table === wanted,
          {},
          text,
        );
        await page.evaluate(async () => {
          const lab = document.querySelector('ebb-lab');
          lab.experiment = {};
          await lab.ready;
        });
      }
      await page.close();
    });
  });
}
