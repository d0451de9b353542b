import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, testOnce, visitOf, visited } from './browsers.mjs';
import { inLab, press, waitInLab } from './in_lab.mjs';

/** Presses Print, and waits until the page has made itself ready for the printer. */
async function pressPrint(page) {
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      window.isPrinting = true;
    };
  });
  await press(page, /^\s*Print\s*$/);
  await page.waitForFunction(() => window.isPrinting);
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, on paper`, () => {
    const here = visited(launch);

    test('print gives black on white, every panel drawn, nothing to press, and the way back', async () => {
      const link = '#hidden=12*6&activation=tanh&learningRate=0.5';
      const { page, complaints } = await open(here.browser, here.site.address + link);
      await page.evaluate(() => document.querySelector('ebb-lab').setAttribute('theme', 'dark'));
      const frame = await advance(page, 'iteration', 40);
      await pressPrint(page);
      const printSession = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const isShown = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
        const shown = (selector) => [...root.querySelectorAll(selector)].filter(isShown);
        const lookAt = (canvas) => {
          const copy = new OffscreenCanvas(canvas.width, canvas.height);
          const context = copy.getContext('2d');
          context.fillStyle = '#ffffff';
          context.fillRect(0, 0, copy.width, copy.height);
          context.drawImage(canvas, 0, 0);
          const { data } = context.getImageData(0, 0, copy.width, copy.height);
          let light = 0;
          let inked = 0;
          for (let i = 0; i < data.length; i += 4) {
            light += data[i] + data[i + 1] + data[i + 2];
            if (data[i] + data[i + 1] + data[i + 2] < 750) inked += 1;
          }
          return { light: light / data.length / 191.25, inked: inked / (data.length / 4) };
        };
        const panels = shown('.panel');
        return {
          text: root.querySelector('.stage').innerText,
          ink: getComputedStyle(root.querySelector('.paper-head')).color,
          grounds: [...new Set(panels.map((one) => getComputedStyle(one).backgroundColor))],
          breaks: [...new Set(panels.map((one) => getComputedStyle(one).breakInside))],
          count: panels.length,
          widest: Math.max(...shown('.panel svg, .panel canvas').map((one) => one.clientWidth)),
          canvases: shown('.panel canvas').map(lookAt),
          presses: shown('button, input, select, textarea, [role=switch]').filter(
            (one) =>
              !one.closest('.multiples') && !one.matches('.factor') && !one.closest('details'),
          ).length,
          hidden: ['.line', 'aside', '.transport', '.as-table button', '.chips'].filter(
            (selector) => shown(selector).length > 0,
          ),
          page: getComputedStyle(document.documentElement).colorScheme,
        };
      });
      assert.equal(printSession.ink, 'rgb(0, 0, 0)');
      assert.deepEqual(printSession.grounds, ['rgb(255, 255, 255)']);
      assert.equal(printSession.page, 'light', 'the paper around is white too');
      assert.deepEqual(printSession.breaks, ['avoid']);
      assert.equal(
        printSession.count,
        8,
        'verdict, network, loss, operation, chain and three more',
      );
      assert.ok(
        printSession.widest <= 688,
        `${printSession.widest} pixels are wider than the page`,
      );
      // The network, four matrices of the update, the predictions, the history.
      assert.equal(printSession.canvases.length, 7, 'also those never seen');
      for (const { inked } of printSession.canvases) assert.ok(inked > 0.02);
      assert.ok(printSession.canvases[0].light > 0.8, 'what was drawn for the dark is drawn anew');
      assert.equal(printSession.presses, 0);
      assert.deepEqual(printSession.hidden, []);
      for (const words of [
        /Hidden layers\s+6 layers of 12/,
        /Activation\s+Tanh/,
        /Learning rate\s+0\.5/,
        /Iteration\s+40/,
        /First layer’s gradient over the last one’s/,
        /Loss over the iterations/,
        /The chain from the loss back to here/,
      ]) {
        assert.match(printSession.text, words);
      }
      const end = printSession.text.slice(-300).replaceAll(/\s/g, '');
      assert.ok(end.includes(frame.digest), end);
      assert.ok(end.endsWith(link), end);

      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await waitInLab(page, '.line .actions');
      const isBack = await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        const line = lab.shadowRoot.querySelector('.settings-line');
        return !lab.hasAttribute('printing') && line.checkVisibility();
      });
      assert.ok(isBack);
      assert.equal(await inLab(page, '.paper-head'), undefined);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('every finding is printed with its sentence and its figures, and folded again', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=16*10`);
      const { diagnosis } = await advance(page, 'iteration', 300);
      assert.ok(diagnosis.findings.length > 2);
      await pressPrint(page);
      const printed = await page.evaluate(() => {
        const card = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[data-part=findings]');
        const isShown = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 1;
        return {
          text: card.innerText,
          sentences: [...card.querySelectorAll('.sentence')].filter(isShown).length,
          tables: [...card.querySelectorAll('table')].filter(isShown).length,
          help: [...card.querySelectorAll('.help')].filter(isShown).length,
        };
      });
      const count = diagnosis.findings.length;
      assert.deepEqual([printed.sentences, printed.tables, printed.help], [count, count, 0]);
      assert.match(printed.text, /one part in/);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      const stillOpen = await page.evaluate(
        () =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelectorAll('[data-part=findings] details[open]').length,
      );
      assert.equal(stillOpen, 0);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a lesson that is open and the numbers of its operation are printed, nothing to press', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lesson=why_the_sigmoid`);
      await page.evaluate(() => {
        window.print = () => dispatchEvent(new Event('beforeprint'));
      });
      const pressWhenThere = (words) =>
        page.waitForFunction(
          (text) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const button = [...root.querySelectorAll('button')].find((one) =>
              one.textContent.includes(text),
            );
            button?.click();
            return button;
          },
          {},
          words,
        );
      await pressWhenThere('Run without a guess');
      await waitInLab(page, '.lesson .sources');
      await pressWhenThere('Print');
      await waitInLab(page, '.paper-head');
      // Formulas are typeset when their part of the page is.
      await waitInLab(page, '.inspector section:has(.ways) .numbers math');
      const printed = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const lesson = root.querySelector('.lesson');
        const visible = (element) => element.checkVisibility();
        return {
          text: lesson.innerText.replace(/\s+/g, ' '),
          isFirst:
            lesson.getBoundingClientRect().bottom <=
            root.querySelector('.stage').getBoundingClientRect().top + 1,
          isWhole: lesson.scrollHeight <= lesson.clientHeight + 1,
          worked: [...root.querySelectorAll('.inspector section:has(.ways) .numbers')].some(
            visible,
          ),
          presses: [...lesson.querySelectorAll('button, input')].filter(visible).length,
        };
      });
      assert.match(printed.text, /Why the sigmoid.*What happened.*Why.*Sources/);
      assert.deepEqual(
        [printed.isFirst, printed.isWhole, printed.worked, printed.presses],
        [true, true, true, 0],
      );
      await page.close();
    });

    test('what the browser prints at once keeps its drawings as they stand, letters on their cells', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=8*4`, { width: 1500 });
      await waitInLab(page, '.network canvas');
      const widths = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const of = () => ({
          canvas: Math.round(parseFloat(root.querySelector('.network canvas').style.width)),
          letters: Math.round(root.querySelector('.network .drawing > svg').getAttribute('width')),
        });
        const frames = async () => {
          for (let times = 0; times < 3; times += 1) await new Promise(requestAnimationFrame);
        };
        await frames();
        const before = of();
        dispatchEvent(new Event('beforeprint'));
        await frames();
        const printed = of();
        dispatchEvent(new Event('afterprint'));
        await frames();
        return { before, printed, after: of() };
      });
      assert.equal(widths.before.canvas, widths.before.letters);
      assert.deepEqual(widths.printed, widths.before);
      assert.deepEqual(widths.after, widths.before);
      await page.close();
    });
  });
}

testOnce('what the browser prints by itself is the same page', async (t) => {
  const { browser, site } = await visitOf(t, browsers.chromium);
  const { page } = await open(browser, `${site.address}#hidden=4*3`);
  const isHidden = () =>
    page.evaluate(() => {
      const line = document.querySelector('ebb-lab').shadowRoot.querySelector('.settings-line');
      return !line.checkVisibility();
    });
  assert.equal(await isHidden(), false);
  await page.emulateMediaType('print');
  await waitInLab(page, '.paper-head');
  assert.equal(await isHidden(), true);
  await page.emulateMediaType('screen');
  await page.waitForFunction(() => !document.querySelector('ebb-lab[printing]'));
  assert.equal(await isHidden(), false);
  await page.close();
});
