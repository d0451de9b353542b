/** Lessons as files that a reader hands over, and what is locked against them. */
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import {
  dropFile,
  lessonHas,
  lessonText,
  openFile,
  ownLesson,
  pressInLesson,
} from './lesson_pages.mjs';

const onePage = pathToFileURL(fileURLToPath(new URL('../../dist/ebb.html', import.meta.url))).href;

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const twice = '# sources\n- One <https://a.example>\n- The same <https://a.example>\n';
    const here = visited(launch, { '/course/twice.lesson': ownLesson(twice) });
    const problems = (page) =>
      page.evaluate(
        () => document.querySelector('ebb-lab').shadowRoot.querySelector('.problems')?.textContent,
      );

    test('a lesson with one address twice among its sources shows both', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}?lesson=course/twice.lesson`,
      );
      await lessonHas(page, 'Run it');
      await pressInLesson(page, 'Run it');
      await lessonHas(page, 'Sources');
      assert.match(await lessonText(page), /One\s*The same/);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    for (const [where, address] of [
      ['on a server', () => here.site.address],
      ['from the one file without a network', () => onePage],
    ]) {
      test(`a lesson that is dropped or opened is taken as a lesson, ${where}`, async () => {
        const { page, complaints } = await open(here.browser, `${address()}#hidden=5*2`);
        await dropFile(page, 'mine.lesson', ownLesson());
        await lessonHas(page, 'What comes of it?');
        // Its words stand before its network does.
        await page.waitForFunction(
          () => document.querySelector('ebb-lab').experiment.hidden.join() === '4,4,4',
        );
        await pressInLesson(page, 'Run it');
        await lessonHas(page, 'So it is.');
        assert.match(await lessonText(page), /It was \d/);
        assert.equal(
          await page.evaluate(() => new URL(location.href).searchParams.get('lesson')),
          null,
        );
        await pressInLesson(page, 'Once more');
        await lessonHas(page, 'Run it');
        // What is wrong with a lesson is said of a lesson, with its line; also where the button opened it.
        await openFile(page, 'bad.lesson', ownLesson('# sources\nnone\n'));
        await lessonHas(page, 'Line 15 of the lesson’s file: “none” is not of the form');
        await dropFile(page, 'short.lesson', 'x,y\n1,2\n');
        await lessonHas(page, 'it should read “ebb lesson 1”, but reads “x,y”');
        assert.equal((await problems(page)).trim(), '');
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test('a lesson changes nothing that is locked, and says which field it would', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?lock=hidden#hidden=7*2&gain=2`,
      );
      await dropFile(page, 'mine.lesson', ownLesson());
      await lessonHas(page, 'Line 4 of the lesson’s file: it sets “hidden”, which is locked');
      await dropFile(page, 'depth.lesson', ownLesson('', 'depth=9'));
      await lessonHas(page, 'it sets “depth”, which is locked');
      await dropFile(page, 'fits.lesson', ownLesson('', 'activation=tanh'));
      await lessonHas(page, 'Run it');
      await pressInLesson(page, 'Run it');
      await lessonHas(page, 'So it is.');
      const { hidden, activation, gain } = await page.evaluate(() => {
        const { experiment } = document.querySelector('ebb-lab');
        return { ...experiment, hidden: [...experiment.hidden] };
      });
      assert.deepEqual([hidden, activation, gain], [[7, 7], 'tanh', 1]);
      await page.close();
    });

    test('a knob of a locked field does not move', async () => {
      const knob = '# knobs\nscale: gain from 0.1 to 10 log\n';
      const { page } = await open(here.browser, `${here.site.address}?lock=gain#gain=3`);
      await dropFile(page, 'mine.lesson', ownLesson(knob));
      await lessonHas(page, 'Run it');
      await pressInLesson(page, 'Run it');
      await lessonHas(page, 'scale = 3');
      const disabled = await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.lesson li input')].map(
          (input) => input.disabled,
        ),
      );
      assert.deepEqual(disabled, [true, true]);
      await page.close();
    });
  });
}
