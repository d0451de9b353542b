import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';

const assets = fileURLToPath(new URL('../../dist/assets/', import.meta.url));
/** What is fetched when somebody asks for it, and nothing else needs. */
const later = readdirSync(assets).filter((file) =>
  /^(course|LessonPanel|compare|CompareView|Classroom|EmbedDialog|PyTorchDialog|KeySheet|[rR]emed|[sS]weep|[mM]ap|[tT]heory|shared_pool|ne)/.test(
    file,
  ),
);

const buttons = [
  'Lessons',
  'Compare',
  'QR code',
  'Embed',
  'PyTorch',
  'Keyboard',
  'Try the remedies',
  'Set up a sweep',
  'Draw a map',
  'Compare with theory',
];

/** Waits until the page says that a part of it is missing, and takes the words away. */
const told = (page) =>
  page.waitForFunction(() => {
    const problems = document.querySelector('ebb-lab')?.shadowRoot?.querySelector('.problems');
    const box = [...(problems?.querySelectorAll('.notice') ?? [])].find((one) =>
      /could not be fetched/.test(one.textContent),
    );
    box?.querySelector('button[aria-label]').click();
    return box !== undefined;
  });

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);
    const breakOff = () => later.forEach((file) => here.site.wrong.set(`/assets/${file}`, 'gone'));

    test('every button whose script cannot be fetched says so', async () => {
      breakOff();
      const { page } = await open(here.browser, `${here.site.address}#hidden=16*20`);
      const complaints = [];
      // What Firefox itself says of a script that is none is no complaint of the page's.
      page.on('pageerror', ({ message }) => {
        if (!message.startsWith('Loading module')) complaints.push(message);
      });
      const pressed = [];
      for (const label of buttons) {
        const found = await page.evaluate((wanted) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const button = [...root.querySelectorAll('button')].find((one) =>
            one.textContent.toLowerCase().includes(wanted.toLowerCase()),
          );
          button?.click();
          return button !== undefined;
        }, label);
        if (!found) continue;
        pressed.push(label);
        await told(page);
      }
      assert.deepEqual(pressed, buttons);
      assert.deepEqual(complaints, [], 'told once, in the page');
      await page.close();
    });

    for (const query of ['?lesson=', '?compare=hidden=3*2', '?lang=ne']) {
      test(`so does ${query}`, async () => {
        breakOff();
        const page = await here.browser.newPage();
        await page.goto(here.site.address + query, { waitUntil: 'domcontentloaded' });
        await told(page);
        await page.close();
      });
    }

    test('with the network back, it is there after the reload that the page offers', async () => {
      breakOff();
      const { page } = await open(here.browser, `${here.site.address}#hidden=5*3`);
      const press = (label) =>
        page.evaluate((wanted) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          [...root.querySelectorAll('button')]
            .find((one) => one.textContent.includes(wanted))
            .click();
        }, label);
      await press('PyTorch');
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.problems .reload'),
      );
      here.site.wrong.clear();
      await Promise.all([page.waitForNavigation(), press('Reload the page')]);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab')?.shadowRoot?.textContent.includes('PyTorch'),
      );
      await press('PyTorch');
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open]'),
      );
      await page.close();
    });
  });
}
