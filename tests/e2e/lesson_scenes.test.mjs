/** Scenes of lessons, and courses of several. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { dropFile, lessonHas, lessonText, ownLesson, pressInLesson } from './lesson_pages.mjs';

const staged = ownLesson(`# scene question
show: signal, update_ratio
point: layer 2, control gain, panel chain
position: back 2
# scene run
speed: 20 operation
# scene outcome
ghost: start
operation: activation 2
show: signal, dead
point: quantity dead
`).replace('# run one\nlink: hidden=4*3&activation=tanh', '# run one\nlink: hidden=4*3');
const course = `ebb course 1
# title
The second week
# about
Of what *vanishes*.
# lessons
- mine
- depth
- own/staged.lesson
# file mine
${ownLesson()}`;
const alone = course.replace('- own/staged.lesson\n', '');

const lab = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('ebb-lab');
    const root = element.shadowRoot;
    const shown = [...root.querySelectorAll('g[data-quantity]')];
    return {
      quantities: shown.map((one) => one.dataset.quantity),
      signals: element.frame.layers.map(({ signal }) => signal !== null),
      pointed: [...root.querySelectorAll('[data-pointed]')].map(
        ({ dataset }) => dataset.field ?? dataset.fields ?? dataset.part,
      ),
      ghosts: root.querySelectorAll('g[data-quantity] path.ghost').length,
    };
  });
/** Waits until the lab is as expected. */
async function labIs(page, expected) {
  await page
    .waitForFunction(
      (wanted) => {
        const element = document.querySelector('ebb-lab');
        const root = element.shadowRoot;
        const shown = [...root.querySelectorAll('g[data-quantity]')];
        const { quantities, signals, hasGhost } = wanted;
        const now = {
          quantities: shown.map((one) => one.dataset.quantity),
          signals: element.frame?.layers.map(({ signal }) => signal !== null),
          hasGhost: root.querySelectorAll('g[data-quantity] path.ghost').length > 0,
        };
        return (
          JSON.stringify(now.quantities) === JSON.stringify(quantities) &&
          (!signals || JSON.stringify(now.signals) === JSON.stringify(signals)) &&
          (hasGhost === undefined || now.hasGhost === hasGhost)
        );
      },
      {},
      expected,
    )
    .catch(async () => assert.fail(JSON.stringify([expected, await lab(page)])));
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch, {
      '/course/own/staged.lesson': staged,
      '/course/week.course': course,
      '/course/bad.course': course.replace('- depth', '- depht'),
      '/course/afar.course': course.replace('own/staged', 'https://example.org/staged'),
      '/course/none.lesson': staged.replace('layer 2', 'layer 7'),
    });
    const visit = (query) =>
      open(here.browser, here.site.address + query, { width: 1366, height: 900 });

    /** The lesson on clipping, run, with its outcome there. */
    async function runOfClipping(size) {
      const opened = await open(here.browser, `${here.site.address}?lesson=clipping`, size);
      await lessonHas(opened.page, 'Run without a guess');
      await pressInLesson(opened.page, 'Run without a guess');
      await lessonHas(opened.page, 'It stays at');
      return opened;
    }

    test('the outcome comes into view beside the stage, and what it speaks of is on it', async () => {
      const { page, complaints } = await runOfClipping({ width: 1366, height: 768 });
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const { top, bottom } = root
          .querySelector('.lesson [data-part=outcome]')
          .getBoundingClientRect();
        const stage = root.querySelector('[data-part=profile]').getBoundingClientRect();
        return top > 0 && bottom <= innerHeight + 1 && stage.bottom <= innerHeight;
      });
      // What it says of layer 1 over layer 10 is that of the very gradients that are drawn, before and after.
      const shares = await page.evaluate(() => {
        const { layers } = document.querySelector('ebb-lab').frame;
        const [first, last] = [layers[0], layers[9]];
        return [
          first.weightGradient / last.weightGradient,
          first.clippedWeightGradient / last.clippedWeightGradient,
        ];
      });
      const said = Number(/It stays at (0\.\d+)/.exec(await lessonText(page))[1]);
      for (const share of shares)
        assert.ok(Math.abs(share - said) < 1e-3, `${share}, said ${said}`);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('on a telephone the outcome comes to the head of the screen', async () => {
      const { page, complaints } = await runOfClipping({ width: 390, height: 844 });
      await page.waitForFunction(() => {
        const { top } = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.lesson [data-part=outcome]')
          .getBoundingClientRect();
        return top >= 0 && top < innerHeight / 2;
      });
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a lesson shows what it speaks of, points at it, and takes it back when it is left', async () => {
      const { page, complaints } = await visit('?lesson=course/own/staged.lesson');
      await lessonHas(page, 'Run it');
      const question = ['signal', 'update_ratio'];
      await labIs(page, { quantities: question, signals: [false, true, true, true] });
      assert.match(
        await lessonText(page),
        /Look at: *layer 2 *Scale of the weights *The chain from the loss/,
      );
      // Panels under the profile come when they are wanted; the mark waits for them.
      await page.keyboard.press('Shift');
      await page.waitForFunction(
        () =>
          document.querySelector('ebb-lab').shadowRoot.querySelectorAll('[data-pointed]').length ===
          3,
      );
      // A control is marked in the form, and in the line of settings, which is seen without it.
      const { pointed } = await lab(page);
      assert.deepEqual(pointed.toSorted(), ['chain', 'gain', 'init gain biasStd']);
      await pressInLesson(page, 'Run it');
      await lessonHas(page, 'So it is.');
      await labIs(page, { quantities: ['signal', 'dead'], hasGhost: true });
      const said = () =>
        document
          .querySelector('ebb-lab')
          .shadowRoot.textContent.includes('faint: before the change');
      assert.ok(await page.evaluate(said), 'the profile says what the ghost is');
      // The quantity itself is framed, its name and its marks, and not the one over it.
      assert.deepEqual((await lab(page)).pointed, ['quantity_dead']);
      const [frame, own, other, above] = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const box = (one) => root.querySelector(one).getBoundingClientRect().toJSON();
        return [
          '[data-pointed]',
          'g[data-quantity=dead] .title',
          'g[data-quantity=signal]',
          '[data-part=quantity_signal]',
        ].map(box);
      });
      assert.ok(
        frame.top <= own.top && frame.bottom > own.bottom + 30,
        JSON.stringify([frame, own]),
      );
      assert.ok(frame.top >= other.bottom - 24, JSON.stringify([frame, other]));
      // Were the one over it framed, too, its lower line would lie on this one's upper, and over no title.
      assert.ok(above.bottom <= frame.top + 3.1, JSON.stringify([above, frame]));
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        [...root.querySelectorAll('button')]
          .find((button) => button.textContent.includes('Close the lessons'))
          .click();
      });
      await labIs(page, { quantities: ['size'], hasGhost: false });
      assert.deepEqual((await lab(page)).pointed, []);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a control that a lesson points at is brought into view', async () => {
      const { page } = await visit('?lesson=course/own/staged.lesson');
      await lessonHas(page, 'Look at:');
      await pressInLesson(page, 'Scale of the weights');
      await page.waitForFunction(() => {
        const row = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[data-field=gain][data-pointed]');
        const box = row?.getBoundingClientRect();
        return box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
      });
      await page.close();
    });

    test('what is taller than a telephone has room for is shown from its heading on', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?lesson=course/own/staged.lesson`,
        {
          width: 390,
          height: 440,
        },
      );
      await lessonHas(page, 'Look at:');
      await pressInLesson(page, 'The chain from the loss');
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const panel = root.querySelector('[data-part=chain][data-pointed]');
        const heading = panel?.querySelector('h3')?.getBoundingClientRect();
        const bar = root.querySelector('.top').getBoundingClientRect();
        if (!heading || panel.clientHeight <= innerHeight / 2) return false;
        return heading.top >= bar.bottom && heading.bottom <= innerHeight;
      });
      await page.close();
    });

    test('what the network does not have is refused with its line', async () => {
      const { page } = await visit('?lesson=course/none.lesson');
      await lessonHas(page, 'Line 14 of the lesson’s file: the network that is shown there has no');
      await page.close();
    });

    test('a course has its title, its order, and lessons of three kinds', async () => {
      const { page, complaints } = await visit('?course=course/week.course');
      await lessonHas(page, 'The second week');
      assert.match(
        await lessonText(page),
        /Of what vanishes\. *A teacher's own *Depth *A teacher's own/,
      );
      await pressInLesson(page, 'Depth');
      await lessonHas(page, 'Ten sigmoid layers');
      const address = () => page.evaluate(() => location.search);
      assert.equal(await address(), '?course=course%2Fweek.course&lesson=depth');
      await pressInLesson(page, 'Next lesson');
      await lessonHas(page, 'Look at:');
      assert.doesNotMatch(await lessonText(page), /Next lesson/);
      await pressInLesson(page, 'All lessons');
      await lessonHas(page, 'The second week');
      assert.deepEqual(complaints, []);
      await page.close();
      // The address leads back to the same lesson of the same course.
      const again = await visit('?course=course/week.course&lesson=mine');
      await lessonHas(again.page, 'What comes of it?');
      await pressInLesson(again.page, 'Next lesson');
      await lessonHas(again.page, 'Ten sigmoid layers');
      await again.page.close();
    });

    test('a course that is dropped holds its lessons itself', async () => {
      const { page, complaints } = await visit('');
      await dropFile(page, 'week.course', alone);
      await lessonHas(page, 'The second week');
      await pressInLesson(page, "A teacher's own");
      await lessonHas(page, 'What comes of it?');
      assert.equal(await page.evaluate(() => location.search), '');
      await dropFile(page, 'week.course', course);
      await lessonHas(page, 'Line 9 of the course’s file: “own/staged.lesson” is a path');
      await dropFile(page, 'week.course', alone.replace('# outcome', '# income'));
      await lessonHas(page, 'Line 19 of the course’s file: there is no section “income”');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('of a course only what lies on the same here.site is taken', async () => {
      for (const [query, words] of [
        ['course/bad.course', 'Line 8 of the course’s file: there is no lesson “depht”'],
        ['course/afar.course', 'lies on another site'],
        ['https://example.org/week.course', 'lies on another site'],
        [
          'course/gone.course',
          'There is no lesson “course/gone.course”, and no file of that name.',
        ],
      ]) {
        const { page } = await visit(`?course=${query}`);
        await lessonHas(page, words);
        await page.close();
      }
    });
  });
}
