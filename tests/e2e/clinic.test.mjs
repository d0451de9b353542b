/** The clinic, as a learner goes through it: looks, changes, a cure; and what is handed in of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, emptyFolder, open, visited } from './browsers.mjs';
import { handIn, inLab, until } from './lesson_answers.mjs';
import { lessonHas, pressInLesson } from './lesson_pages.mjs';

const program = fileURLToPath(new URL('../../dist/npm/command_line/ebb.js', import.meta.url));
/** As the lesson's file has it. */
const [seed, faults, looks] = [9, 2, 10];

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);
    const folder = emptyFolder();
    let patient;
    before(async () => {
      patient = (await loadInNode()).clinicCase(seed, faults);
    });

    /** Chooses from the form's lists, and presses its button. */
    const choose = async (page, form, ...values) => {
      await until(
        page,
        (root, at) => {
          const found = root.querySelectorAll('.clinic form')[at];
          return (
            found && !root.querySelectorAll('.clinic form')[0].querySelector('button').disabled
          );
        },
        form,
      );
      for (const [index, value] of values.entries()) {
        await inLab(
          page,
          (root, at, list, wanted) => {
            const select = root.querySelectorAll('.clinic form')[at].querySelectorAll('select')[
              list
            ];
            select.value = wanted;
            select.dispatchEvent(new Event('change', { bubbles: true }));
          },
          form,
          index,
          String(value),
        );
      }
      await until(
        page,
        (root, at) => {
          const button = root.querySelectorAll('.clinic form')[at].querySelector('button');
          if (button.disabled) return false;
          button.click();
          return true;
        },
        form,
      );
    };
    const look = (page, at) => choose(page, 0, at);
    const change = (page, field, value) => choose(page, 1, field, value);

    test('a network is looked at, cured, told of, handed in and marked', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}?lang=en&lesson=clinic`,
      );
      await lessonHas(page, 'Left: 10 looks, 4 changes.');
      // What may be at fault is not told before.
      const [fault] = patient.faults;
      const known = await inLab(page, (root) => root.querySelector('.clinic').textContent);
      assert.doesNotMatch(known, /in place of/);
      assert.match(known, /Hidden layers/);

      await look(page, 'signal');
      await lessonHas(page, 'Left: 9 looks, 4 changes.');
      await until(page, (root) => root.querySelectorAll('.clinic table tr').length >= 6);
      await look(page, fault.field);
      await lessonHas(page, 'Left: 8 looks, 4 changes.');
      await look(page, 'training');
      await lessonHas(page, 'Left: 7 looks, 4 changes.');
      await lessonHas(page, 'the goal is under');
      for (const { field, healthy } of patient.faults) await change(page, field, healthy);
      await lessonHas(page, 'Left: 7 looks, 2 changes.');
      await look(page, 'training');
      await lessonHas(page, 'Cured, with 6 looks and 2 changes left.');
      await lessonHas(page, 'What it had: 2 faults');
      await lessonHas(page, 'So begin with the figure');

      const text = await handIn(page);
      const [record] = JSON.parse(text).lessons;
      assert.equal(record.clinic.actions.length, 6);
      await inLab(page, (root) => root.querySelector('dialog[open]').close());
      await pressInLesson(page, 'Put it on the lab');
      await until(page, (root) => root.host.experiment?.samples === 100);
      assert.deepEqual(complaints, []);
      await page.close();

      await writeFile(join(folder, 'one.json'), text);
      const args = [program, 'grade', 'one.json', '--json', 'marks.json', '--lang', 'en'];
      const marked = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      assert.equal(marked.status, 0, marked.stdout + marked.stderr);
      const expected = 0.5 + 0.25 * ((looks - 4) / (looks - 1)) + 0.25;
      assert.match(marked.stdout, new RegExp(`score ${expected.toFixed(3)}`));
    });

    test('who gives up is told what it had, and may try again', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=en&lesson=clinic`);
      await lessonHas(page, 'Left: 10 looks');
      await pressInLesson(page, 'Give up');
      await lessonHas(page, 'Not cured.');
      await lessonHas(page, 'in place of');
      await pressInLesson(page, 'Once more');
      await lessonHas(page, 'Left: 10 looks');
      await page.close();
    });

    test('who leaves it before its end finds it as it was: what is spent stays spent', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=en&lesson=clinic`);
      await lessonHas(page, 'Left: 10 looks');
      await look(page, 'signal');
      await lessonHas(page, 'Left: 9 looks, 4 changes.');
      await until(page, (root) => root.querySelectorAll('.clinic table tr').length >= 6);
      const seen = () => inLab(page, (root) => root.querySelector('.clinic table').textContent);
      const before = await seen();
      await pressInLesson(page, 'All lessons');
      await pressInLesson(page, 'In the clinic');
      await lessonHas(page, 'Left: 9 looks, 4 changes.');
      assert.equal(await seen(), before);
      // Also where all lessons were closed meanwhile.
      for (const words of ['Close the lessons', 'Lessons']) {
        await until(
          page,
          (root, text) => {
            const menu = [...root.querySelectorAll('.actions button')];
            const button = menu.find((one) => one.textContent.trim() === text);
            button?.click();
            return Boolean(button);
          },
          words,
        );
      }
      await lessonHas(page, 'In the clinic');
      await pressInLesson(page, 'In the clinic');
      await lessonHas(page, 'Left: 9 looks, 4 changes.');
      await page.close();
    });

    test('in Nepali nothing of it is in English', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=ne&lesson=clinic`);
      await lessonHas(page, 'बाँकी: 10 जाँच');
      await pressInLesson(page, 'हार मान्नुहोस्');
      await lessonHas(page, 'निको भएन।');
      const words = await inLab(page, (root) => root.querySelector('.clinic').textContent);
      assert.doesNotMatch(words, /[A-Za-z]{4,}/);
      await page.close();
    });
  });
}
