import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, openForm, visited } from './browsers.mjs';

/** Types into a field of the form and leaves it, as the keyboard does. */
async function type(page, id, text) {
  await page.evaluate((name) => {
    const entry = document.querySelector('ebb-lab').shadowRoot.getElementById(name);
    entry.closest('details').open = true;
    entry.focus();
    entry.select();
  }, id);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** What a field shows and whether it is marked. */
const field = (page, id) =>
  page.evaluate((name) => {
    const entry = document.querySelector('ebb-lab').shadowRoot.getElementById(name);
    return { value: entry.value, isMarked: entry.getAttribute('aria-invalid') === 'true' };
  }, id);

const said = (page) =>
  page.evaluate(
    () => document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert]').textContent,
  );

const until = (page, id, value, isMarked) =>
  page.waitForFunction(
    (name, text, marked) => {
      const entry = document.querySelector('ebb-lab').shadowRoot.getElementById(name);
      return entry.value === text && (entry.getAttribute('aria-invalid') === 'true') === marked;
    },
    {},
    id,
    value,
    isMarked,
  );

/** Closes what is said of a refusal. */
const dismiss = (page) =>
  page.evaluate(() =>
    document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert] button').click(),
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: fields show what is in use`, () => {
    const here = visited(launch);

    test('what is refused is marked, and gone with what is said of it', async () => {
      const { page } = await open(here.browser, here.site.address);
      await openForm(page);
      for (const [id, used] of [
        ['entry-gain', '1'],
        ['entry-learningRate', '0.1'],
        ['entry-seed', '1'],
        ['entry-width', '16'],
        ['entry-hidden', '16*10'],
      ]) {
        await type(page, id, '1000000000000');
        await until(page, id, '1000000000000', true);
        assert.match(await said(page), /1000000000000/, id);
        await dismiss(page);
        await until(page, id, used, false);
      }
      await page.close();
    });

    test('the value in use, typed again, is no error', async () => {
      const { page } = await open(here.browser, here.site.address);
      await openForm(page);
      for (const [id, used] of [
        ['entry-gain', '1'],
        ['entry-depth', '10'],
      ]) {
        await type(page, id, '1000000000');
        await until(page, id, '1000000000', true);
        await type(page, id, used);
        await until(page, id, used, false);
        assert.doesNotMatch(await said(page), /1000000000/, id);
      }
      await page.close();
    });

    test('a change is made though its field gives way to others at once, and nothing is complained of', async () => {
      const { page, complaints } = await open(here.browser, here.site.address);
      for (const [fields, id, text, changed] of [
        ['optimizer', 'entry-learningRate', '0.3', 'learningRate'],
        ['optimizer', 'entry-optimizer', 'adamw', 'optimizer'],
        ['hidden', 'entry-depth', '4', 'hidden'],
      ]) {
        await page.evaluate((group) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          root.querySelector(`.settings [data-fields^="${group}"]`).click();
        }, fields);
        await page.waitForFunction(
          (name) => document.querySelector('ebb-lab').shadowRoot.getElementById(name),
          {},
          id,
        );
        await page.evaluate(
          (name, value) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const entry = root.getElementById(name);
            entry.value = value;
            entry.dispatchEvent(new Event('change', { bubbles: true }));
            root.querySelector('.settings [data-fields^="init"]').click();
          },
          id,
          text,
        );
        await page.waitForFunction(
          (name, value) => {
            const given = document.querySelector('ebb-lab').experiment[name];
            return String(name === 'hidden' ? given.length : given) === value;
          },
          {},
          changed,
          text,
        );
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a depth that cannot be is named', async () => {
      const { page } = await open(here.browser, here.site.address);
      await openForm(page);
      for (const depth of ['1000000000', '-1', '1.5']) {
        await type(page, 'entry-depth', depth);
        await until(page, 'entry-depth', depth, true);
        await page.waitForFunction(
          (text) =>
            document
              .querySelector('ebb-lab')
              .shadowRoot.querySelector('[role=alert]')
              .textContent.includes(text),
          {},
          depth,
        );
      }
      await dismiss(page);
      await until(page, 'entry-depth', '10', false);
      await page.close();
    });

    test('a choice that is refused is marked, and goes back', async () => {
      const { page } = await open(here.browser, `${here.site.address}#data=sine`);
      const choose = (kind) =>
        page.evaluate((value) => {
          const entry = document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('#entry-loss, input[name=loss]');
          if (entry instanceof HTMLSelectElement) {
            entry.value = value;
            entry.dispatchEvent(new Event('change', { bubbles: true }));
          } else {
            entry.getRootNode().querySelector(`input[name=loss][value=${value}]`).click();
          }
        }, kind);
      const chosen = () =>
        page.evaluate(
          () =>
            document
              .querySelector('ebb-lab')
              .shadowRoot.querySelector('#entry-loss, input[name=loss]:checked').value,
        );
      const inUse = await chosen();
      await choose('bce');
      await page.waitForFunction(() =>
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[role=alert]')
          .textContent.includes('bce'),
      );
      await dismiss(page);
      await page.waitForFunction(
        (value) =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('#entry-loss, input[name=loss]:checked').value === value,
        {},
        inUse,
      );
      await page.close();
    });
  });
}
