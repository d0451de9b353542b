import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, test } from 'node:test';
import { browsers, open, stands, touched, visited } from './browsers.mjs';
import { closePages, frameOf, texts, visit } from './embedded.mjs';

const catalogue = async (language) =>
  JSON.parse(await readFile(new URL(`../../web/text/${language}.json`, import.meta.url), 'utf8'));
const [english, nepali] = await Promise.all(['en', 'ne'].map(catalogue));

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, what a lab shows where it is embedded`, () => {
    const here = visited(launch);

    afterEach(() => closePages(here.browser));

    test('settings choose how much of the lab is seen', async () => {
      const seen = {};
      for (const view of ['profile', 'network', 'full']) {
        const { page, complaints } = await open(here.browser, `${here.site.address}?view=${view}`);
        await page.waitForFunction(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('.drawing svg'),
        );
        seen[view] = await page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const has = (selector) => root.querySelector(selector) !== null;
          return [
            has('[aria-label="Gradient profile"]'),
            has('[aria-label="Layers of the network"]'),
            has('.panels'),
            has('h1:not(.visually-hidden)'),
          ];
        });
        assert.deepEqual(complaints, []);
        await page.close();
      }
      assert.deepEqual(seen, {
        profile: [true, false, false, false],
        network: [true, true, false, false],
        full: [true, true, true, true],
      });
    });

    test('a locked control is there with a reason and cannot be changed, a hidden one is not there', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?lock=seed,learningRate&hide=momentum,activation#seed=7&gain=2`,
      );
      const found = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        for (const group of root.querySelectorAll('details')) group.open = true;
        const seed = root.querySelector('#entry-seed');
        const row = seed.closest('.row');
        return {
          value: seed.value,
          isOff: [...row.querySelectorAll('input, button.dice')].every((one) =>
            one.matches(':disabled'),
          ),
          reason: row.textContent.includes('Locked'),
          hasSign: row.querySelector('.locked svg') !== null,
          free: !root.querySelector('#entry-gain').matches(':disabled'),
          hidden: root.querySelector('#entry-activation') === null,
        };
      });
      assert.deepEqual(found, {
        value: '7',
        isOff: true,
        reason: true,
        hasSign: true,
        free: true,
        hidden: true,
      });
      // Going back to all defaults leaves alone what was locked.
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        root.querySelector('form.controls > button').click();
      });
      await page.waitForFunction(() => document.querySelector('ebb-lab').experiment.gain === 1);
      const seed = await page.evaluate(() => document.querySelector('ebb-lab').experiment.seed);
      assert.equal(seed, 7);
      await page.close();
    });

    test('a wrong setting is named in words, and its default holds', async () => {
      const { page } = await open(
        here.browser,
        `${here.site.address}?view=foo&lock=sed&veiw=profile`,
      );
      const said = (await texts(page, '[role=alert]')).join(' ');
      for (const part of ['“view” was given foo', '“lock” was given sed', 'no setting “veiw”']) {
        assert.ok(said.includes(part), `${part} in ${said}`);
      }
      assert.equal((await texts(page, '.panels')).length, 1);
      await page.close();
    });

    test('the element says what is wrong with an attribute, and goes by the others', async () => {
      const { page } = await visit(here.browser, here.site, 'examples/element.html');
      await stands(page);
      const found = await page.evaluate(async () => {
        const lab = document.querySelector('#tanh');
        const errors = [];
        const said = new Promise((heard) => {
          lab.addEventListener('error', ({ detail }) => heard(errors.push(detail.message)));
        });
        lab.setAttribute('locked', 'sed gain');
        await said;
        while (!lab.shadowRoot.querySelector('[role=alert]').textContent.includes('locked')) {
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
        return { errors, said: lab.shadowRoot.querySelector('[role=alert]').textContent };
      });
      assert.match(found.errors.join(), /“locked” was given sed/);
      assert.match(found.said, /“locked” was given sed/);
      await page.close();
    });

    test('the embed dialog writes the code of what its preview shows', async () => {
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=8*3`);
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const button = (word) =>
          [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === word);
        button('Embed').click();
      });
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open] iframe'),
      );
      // Firefox complains of what is still being loaded where the address of a frame changes.
      await stands(await frameOf(page));
      const code = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const choose = (label, value) => {
          const select = [...root.querySelectorAll('dialog[open] label')]
            .find((one) => one.textContent.trim().startsWith(label))
            .querySelector('select');
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        };
        choose('What is seen', 'network');
        choose('Seed', 'locked');
        choose('Momentum', 'hidden');
        const written = () => root.querySelector('dialog[open] code').textContent;
        while (!/lock=seed/.test(written()) || !/view=network/.test(written())) {
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
        return written();
      });
      const address = `${here.site.address}?view=network&hide=momentum&lock=seed`;
      assert.ok(code.includes(`src="${`${address}#hidden=8*3`.replaceAll('&', '&amp;')}"`), code);
      const preview = await frameOf(page, 'view=network');
      assert.equal(preview.url(), `${address}&lang=en#hidden=8*3`);
      await touched(preview);
      assert.ok(
        await preview.evaluate(() => {
          const seed = document.querySelector('ebb-lab').shadowRoot.querySelector('#entry-seed');
          return seed.matches(':disabled');
        }),
      );
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('the preview speaks as the page does, or as the language that is chosen', async () => {
      const { page } = await open(here.browser, `${here.site.address}?lang=ne#hidden=8*3`);
      await page.evaluate((word) => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === word).click();
      }, nepali['embed.button']);
      const speaks = async (language) => {
        const preview = await frameOf(page, `lang=${language}`);
        await preview.waitForFunction(
          (hoped) => document.querySelector('ebb-lab').shadowRoot.textContent.includes(hoped),
          {},
          (language === 'ne' ? nepali : english)['app.tagline'],
        );
      };
      await speaks('ne');
      const code = await page.evaluate(() => {
        const dialog = document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open]');
        const select = [...dialog.querySelectorAll('select')].find((one) =>
          one.querySelector('option[value=ne]'),
        );
        const before = dialog.querySelector('code').textContent;
        select.value = 'en';
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return before;
      });
      assert.doesNotMatch(code, /lang=/);
      await speaks('en');
      const [chosen] = await texts(page, 'dialog[open] code');
      assert.match(chosen, /\?lang=en#hidden/);
      await page.close();
    });
  });
}
