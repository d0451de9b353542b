import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, stands, touched, visited } from './browsers.mjs';
import { press, says } from './in_lab.mjs';

/** Has the worker of a lab answer late, each answer by so many milliseconds more. */
const slowDown = (delay) => {
  const { Worker } = window;
  window.Worker = class extends Worker {
    set onmessage(listener) {
      super.onmessage = (event) => setTimeout(() => listener.call(this, event), delay);
    }
    addEventListener(kind, listener, ...how) {
      const later =
        kind === 'message' ? (event) => setTimeout(() => listener(event), delay) : listener;
      super.addEventListener(kind, later, ...how);
    }
  };
};

/** Writes down, picture by picture, where the picture's walk stands (way, sign and layer of the letter that is marked),
 *  what the transport says, and heading and sentence of the card. */
const watch = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const text = (selector) => root.querySelector(selector)?.textContent.replace(/\s+/g, ' ') ?? '';
    const stop = () => {
      const letters = [...root.querySelectorAll('.stage .drawing svg text')].filter((one) =>
        /^[Wφℒ]$/.test(one.textContent.trim()),
      );
      const at = letters.findIndex((one) => one.matches('.forward, .backward'));
      if (at < 0) return null;
      const way = letters[at].matches('.forward') ? 'Forward' : 'Back';
      const layer = letters.slice(0, at + 1).filter((one) => one.textContent.includes('W')).length;
      return { way, sign: letters[at].textContent.trim(), layer };
    };
    window.seen = new Set();
    const look = () => {
      const card = ['header p', 'h3', '.sentence'].map((part) =>
        text(`[data-part="here"] .operation ${part}`).trim(),
      );
      window.seen.add(JSON.stringify([stop(), text('.place .walk p').trim(), ...card]));
      window.watching = requestAnimationFrame(look);
    };
    look();
  });

/** How the sentence of an operation begins, by its sign and the way. */
const beginnings = {
  'Forward W': 'Each of the',
  'Forward φ': 'The activation',
  'Forward ℒ': 'The loss measures',
  'Back W': 'On the way back the same weights',
  'Back φ': 'The slope of',
  'Back ℒ': 'Here the gradient begins',
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: words keep up with the walk`, () => {
    const here = visited(launch);

    test('what usually helps stays on the card while it trains', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=16*10`);
      await advance(page, 'iteration');
      await says(page, 'findings', /What usually helps/);
      const gone = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        const card = lab.shadowRoot.querySelector('[data-part=findings]');
        let removed = 0;
        const watch = new MutationObserver((changes) => {
          for (const { removedNodes } of changes)
            removed += [...removedNodes].filter((one) => one.matches?.('.sentence')).length;
        });
        watch.observe(card, { childList: true, subtree: true });
        for (let iteration = 0; iteration < 8; iteration += 1) await lab.advance('iteration');
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        watch.disconnect();
        return removed;
      });
      assert.equal(gone, 0);
      await says(page, 'findings', /What usually helps/);
      await page.close();
    });

    for (const [delay, pace] of [
      [0, 'Walk'],
      [60, 'Walk'],
      [150, 'Walk'],
      [60, 'Run'],
    ]) {
      test(`picture, heading, sentence and transport are of one position: ${pace}, answers ${delay} ms late`, async () => {
        const page = await here.browser.newPage();
        await page.evaluateOnNewDocument(slowDown, delay);
        await page.setViewport({ width: 1366, height: 768 });
        await page.goto(`${here.site.address}#hidden=6*4`);
        await stands(page);
        await touched(page);
        await watch(page);
        if (pace === 'Walk') await press(page, /Walk through it/);
        else {
          await page.evaluate(() => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            root.querySelector('.paces input[value=run]').click();
            document.querySelector('ebb-lab').play();
          });
        }
        await page.waitForFunction(
          () => document.querySelector('ebb-lab').frame.phase === 'update',
        );
        const seen = await page.evaluate(() => {
          cancelAnimationFrame(window.watching);
          document.querySelector('ebb-lab').pause();
          return [...window.seen].map((one) => JSON.parse(one));
        });
        const told = seen.filter(([, , place, , sentence]) => place && sentence);
        for (const [picture, transport, place, operation, sentence] of told) {
          const [, way, layer] = /^(Forward|Back) · (.*)$/.exec(place);
          const begins = beginnings[`${way} ${operation[0]}`];
          const drawn = picture && `${picture.way} ${picture.sign}, layer ${picture.layer}`;
          const all = `${drawn} | ${transport} | ${place} | ${operation} | ${sentence}`;
          assert.ok(sentence.startsWith(begins), all);
          const kind = operation.split(', ')[1];
          const isAtLoss = ['Loss', 'Backward'].includes(transport);
          assert.equal(kind === 'loss', isAtLoss, all);
          assert.ok(isAtLoss || transport.includes(`${layer}: ${kind}`), all);
          const nth = layer === 'output' ? 5 : Number(layer.replace('layer ', ''));
          // The way back begins at the loss, which is named by it.
          const told = `${way} ${operation[0]}, layer ${nth}`;
          assert.equal(drawn, told, all);
        }
        const back = told.filter(([, , place]) => place.startsWith('Back'));
        const walked = new Set(back.map(([, , place, operation]) => `${place} ${operation[0]}`));
        // Of ten stops on the way back, of which a slow machine may leave some out.
        assert.ok(walked.size >= (pace === 'Walk' ? 6 : 1), [...walked].join('; '));
        await page.close();
      });
    }

    test('an operation that is chosen before the first step has no empty card', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      const choose = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          root.querySelector('[data-part="strip"] [role=slider]').focus();
        });
      await choose();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await says(page, 'here', /Forward · layer 1 .*Numbers appear with the first step/);
      await page.keyboard.press('Escape');
      await says(page, 'here', /Show the result at once/);
      await press(page, /Show the result at once/);
      await choose();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await says(
        page,
        'here',
        /Back · layer 1 .*φ, activation.*has not been here yet.*arrives [\d.]+.*So far/,
      );
      await advance(page, 'operation', 1);
      await says(page, 'here', /Forward · layer 1/);
      await page.close();
    });
  });
}
