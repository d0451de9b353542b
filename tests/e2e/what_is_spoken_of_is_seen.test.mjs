import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { inLab, says } from './in_lab.mjs';
import { lessonHas, lessonText, pressInLesson } from './lesson_pages.mjs';

/** Waits until the stage says it. */
const stageSays = (page, pattern) =>
  page.waitForFunction(
    (source) =>
      new RegExp(source).test(
        document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.stage')
          .textContent.replace(/\s+/g, ' '),
      ),
    {},
    pattern.source,
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: what is spoken of is seen`, () => {
    const here = visited(launch);

    test('a lesson that sends to who caused it has it in the card', async () => {
      const size = { width: 1366, height: 768 };
      const { page } = await open(
        here.browser,
        `${here.site.address}?lesson=why_the_sigmoid`,
        size,
      );
      await lessonHas(page, 'Run without a guess');
      await pressInLesson(page, 'Run without a guess');
      await lessonHas(page, 'Choose another activation');
      assert.match(
        await lessonText(page),
        /The card beside the network, or under it, then says What each kind of operation did/,
      );
      // The card's operation is the one marked in the stage, and the figure over the network is its own.
      await says(page, 'here', /Back · layer 5/);
      const spoken = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const front = root.querySelector('[data-part=front]').textContent;
        const card = root.querySelector('[data-part=here]').textContent;
        const letters = [...root.querySelectorAll('svg text.backward')].length;
        return { front: /[\d.]+/.exec(front)[0], letters, card };
      });
      assert.match(spoken.card, new RegExp(`×\\s?${spoken.front.replace('.', '\\.')}`));
      assert.equal(spoken.letters, 0, 'a letter of where the walk stands beside the chosen one');
      await stageSays(page, /faint: before the change/);
      // Its answer has the line to itself, and the way on comes first.
      const column = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const answer = root.querySelector('.lesson label.found');
        const [above, under] = ['span', '.tags'].map((one) =>
          answer.querySelector(one).getBoundingClientRect(),
        );
        const first = root.querySelector('.lesson footer button');
        return {
          isUnder: under.top >= above.bottom - 1,
          first: [first.textContent.trim(), first.classList.contains('main')],
        };
      });
      assert.deepEqual(column, { isUnder: true, first: ['Next lesson', true] });
      await pressInLesson(page, 'Softsign');
      await says(page, 'here', /What each kind of operation did, in powers of ten/);
      // What is drawn faintly is named, too, where nothing has been walked yet.
      await stageSays(page, /at initialisation, before the first step · faint: before the change/);
      // A panel that the run brings is said to come with it, and led to once it is there.
      await pressInLesson(page, 'Activation in use');
      await lessonHas(page, '“Activation in use” comes with the run');
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation'));
      await page.waitForFunction(
        () =>
          !document.querySelector('ebb-lab').shadowRoot.textContent.includes('comes with the run'),
      );
      await pressInLesson(page, 'Activation in use');
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const title = root.querySelector('[data-part=activation][data-pointed] > h3');
        const box = title?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight && title.textContent;
      });
      assert.equal(await inLab(page, '[data-part=activation] > h3'), 'Activation in use');
      await page.close();
    });

    test('the settings line tells of clipping, loss and precision where they are not the default', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=4*2`);
      const line = () => inLab(page, '.settings .entries');
      assert.doesNotMatch(await line(), /Clip|Precision|Loss/);
      await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = { hidden: [4, 4], clip: 'norm', clipThreshold: 0.5, precision: 'float64' };
        await lab.ready;
      });
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const text = root.querySelector('.settings .entries').textContent;
        return /0\.5/.test(text) && /float64/.test(text);
      });
      await page.close();
    });
  });
}
