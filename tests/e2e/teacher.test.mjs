import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, fetchedBy, open, visited } from './browsers.mjs';
import { inLab, until } from './lesson_answers.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    async function openPages(page, words) {
      await until(
        page,
        (root, text) => {
          const button = [...root.querySelectorAll('nav.actions button')].find((one) =>
            one.textContent.includes(text),
          );
          button?.click();
          return Boolean(button);
        },
        words,
      );
      return until(page, (root) => {
        const dialog = root.querySelector('dialog[open]');
        return dialog?.querySelectorAll('article').length > 10 && dialog.textContent;
      });
    }

    test('the Learn menu leads to a page on every lesson, which are printed alone', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}?lang=en`);
      const parts = async () =>
        (await fetchedBy(page)).filter((address) => /TeacherDialog/.test(address));
      assert.deepEqual(await parts(), []);
      const words = await openPages(page, 'For teachers');
      assert.ok((await parts()).length > 0, 'they are fetched when they are asked for');
      assert.match(words, /In one hour.*In 3 hours/s);
      // Answers with the core's figures, and a choice with the seeds that it is right for.
      assert.match(words, /A chain of many.*0\.00195 for all seeds/s);
      assert.match(words, /The same as before\s*right for \d+ of 20 seeds/);
      assert.doesNotMatch(words, /NaN|undefined|Infinity|teacher\./);
      await page.evaluate(() => {
        window.print = () => {
          const { shadowRoot } = document.querySelector('ebb-lab');
          window.printed = [...shadowRoot.children]
            .filter((child) => getComputedStyle(child).display !== 'none')
            .map((child) => [
              child.className.split(' ')[0],
              child.querySelectorAll('article').length,
            ]);
        };
      });
      await inLab(page, (root) => {
        [...root.querySelectorAll('dialog[open] button')]
          .find((one) => one.textContent === 'Print these pages')
          .click();
      });
      await page.waitForFunction(() => window.printed, {});
      const printed = await page.evaluate(() => window.printed);
      assert.equal(printed.length, 1);
      assert.equal(printed[0][0], 'sheets');
      assert.ok(printed[0][1] >= 17);
      await until(page, (root) => !root.querySelector('.sheets'));
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('in Nepali they are Nepali', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=ne`);
      const words = await openPages(page, 'शिक्षकका लागि');
      assert.match(words, /एक घण्टामा.*3 घण्टामा/s);
      assert.match(words, /उद्देश्य/);
      assert.doesNotMatch(words, /Aim|minutes|What goes wrong/);
      await page.close();
    });
  });
}
