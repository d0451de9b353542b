/** Lessons that are written in the lab, and lessons on paper. */
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { dropFile, lessonHas, lessonText, ownLesson, pressInLesson } from './lesson_pages.mjs';

const onePage = pathToFileURL(fileURLToPath(new URL('../../dist/ebb.html', import.meta.url))).href;

/** Writes a text into the editor, as a hand would that pastes it. */
const write = (page, text) =>
  page.evaluate((value) => {
    const field = document.querySelector('ebb-lab').shadowRoot.querySelector('textarea');
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
const editor = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const field = root.querySelector('.editor textarea');
    const said = root.getElementById(field.getAttribute('aria-describedby'));
    return {
      text: field.value,
      isWrong: field.getAttribute('aria-invalid'),
      said: said.textContent.replace(/\s+/g, ' ').trim(),
      marked: root.querySelector('.editor .wrong')?.getBoundingClientRect().top ?? null,
      live: root.querySelector('.editor .live').textContent.replace(/\s+/g, ' ').trim(),
    };
  });
async function openEditor(page) {
  await page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    [...root.querySelectorAll('button')]
      .find((button) => button.textContent.trim() === 'Lessons')
      .click();
  });
  await lessonHas(page, 'Write a lesson');
  await pressInLesson(page, 'Write a lesson');
  await page.waitForFunction(() =>
    document.querySelector('ebb-lab').shadowRoot.querySelector('.editor textarea'),
  );
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    for (const [where, address] of [
      ['on a server', () => here.site.address],
      ['from the one file without a network', () => onePage],
    ]) {
      test(`a lesson is written beside the lab that it runs on, ${where}`, async () => {
        const { page, complaints } = await open(here.browser, `${address()}#hidden=5*2`);
        await openEditor(page);
        // It begins with a whole lesson on what the lab shows.
        await lessonHas(page, 'What becomes of the gradient');
        assert.match((await editor(page)).text, /^ebb lesson 1\n[^]*link: hidden=5\*2\n/);
        await write(page, ownLesson());
        await lessonHas(page, 'What comes of it?Run it'.slice(0, 17));
        await page.waitForFunction(
          () => document.querySelector('ebb-lab').experiment.hidden.length === 3,
        );
        // What cannot be read is said at its line, and the lesson stays as it was.
        await write(page, ownLesson().replace('# outcome', '# income'));
        await lessonHas(page, 'there is no section “income”');
        const wrong = await editor(page);
        assert.equal(wrong.isWrong, 'true');
        assert.match(wrong.said, /^Line 10 there is no section/);
        assert.match(wrong.live, /What comes of it\?/);
        await pressInLesson(page, 'Line 10');
        const line = await page.evaluate(() => {
          const field = document.querySelector('ebb-lab').shadowRoot.querySelector('textarea');
          return field.value.slice(field.selectionStart, field.selectionEnd);
        });
        assert.equal(line, '# income');
        // A text that changes nothing of the runs leaves the lab where it is.
        await write(page, ownLesson());
        await lessonHas(page, 'It can be read');
        await pressInLesson(page, 'Run it');
        await lessonHas(page, 'So it is.');
        await write(page, ownLesson().replace('So it is.', 'So it has to be.'));
        await lessonHas(page, 'So it has to be.');
        assert.match((await editor(page)).live, /It was \d/);
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test('what was written is saved as a file that opens again, and is not lost unasked', async () => {
      const { page } = await open(here.browser, here.site.address);
      await openEditor(page);
      await write(page, ownLesson());
      await lessonHas(page, 'not saved yet');
      const asked = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        void dialog.dismiss();
      });
      await pressInLesson(page, 'New');
      assert.equal((await editor(page)).text, ownLesson());
      assert.match(asked[0], /is not saved/);
      const saved = await page.evaluate(async () => {
        const blobs = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          blobs.push(blob);
          return make.call(URL, blob);
        };
        const root = document.querySelector('ebb-lab').shadowRoot;
        [...root.querySelectorAll('.editor button')]
          .find((button) => button.textContent.trim() === 'Save')
          .click();
        return blobs[0].text();
      });
      assert.equal(saved, ownLesson());
      await lessonHas(page, 'It can be read.');
      // It stays with its lab while the editor is closed, and opens as a lesson.
      await pressInLesson(page, 'Close the editor');
      await lessonHas(page, 'All lessons'.slice(4));
      await dropFile(page, 'lesson.lesson', saved);
      await lessonHas(page, 'What comes of it?');
      await pressInLesson(page, 'Edit a copy');
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.editor textarea'),
      );
      assert.equal((await editor(page)).text, saved);
      await page.close();
    });

    test('a lesson is printed as a sheet to answer on, its key on another', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}?lesson=clipping`);
      await lessonHas(page, 'Clipping helps one way only');
      await page.evaluate(() => {
        window.print = () => {
          const { shadowRoot } = document.querySelector('ebb-lab');
          const [sheet, key] = shadowRoot.querySelectorAll('.sheets > section');
          const words = ({ textContent }) => textContent.replace(/\s+/g, ' ');
          const seen = [...shadowRoot.children].filter(
            (child) => getComputedStyle(child).display !== 'none',
          );
          window.printed = {
            sheet: words(sheet),
            key: words(key),
            break: getComputedStyle(key).breakBefore,
            ticked: [...key.querySelectorAll('li.right')].map(words),
            only: seen.length === 1 && seen[0].matches('.sheets'),
          };
        };
      });
      await pressInLesson(page, 'Print as a worksheet');
      await page.waitForFunction(() => window.printed);
      const printed = await page.evaluate(() => window.printed);
      assert.ok(printed.only, 'nothing of the lab is on the sheets');
      assert.equal(printed.break, 'page');
      assert.match(printed.sheet, /Name.*Date.*Tick what you expect.*Nearer to 1.*What makes you/);
      assert.doesNotMatch(printed.sheet, /It stays at|Every layer is scaled alike/);
      assert.match(printed.key, /It stays at 0\.\d+.*Every layer is scaled alike/);
      assert.doesNotMatch(printed.key, /…|undefined/);
      assert.deepEqual(
        printed.ticked.map((text) => text.trim()),
        ['The same as before'],
      );
      // Afterwards the lab is there again.
      await page.waitForFunction(
        () => !document.querySelector('ebb-lab').shadowRoot.querySelector('.sheets'),
      );
      assert.match(await lessonText(page), /Print as a worksheet/);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
