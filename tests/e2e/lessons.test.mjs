import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';
import { lessonHas } from './lesson_pages.mjs';

const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));
mkdirSync(pictures, { recursive: true });

const own = `ebb lesson 1
# title
Of a teacher's own
# start
link: hidden=4*2
# question
Is <b>this</b> a lesson?
# run one
link: hidden=4*3&activation=tanh
# guess number
of: one.ratio
from: 0.001
to: 1000
scale: log
# outcome
It was {one.ratio}.
# explanation
So it is.
`;

/** Text and controls of the lesson that is open. */
const read = (page) =>
  page.evaluate(() => {
    const lesson = document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson');
    return lesson?.textContent.replace(/\s+/g, ' ') ?? null;
  });

async function guess(page, value) {
  await page.evaluate(async (wanted) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const range = root.querySelector('.guess input[type=range]');
    const radio = root.querySelectorAll('.guess input[type=radio]')[wanted];
    if (range) {
      range.value = wanted;
      range.dispatchEvent(new Event('input', { bubbles: true }));
    } else radio.click();
    await new Promise((drawn) => requestAnimationFrame(drawn));
    root.querySelector('.guess button.main').click();
  }, value);
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch, {
      '/course/own.lesson': own,
      '/course/told.lesson': own.replace(/# guess[\s\S]*(?=# outcome)/, ''),
      '/course/bad.lesson': own.replace('scale: log', 'scale: logarithmic'),
    });
    const visit = async (query) => {
      const opened = await open(here.browser, here.site.address + query, {
        width: 1280,
        height: 1000,
      });
      // Firefox is driven without the protocol that could ask for less motion.
      if (name === 'chromium') {
        await opened.page.emulateMediaFeatures([
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
      }
      return opened;
    };

    test('a lesson asks first, then runs, then shows what was computed beside the guess', async () => {
      const { page, complaints } = await visit('?lesson=chain_of_two');
      await lessonHas(page, 'A chain of two weights');
      assert.doesNotMatch(await read(page), /What happened/);
      await guess(page, 120);
      await lessonHas(page, 'What happened');
      assert.match(await read(page), /You said 10; the core computed 1/);
      assert.match(await read(page), /With w.*the signal at .* is 100; with .* it is 1\./);
      const experiment = await page.evaluate(() => document.querySelector('ebb-lab').experiment);
      assert.deepEqual([...experiment.weights], [10, 0.1]);
      await page.screenshot({ path: `${pictures}${name}-lesson.png` });
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('the weights of the chain can be moved, and the figures of the text follow', async () => {
      const { page } = await visit('?lesson=chain_of_two');
      await lessonHas(page, 'A chain of two weights');
      await guess(page, 120);
      await lessonHas(page, 'Try it');
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const [, second] = root.querySelectorAll('.lesson input[type=number]');
        second.value = '3';
        second.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await lessonHas(page, 'Now the signal is 10 at y and 30 at h');
      await page.close();
    });

    test('a weight is dragged along its link, and every quantity has its name', async () => {
      const { page } = await visit('?lesson=chain_of_two');
      await lessonHas(page, 'A chain of two weights');
      await guess(page, 120);
      await lessonHas(page, 'Try it');
      const chain = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const [, second] = root.querySelectorAll('.chain input[type=range]');
          second.scrollIntoView({ block: 'center' });
          const { left, width, top, height } = second.getBoundingClientRect();
          const text = (selector) => root.querySelector(selector).textContent.replace(/\s+/g, ' ');
          return {
            knob: { x: left + (width * second.value) / second.max, y: top + height / 2 },
            right: left + width - 2,
            text: text('.chain'),
            key: text('.key'),
          };
        });
      const before = await chain();
      assert.match(before.text, /x .*1 ?w₁ .*w₁ 1 ?h .*10 δh 1 ?w₂ .*w₂ 100 ?y .*1 δy 10/);
      assert.match(before.key, /value.*signal at a unit \(δ\).*gradient of a weight/);
      // By hand, in steps: the figures follow while the button is still down.
      await page.mouse.move(before.knob.x, before.knob.y);
      await page.mouse.down();
      await page.mouse.move(before.right - 20, before.knob.y, { steps: 4 });
      await page.mouse.move(before.right + 40, before.knob.y, { steps: 4 });
      await lessonHas(page, 'Now the signal is 10 at y and 1000 at h');
      await page.mouse.up();
      const { weights } = await page.evaluate(() => document.querySelector('ebb-lab').experiment);
      assert.equal([...weights][1], 100);
      assert.match((await chain()).text, /δh 1000/);
      await page.close();
    });

    test('a profile is drawn by mouse and by keyboard, and the real one stands beside it', async () => {
      const { page } = await visit('?lesson=depth');
      await lessonHas(page, 'Depth');
      await page.waitForFunction(
        () =>
          document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.guess circle').length ===
          21,
      );
      const drawn = () =>
        page.evaluate(() => {
          const svg = document.querySelector('ebb-lab').shadowRoot.querySelector('.guess svg');
          svg.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = svg.getBoundingClientRect();
          const heights = (kind) =>
            [...svg.querySelectorAll(`circle.${kind}`)].map((one) => +one.getAttribute('cy'));
          return {
            box: { left, top, width, height },
            said: heights('said'),
            found: heights('found'),
            value: svg.getAttribute('aria-valuetext'),
          };
        });
      const { box } = await drawn();
      await page.mouse.move(box.left + 52, box.top + 130);
      await page.mouse.down();
      // One move over all layers: those between get their share.
      await page.mouse.move(box.left + box.width - 10, box.top + 20);
      await page.mouse.up();
      const line = (await drawn()).said;
      assert.equal(line.length, 21);
      assert.ok(
        line.every((y, i) => i === 0 || y < line[i - 1]),
        'the line rises towards the output',
      );
      if (name === 'chromium') {
        await page.touchscreen.touchStart(box.left + 52, box.top + 20);
        await page.touchscreen.touchMove(box.left + box.width - 10, box.top + 130);
        await page.touchscreen.touchEnd();
        const touched = (await drawn()).said;
        assert.ok(touched[0] < touched[20], 'a finger draws as well');
      }
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.guess svg').focus(),
      );
      const before = await drawn();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowUp');
      const after = await drawn();
      assert.match(after.value, /^Layer 20: /);
      assert.ok(after.said[19] < before.said[19], 'the arrow key raised layer 20');
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.guess button.main').click(),
      );
      await lessonHas(page, 'What happened');
      const answered = await drawn();
      assert.deepEqual(answered.said, after.said);
      assert.equal(answered.found.length, 21);
      await page.close();
    });

    test('of a choice the one that the core found is marked', async () => {
      const { page } = await visit('?lesson=clipping');
      await lessonHas(page, 'Clipping helps one way only');
      await guess(page, 0);
      await lessonHas(page, 'What happened');
      const found = await page.evaluate(
        () =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson label.found')
            .textContent,
      );
      assert.match(found, /The same as before/);
      const said = await page.evaluate(
        () =>
          [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.lesson label')].find(
            (label) => label.textContent.includes('Your guess'),
          ).textContent,
      );
      assert.match(said, /Nearer to 1/);
      assert.match(await read(page), /without, it is NaN/);
      await page.close();
    });

    test("a course's own lesson is taken from the same here.site, and only from there", async () => {
      const { page } = await visit('?lesson=course/own.lesson');
      await lessonHas(page, "Of a teacher's own");
      assert.match(await read(page), /Is <b>this<\/b> a lesson\?/);
      await guess(page, 100);
      await lessonHas(page, 'It was ');
      await page.close();
      const elsewhere = await visit('?lesson=https://example.org/own.lesson');
      await lessonHas(elsewhere.page, 'lies on another site');
      await elsewhere.page.close();
    });

    test('a lesson without a guess is run by a button', async () => {
      const { page } = await visit('?lesson=course/told.lesson');
      await lessonHas(page, 'Run it');
      assert.doesNotMatch(await read(page), /It was|without a guess/);
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.guess button.main').click(),
      );
      await lessonHas(page, 'So it is.');
      assert.match(await read(page), /It was \d/);
      await page.close();
    });

    test('a task is done when its goal is reached, and not by changing what was to stay', async () => {
      const { page } = await visit('?lesson=rescue');
      await lessonHas(page, 'Not yet.');
      const train = (settings) =>
        page.evaluate(async (wanted) => {
          const lab = document.querySelector('ebb-lab');
          lab.experiment = wanted;
          await lab.advance('iteration', 600);
        }, settings);
      await train('hidden=8&activation=tanh&learningRate=1');
      await lessonHas(page, '“Hidden layers” has to stay as it was.');
      await train('hidden=16*20&activation=tanh');
      await lessonHas(page, 'Done: the goal is reached.');
      assert.match(await read(page), /There is more than one way/);
      // Formulas have a font whose brackets grow, whatever the reader's device has.
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson math mfrac'),
      );
      const { font, status, bracket, fraction } = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const inside = root.querySelector('.lesson math mfrac');
        const around = inside.parentElement.querySelectorAll('mo');
        const opening = [...around].find((one) => one.textContent === '(');
        const [bracket, fraction] = [opening, inside].map(
          (one) => one.getBoundingClientRect().height,
        );
        const font = getComputedStyle(inside).fontFamily;
        const face = [...document.fonts].find(({ family }) => /STIX/.test(family));
        return { font, status: face?.status, bracket, fraction };
      });
      assert.match(font, /^"STIX Two Math"/);
      assert.equal(status, 'loaded');
      assert.ok(bracket > 0.8 * fraction, `${bracket} of ${fraction} pixels`);
      await page.close();
    });

    test('a bad file is refused with its line and what is wrong', async () => {
      const { page } = await visit('?lesson=course/bad.lesson');
      await lessonHas(page, 'Line 14 of the lesson’s file: “logarithmic” cannot be read here.');
      await page.close();
    });

    test('no line begins with the punctuation that belongs to a formula', async () => {
      const { page } = await visit('?lesson=chain_of_two');
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson p math mi'),
      );
      let looked = 0;
      for (let width = 320; width <= 700; width += 10) {
        await page.setViewport({ width, height: 900 });
        const [count, parted] = await page.evaluate(() => {
          const { shadowRoot } = document.querySelector('ebb-lab');
          const formulas = [...shadowRoot.querySelectorAll('.lesson p math')];
          const found = formulas.flatMap((formula) => {
            const texts = document.createTreeWalker(formula.closest('p'), NodeFilter.SHOW_TEXT);
            const isNext = (text) =>
              !formula.contains(text) &&
              text.data !== '' &&
              formula.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
            let text = texts.nextNode();
            while (text && !isNext(text)) text = texts.nextNode();
            if (!text || !/^[,.:;?!)]/.test(text.data)) return [];
            const range = document.createRange();
            range.setStart(text, 0);
            range.setEnd(text, 1);
            const [sign, box] = [range.getBoundingClientRect(), formula.getBoundingClientRect()];
            return [{ said: text.data, isParted: sign.left < box.right - 3 }];
          });
          return [found.length, found.filter((one) => one.isParted).map(({ said }) => said)];
        });
        looked += count;
        assert.deepEqual(parted, [], `${width} pixels wide`);
      }
      assert.ok(looked > 0);
      await page.close();
    });

    test('progress is kept, can be cleared, and can be declined', async () => {
      const { page } = await visit('?lesson=chain_of_many');
      await lessonHas(page, 'A chain of many');
      await guess(page, 100);
      await lessonHas(page, 'What happened');
      const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('ebb.lessons')));
      assert.ok((await kept()).done.includes('chain_of_many'));
      const press = (words) =>
        page.evaluate((text) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          [...root.querySelectorAll('.lesson button, .lesson label')]
            .find((one) => one.textContent.includes(text))
            .click();
        }, words);
      await press('All lessons');
      await lessonHas(page, 'Forget');
      await press('Forget');
      assert.deepEqual((await kept()).done, []);
      await press('Remember on this device');
      assert.equal((await kept()).keep, false);
      await page.evaluate(() => localStorage.clear());
      await page.close();
    });
  });
}
