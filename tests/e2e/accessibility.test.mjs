import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the page can look like: the link, what is done there, and `within`, the only part in which it differs from the others. */
const states = {
  'at the start': { hash: '' },
  'after a hundred iterations': { hash: '', go: ['iteration', 100] },
  'on the way back through a residual block': {
    hash: '#hidden=4*3&residual=add&normalization=batch',
    go: ['operation', 20],
  },
  'at an update with clipping': { hash: '#clip=norm&optimizer=adam', go: ['iteration', 3] },
  'at numbers that broke down': {
    hash: '#hidden=16*10&activation=relu&gain=40&optimizer=sgd&learningRate=100',
    go: ['iteration', 20],
  },
  'with a broken link': { hash: '#activation=foo&gain=99999' },
  'on a curve': { hash: '#data=sine&hidden=8*2', go: ['iteration', 10] },
  'as a profile with locked controls': { hash: '?view=profile&lock=controls' },
  'with wrong settings of the embedding': { hash: '?view=foo&lock=sed&veiw=3' },
  'on the way forward': { hash: '', go: ['operation', 9] },
  'on the way back': { hash: '', go: ['operation', 33] },
  'with the list of lessons': { hash: '?lesson=', sees: '.lesson li', within: '.lesson' },
  'with a lesson asking': { hash: '?lesson=relu', sees: '.lesson .guess', within: '.lesson' },
  'with a lesson’s line to be drawn': {
    hash: '?lesson=depth',
    sees: '.lesson .guess svg',
    within: '.lesson',
  },
  'in the clinic': {
    hash: '?lesson=clinic',
    sees: '.lesson form, .lesson select',
    within: '.lesson',
  },
  'with four runs side by side': {
    hash: '?compare=;residual=add;hidden=16*4#activation=tanh',
    go: ['iteration', 50],
    sees: '.parts table',
  },
  'with the QR code open': { hash: '', press: 'QR code', within: 'dialog[open]' },
  'with the embed dialog open': { hash: '', press: 'Embed', within: 'dialog[open]' },
  'with the teacher’s pages open': { hash: '', press: 'For teachers', within: 'dialog[open]' },
  'with remedies tried': {
    hash: '#hidden=8*12',
    panel: 'Try the remedies',
    done: /changes? helps?|^Nothing that was tried/,
  },
  'with a sweep done': { hash: '#hidden=8*4', panel: 'Set up a sweep', done: /^The sweep is done/ },
};

/** Tables and sheets are part of the page when they are open. */
const openAll = (page) =>
  page.evaluate(async () => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    for (const button of root.querySelectorAll('.as-table button[aria-expanded=false]')) {
      button.click();
    }
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });

const openDialog = (page, name) =>
  page.evaluate(async (word) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === word).click();
    const pause = () => new Promise((passed) => setTimeout(passed, 50));
    const there = ['svg[role=img]', 'iframe', 'article'].map((one) => `dialog[open] ${one}`);
    while (!root.querySelector(there.join())) await pause();
    for (const group of root.querySelectorAll('dialog[open] details')) group.open = true;
  }, name);

/** Opens a panel that is loaded only then, and has it work until it says that it has `done` so. Remedies are tried as
 *  soon as they are asked for, a sweep has a form to send. */
const openPanel = (page, name, done) =>
  page.evaluate(
    async (word, source) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const pause = () => new Promise((passed) => setTimeout(passed, 50));
      const button = () =>
        [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === word);
      while (!button()) await pause();
      button().click();
      const form = () => root.querySelector('form:has(.main)');
      const says = (pattern) =>
        [...root.querySelectorAll('[role=status]')].some((one) =>
          pattern.test(one.textContent.trim()),
        );
      while (!form() && !root.querySelector('progress') && !says(new RegExp(source))) await pause();
      form()?.requestSubmit();
      while (!says(new RegExp(source))) await pause();
    },
    name,
    done.source,
  );

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What is to be held in each theme. The second differs in its colours alone. */
const rulesIn = { light: standards, dark: ['color-contrast', 'link-in-text-block'] };

const inLab = (selector) => ({ fromShadowDom: ['ebb-lab', selector] });
/** The rows of a table are alike: some stand for hundreds. */
const placeOf = (within) => ({
  include: [within ? inLab(within) : ['html']],
  exclude: [inLab('tbody tr:nth-child(n + 5)')],
});

async function findings(page, rules, within) {
  const { violations } = await page.evaluate(
    (context, runOnly) => window.axe.run(context, { runOnly, resultTypes: ['violations'] }),
    placeOf(within),
    rules,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html, failureSummary }) => `${html.slice(0, 160)} (${failureSummary})`)
        .join(' | ')}`,
  );
}

describe('axe has nothing to say, light or dark,', () => {
  const here = visited(browsers.chromium);

  for (const [state, { hash, go, sees, press, panel, done, within }] of Object.entries(states)) {
    test(state, async () => {
      const { page } = await open(here.browser, here.site.address + hash, {
        width: 1280,
        height: 4000,
      });
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      if (go) {
        await page.evaluate(([unit, count]) => {
          return document
            .querySelector('ebb-lab')
            .advance(unit, count)
            .then(() => null);
        }, go);
      }
      if (sees) {
        await page.waitForFunction(
          (what) => document.querySelector('ebb-lab').shadowRoot.querySelector(what),
          {},
          sees,
        );
      }
      if (panel) await openPanel(page, panel, done);
      if (!within) await openAll(page);
      if (press) await openDialog(page, press);
      await page.evaluate(axe);
      for (const [theme, rules] of Object.entries(rulesIn)) {
        await page.evaluate(
          (value) => document.querySelector('ebb-lab').setAttribute('theme', value),
          theme,
        );
        assert.deepEqual(await findings(page, rules, within), [], theme);
      }
      await page.close();
    });
  }
});
