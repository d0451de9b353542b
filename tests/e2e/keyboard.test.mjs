import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, everyBrowser, open, visitOf } from './browsers.mjs';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** A number as it stands on the page, read back. */
function read(text) {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/\u00a0×\u00a010(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/, (_, sign, digits) => {
      const exponent = [...digits].map((digit) => superscripts.indexOf(digit)).join('');
      return `e${sign ? '-' : ''}${exponent}`;
    });
  return Number(plain);
}

/** The chain as it is written: its factors, and what stands after the equals sign. */
const written = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const chain = root.querySelector('ol:has(button.factor)');
    if (!chain) return null;
    return {
      factors: [...chain.querySelectorAll('button.factor')].map((one) => one.textContent),
      result: chain.querySelector('output').textContent,
      formula: root.querySelectorAll('math').length,
    };
  });

const state = (page) =>
  page.evaluate(() => {
    const { phase, position, operation } = document.querySelector('ebb-lab').frame;
    return { phase, position, operation };
  });

/** Presses a key and waits until the lab has moved and what it shows has been drawn. */
async function press(page, key, from) {
  await page.keyboard.press(key);
  await page.waitForFunction(
    (position) => document.querySelector('ebb-lab').frame.position !== position,
    {},
    from,
  );
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

const networks = {
  'a plain network': '#hidden=4*3&activation=tanh',
  'one with residual adds': '#hidden=4*3&activation=tanh&residual=add',
  'one with normalization and dropout': '#hidden=4*3&normalization=batch&dropout=0.2',
};

for (const [name, launch] of Object.entries(everyBrowser)) {
  test(`${name}: Home takes no training away: End, or a button, leads back to it`, async (t) => {
    const { browser, site } = await visitOf(t, launch);
    const { page } = await open(browser, `${site.address}#hidden=4*3`);
    const { digest, position } = await advance(page, 'iteration', 30);
    /** Waits until the way back is offered in so many words, or not at all. */
    const offers = (words) =>
      page.waitForFunction(
        (wanted) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const text = root.querySelector('.place button')?.textContent.trim() ?? '';
          return text === wanted;
        },
        {},
        words,
      );
    const isBack = async () => {
      await offers('');
      assert.equal((await state(page)).position, position);
      const now = await page.evaluate(() => document.querySelector('ebb-lab').frame.digest);
      assert.equal(now, digest);
    };
    await offers('');
    await press(page, 'Home', position);
    assert.equal((await state(page)).phase, 'start');
    await offers('back to iteration 30');
    await press(page, 'End', 0);
    await isBack();
    await press(page, 'Home', position);
    await offers('back to iteration 30');
    await page.evaluate(() => {
      document.querySelector('ebb-lab').shadowRoot.querySelector('.place button').click();
    });
    await isBack();
    // Another experiment has nothing to lead back to.
    await press(page, 'Home', position);
    await page.evaluate(async () => {
      const lab = document.querySelector('ebb-lab');
      lab.experiment = { hidden: [4, 4] };
      await lab.ready;
    });
    await offers('');
    await press(page, 'End', 0);
    const { iteration } = await page.evaluate(() => document.querySelector('ebb-lab').frame);
    assert.equal(iteration, 1);
  });

  // WebKit, which paints without a graphics card here, is slow: its keys are those of any network.
  const some = Object.entries(networks).slice(0, name === 'webkit' ? 1 : undefined);
  for (const [network, hash] of some) {
    test(`${name}: by keyboard alone from the loss to the first layer of ${network}, every product agrees`, async (t) => {
      const { browser, site } = await visitOf(t, launch);
      const { page } = await open(browser, site.address + hash, { width: 1280, height: 4000 });
      let checked = 0;
      let now = await state(page);
      for (;;) {
        await press(page, 'ArrowRight', now.position);
        now = await state(page);
        if (now.phase === 'clip' || now.phase === 'update') break;
        if (now.phase !== 'backward') continue;
        const { factors, result, formula } = await written(page);
        const product = factors.map(read).reduce((all, one) => all * one, 1);
        assert.ok(
          Math.abs(product / read(result) - 1) < 0.006,
          `${factors.join(' · ')} = ${product}, the page says ${result}`,
        );
        assert.ok(formula > 0, 'the operation has its formula');
        checked += 1;
      }
      assert.ok(checked >= 7, `${checked} stops on the way back`);
      await press(page, 'ArrowLeft', now.position);
      assert.equal((await state(page)).phase, 'backward');
      await press(page, 'Home', (await state(page)).position);
      assert.equal((await state(page)).phase, 'start');
    });
  }
}
