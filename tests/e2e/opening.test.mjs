/** The opening: five scenes on the live lab, which one button leads through. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { staticHost } from '../benchmark/static_host.mjs';
import { browsers, open, visited } from './browsers.mjs';
import { press, waitInLab } from './in_lab.mjs';
import { lessonHas, lessonText, pressInLesson } from './lesson_pages.mjs';

/** Presses the one button as soon as it is there to be pressed, and waits until it says what comes next. */
async function goOn(page, words) {
  await page.waitForFunction(() => {
    const button = document.querySelector('ebb-lab').shadowRoot.querySelector('.opening .main');
    if (!button || button.disabled) return false;
    button.click();
    return true;
  });
  await lessonHas(page, words);
}
const frame = (page) =>
  page.evaluate(() => {
    const { experiment, frame: shown } = document.querySelector('ebb-lab');
    const signals = shown.layers.map(({ signal }) => signal);
    return { activation: experiment.activation, layers: signals.length, signals };
  });

/** The operation that the walk stands on, and what is said beside its front. */
const stood = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('ebb-lab');
    const { operation, operations } = element.frame;
    const { kind, layer } = operations[operation];
    const front = element.shadowRoot.querySelector('[data-part=front]')?.textContent.trim();
    return { kind, layer, front };
  });

/** Presses what has these words in the bar's menus, as soon as it is there. */
const pressAction = (page, words) =>
  page.waitForFunction(
    (text) => {
      const buttons = document
        .querySelector('ebb-lab')
        .shadowRoot.querySelectorAll('.actions button');
      const found = [...buttons].find((button) => button.textContent.includes(text));
      found?.click();
      return Boolean(found);
    },
    {},
    words,
  );
async function openFromMenu(page) {
  await pressAction(page, 'Learn');
  await pressAction(page, 'Step through why gradients vanish');
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);
    const visit = (query, clock) =>
      open(here.browser, here.site.address + query, { width: 1366, height: 768, clock });

    test('its scenes are led through by one button, and their figures are the core’s', async () => {
      const { page, complaints } = await visit('?opening', 8);
      await lessonHas(page, '1 of 5');
      assert.match(await lessonText(page), /One weight/);
      // Less around the lab: no header, no transport, no form.
      const around = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        return ['.actions', '.transport', 'form.controls'].filter((one) => root.querySelector(one));
      });
      assert.deepEqual(around, []);
      await goOn(page, '0.5 arrived');
      assert.deepEqual((await frame(page)).signals, [0.5, 1]);
      // It ends where layer 1 has its gradient: what its W hands on is spoken of nowhere.
      const first = await stood(page);
      assert.deepEqual([first.kind, first.layer], ['activation', 1]);
      await goOn(page, '2 of 5');
      await goOn(page, 'arrived at layer 1');
      const { signals } = await frame(page);
      assert.equal(signals[0] / signals[10], 0.5 ** 10);
      const second = await stood(page);
      assert.deepEqual([second.kind, second.layer], ['activation', 1]);
      await goOn(page, '3 of 5');
      // The curve that it speaks of is drawn.
      await lessonHas(page, 'Sigmoid: its slope, here at most 0.25');
      await goOn(page, 'was left');
      const kept = await page.evaluate(
        () => document.querySelector('ebb-lab').frame.diagnosis.perLayer,
      );
      assert.ok(kept > 0.1 && kept <= 0.25, `a sigmoid's slope: ${kept}`);
      const isInView = await page.waitForFunction(() => {
        const main = document.querySelector('ebb-lab').shadowRoot.querySelector('.opening .main');
        return main.getBoundingClientRect().bottom <= innerHeight;
      });
      assert.ok(isInView);
      await goOn(page, '4 of 5');
      await goOn(page, 'hardly learns');
      const fourth = await stood(page);
      assert.deepEqual([fourth.kind, fourth.layer], ['activation', 1]);
      assert.match(fourth.front, /^×\u202f0\.24\d?here/);
      await goOn(page, '5 of 5');
      // The lab is led there while the words stand already.
      await page.waitForFunction(() => {
        const { operation, operations, layers } = document.querySelector('ebb-lab').frame;
        const { kind, layer } = operations[operation] ?? {};
        return kind === 'activation' && layer === 1 && layers[0].signal / layers[9].signal < 1e-3;
      });
      // Before anything is turned, what stands faintly behind is the same, and has no name.
      await page.waitForFunction(
        () =>
          !/faint:/.test(
            document.querySelector('ebb-lab').shadowRoot.querySelector('.stage').textContent,
          ),
      );
      assert.doesNotMatch(await lessonText(page), /Now layer 1 has/);
      await pressInLesson(page, 'Tanh');
      await lessonHas(page, 'Now layer 1 has');
      // Nothing was there before that one could want back.
      assert.doesNotMatch(await lessonText(page), /Back to my own network/);
      const stage = () =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.stage').textContent;
      assert.match(await page.evaluate(stage), /faint: before the change/);
      const sent = await stood(page);
      assert.deepEqual([sent.kind, sent.layer], ['activation', 1]);
      const now = await frame(page);
      assert.equal(now.activation, 'tanh');
      assert.ok(now.signals[0] / now.signals[9] > 0.05, 'the gradient comes back');
      await page.evaluate(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.opening .main').click(),
      );
      // The lab as the reader has made it, and all that belongs to it.
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.transport'),
      );
      assert.equal((await frame(page)).activation, 'tanh');
      const address = await page.evaluate(() => location.search + location.hash);
      assert.equal(address, '#activation=tanh');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('it can be left at any moment, and the lab is as it was', async () => {
      const { page, complaints } = await visit('?opening#hidden=7*3');
      await lessonHas(page, '1 of 5');
      await pressInLesson(page, 'Send the gradient back');
      // On its way.
      await pressInLesson(page, 'Leave');
      await page.waitForFunction(
        () =>
          document.querySelector('ebb-lab').experiment.hidden.length === 3 &&
          document.querySelector('ebb-lab').shadowRoot.querySelector('.transport'),
      );
      const left = await page.evaluate(() => ({
        address: location.search + location.hash,
        entries: history.length,
        lesson: document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson') !== null,
      }));
      assert.deepEqual(left, { address: '#hidden=7*3', entries: left.entries, lesson: false });
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('who had a network comes back to it, to where it stood, or goes on with the scene’s', async () => {
      const { page, complaints } = await visit('?opening#hidden=7*3', 8);
      const isBack = () =>
        page.waitForFunction(() => {
          const { experiment, frame, shadowRoot } = document.querySelector('ebb-lab');
          const isOwn = experiment.hidden.length === 3 && frame.iteration === 4;
          return isOwn && shadowRoot.querySelector('.transport');
        });
      const openFromMenu = async () => {
        await press(page, /^ *Learn/);
        await press(page, /Step through why gradients vanish/);
        await lessonHas(page, '1 of 5');
      };
      await lessonHas(page, '1 of 5');
      await pressInLesson(page, 'Leave');
      await waitInLab(page, '.transport');
      await page.evaluate(() => document.querySelector('ebb-lab').advance('iteration', 4));
      await openFromMenu();
      await goOn(page, '0.5 arrived');
      await pressInLesson(page, 'Leave');
      await isBack();
      await openFromMenu();
      for (const words of ['0.5 arrived', '2 of 5', 'arrived at', '3 of 5', 'was left', '4 of 5']) {
        await goOn(page, words);
      }
      await goOn(page, 'hardly learns');
      await goOn(page, '5 of 5');
      // Where the stage stands under the words, what was turned comes into view together with what it does.
      await page.setViewport({ width: 390, height: 844 });
      await pressInLesson(page, 'Tanh');
      await lessonHas(page, 'Now layer 1 has');
      await page.waitForFunction(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const bounds = (part) => root.querySelector(part).getBoundingClientRect();
        return (
          bounds('.opening .knobs').top >= 0 && bounds('[data-part=network]').bottom <= innerHeight
        );
      });
      await page.setViewport({ width: 1366, height: 768 });
      await lessonHas(page, 'Go on with this network');
      await pressInLesson(page, 'Back to my own network');
      await isBack();
      assert.equal(await page.evaluate(() => location.hash), '#hidden=7*3');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('no text of a scene is hidden in a column that has to be scrolled', async () => {
      const hidden = (page) =>
        page.evaluate(() => {
          const opening = document.querySelector('ebb-lab').shadowRoot.querySelector('.opening');
          const column = opening.parentElement;
          return [
            column.scrollHeight - column.clientHeight,
            document.documentElement.scrollHeight - innerHeight,
          ].map((over) => Math.max(0, over));
        });
      for (const language of ['', '&lang=ne']) {
        const { page } = await visit(`?opening${language}`, 8);
        for (let scene = 1; scene <= 5; scene += 1) {
          await lessonHas(page, language ? `5 मध्ये ${scene}` : `${scene} of 5`);
          if (scene < 5) await goOn(page, '');
          else await pressInLesson(page, 'Tanh');
          await waitInLab(page, '.opening .outcome');
          assert.deepEqual(await hidden(page), [0, 0], `scene ${scene}${language}`);
          if (scene < 5) await goOn(page, '');
        }
        await page.close();
      }
    });

    test('on a telephone no button of a scene is cut off', async () => {
      const { page } = await visit('?opening', 8);
      await page.setViewport({ width: 390, height: 844 });
      for (let scene = 1; scene <= 5; scene += 1) {
        await lessonHas(page, `${scene} of 5`);
        const over = await page.evaluate(() => {
          const column = document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson');
          return column.scrollHeight - column.clientHeight;
        });
        assert.equal(over, 0, `scene ${scene}`);
        if (scene === 5) continue;
        await goOn(page, '');
        await waitInLab(page, '.opening .outcome');
        await goOn(page, '');
      }
      await page.close();
    });

    test('the browser leads back out of it, to the network of before, and forward into it', async () => {
      const { page } = await visit('#activation=tanh');
      await page.evaluate(() => (location.hash = 'activation=relu'));
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'relu',
      );
      await openFromMenu(page);
      await lessonHas(page, '1 of 5');
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => {
        const lab = document.querySelector('ebb-lab');
        return (
          !lab.shadowRoot.querySelector('.opening') &&
          lab.experiment.activation === 'tanh' &&
          lab.experiment.hidden.length === 10 &&
          !location.search.includes('opening')
        );
      });
      await page.evaluate(() => history.forward());
      await lessonHas(page, '1 of 5');
      await page.close();
    });

    test('the menu of what to learn offers it', async () => {
      const { page } = await visit('');
      await openFromMenu(page);
      await lessonHas(page, '1 of 5');
      await page.close();
    });

    test('the lessons offer it, and it leads to them', async () => {
      const { page } = await visit('?lesson=');
      await lessonHas(page, 'Step through it: why the gradient vanishes');
      await pressInLesson(page, 'Step through it: why the gradient vanishes');
      await lessonHas(page, '1 of 5');
      await pressInLesson(page, 'Leave');
      await page.waitForFunction(
        () => !document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson'),
      );
      await page.close();
    });

    test('its scenes are in Nepali too', async () => {
      const { page } = await visit('?opening&lang=ne', 8);
      await lessonHas(page, '5 मध्ये 1');
      await lessonHas(page, 'एउटा भार');
      await goOn(page, '0.5 आइपुग्यो');
      await page.close();
    });
  });
}

describe('chromium, a first visit', () => {
  test('has nothing of the opening, the editor or the worksheets', async () => {
    const host = await staticHost();
    const browser = await browsers.chromium();
    try {
      const { page } = await open(browser, host.address);
      await page.waitForNetworkIdle();
      const asked = host.sent.filter(
        ({ path, forLater }) => !forLater && /opening|editor|worksheet|course\./i.test(path),
      );
      assert.deepEqual(asked, []);
      await page.close();
    } finally {
      await browser.close();
      host.close();
    }
  });
});
