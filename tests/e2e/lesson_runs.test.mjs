/** What a lesson runs belongs to it: neither the next lesson nor the next moment takes it over. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { lessonHas, lessonText, ownLesson, pressInLesson } from './lesson_pages.mjs';

const guess = '# guess choice\n- Little :: one.ratio < 1\n- Much :: one.ratio >= 1\n';
const task = '# task\ngoal: live.iteration >= 3\nkeep: hidden\n';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const long = (text) => text.replace('# run one\n', '# run one\niterations: 4000\n');
    const here = visited(launch, {
      '/course/long.lesson': long(ownLesson()),
      '/course/long_guess.lesson': long(ownLesson(guess)),
      '/course/both.lesson': ownLesson(guess + task),
      '/course/open.lesson': ownLesson(task),
    });
    const standsAt = (page) =>
      page.evaluate(() => {
        const { experiment, frame } = document.querySelector('ebb-lab');
        return { hidden: [...experiment.hidden], iteration: frame.iteration };
      });

    test('a run ends when its lesson is left, and the next lesson begins at its start', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}?lesson=how_many_steps`,
      );
      await lessonHas(page, 'What a small gradient does');
      await pressInLesson(page, 'Run without a guess');
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 0);
      await pressInLesson(page, 'Next lesson');
      await lessonHas(page, 'When numbers run out');
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.hidden.length === 20,
      );
      // Whatever the lesson before still had under way is answered before this is.
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation'));
      await page.evaluate(() => document.querySelector('ebb-lab').rewind('operation'));
      const { hidden, iteration } = await standsAt(page);
      assert.deepEqual([hidden.length, iteration], [20, 0]);
      assert.doesNotMatch(await lessonText(page), /What happened|being run/);
      // In words, where it is seen next, in the list, and where it can be run again.
      const left =
        /“What a small gradient does to learning” was left while it ran: its run has ended/;
      assert.match(await lessonText(page), left);
      await pressInLesson(page, 'All lessons');
      await lessonHas(page, 'What a small gradient does to learning not run to its end');
      assert.doesNotMatch(await lessonText(page), left);
      await pressInLesson(page, 'What a small gradient does');
      await lessonHas(page, 'The run of this lesson was left before its end');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a run ends when the lessons are closed', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=course/long.lesson`);
      await lessonHas(page, 'Run it');
      await pressInLesson(page, 'Run it');
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 0);
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        [...root.querySelectorAll('button')]
          .find((button) => button.textContent.includes('Close the lessons'))
          .click();
      });
      // One movement may be under way; when the next has been answered, nothing more comes.
      const { iteration } = await page.evaluate(() =>
        document.querySelector('ebb-lab').rewind('operation'),
      );
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 1));
      const later = await standsAt(page);
      assert.ok(later.iteration - iteration <= 1, `${iteration} → ${later.iteration}`);
      assert.ok(later.iteration < 4000);
      await page.waitForFunction(() =>
        /“[^”]+” was closed while it ran: its run has ended here/.test(
          document.querySelector('ebb-lab').shadowRoot.textContent,
        ),
      );
      await page.close();
    });

    test('a run that is stopped is said to have been', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?lesson=course/long_guess.lesson`,
      );
      await lessonHas(page, 'Run it');
      await page.evaluate(() => {
        const labels = [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('label')];
        labels.find(({ textContent }) => textContent.includes('Little')).click();
      });
      await pressInLesson(page, 'Run it');
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 0);
      await pressInLesson(page, 'Stop');
      await lessonHas(page, 'Its run was stopped before its end');
      await lessonHas(page, 'What you said first stays your guess: answer 1: Little.');
      await page.close();
    });

    test('a goal is told, and stays reached when the run goes on past it', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=rescue`);
      await lessonHas(page, 'Goal: loss < 0.2 and iteration ≤ 1\u202f000');
      await lessonHas(page, 'Not yet.');
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = 'hidden=16*20&activation=tanh';
        // At one go, past the last iteration at which the goal can be reached.
        await lab.advance('iteration', 1074);
      });
      await lessonHas(page, 'Done: the goal is reached.');
      assert.match(await lessonText(page), /At iteration 1 074 the loss is/);
      await page.evaluate(() => document.querySelector('ebb-lab').reset());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration === 0);
      assert.match(await lessonText(page), /Done: the goal is reached\./);
      await page.close();
    });

    test('where a guess and a task stand together, nothing is told before the guess', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=course/both.lesson`);
      await lessonHas(page, 'Run without a guess');
      // Not even when the goal happens to be reached.
      await page.evaluate(() => document.querySelector('ebb-lab').advance('iteration', 5));
      assert.doesNotMatch(await lessonText(page), /It was|NaN|So it is|Your task|Goal|Done/);
      await pressInLesson(page, 'Run without a guess');
      await lessonHas(page, 'So it is.');
      assert.match(await lessonText(page), /It was \d.*Goal: iteration ≥ 3.*Not yet\./);
      await page.evaluate(() => document.querySelector('ebb-lab').advance('iteration', 3));
      await lessonHas(page, 'Done: the goal is reached.');
      await page.close();
    });

    test('a task alone shows where it stands from the beginning', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=course/open.lesson`);
      await lessonHas(page, 'Where it stands');
      assert.doesNotMatch(await lessonText(page), /So it is/);
      await pressInLesson(page, 'Show me why');
      await lessonHas(page, 'So it is.');
      await page.close();
    });
  });
}
