import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';
import { inLab, says, waitInLab } from './in_lab.mjs';

/** What within a part of the page is wider or taller than its room, in the fonts that it is set in. */
const cutIn = (page, part) =>
  page.evaluate(async (chosen) => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(chosen)]
      .filter((one) => one.getClientRects().length > 0)
      .flatMap((one) => [one, ...one.querySelectorAll('*')])
      .filter((one) => one instanceof HTMLElement && getComputedStyle(one).overflow !== 'visible')
      .filter((one) => !one.classList.contains('visually-hidden'))
      .filter(
        (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1,
      )
      .map((one) => one.textContent.trim());
  }, part);

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: nothing is cut off`, () => {
    const here = visited(launch);

    test('from a tablet on, every setting of the line is read whole', async () => {
      for (const [query, width] of [
        ['', 820],
        ['?lesson=chain_of_two', 820],
        ['?lesson=chain_of_two', 1366],
      ]) {
        const { page } = await open(here.browser, here.site.address + query, {
          width,
          height: 900,
        });
        // A lesson's own settings come with it.
        await waitInLab(page, `.settings [data-fields${query ? '^=loss' : '^=data'}]`);
        assert.deepEqual(await cutIn(page, '.settings'), [], `${query} at ${width}`);
        await page.close();
      }
    });

    test('on a telephone it is read whole where the walk stands', async () => {
      const link = '#hidden=16*10&normalization=batch';
      const { page } = await open(here.browser, here.site.address + link, {
        width: 360,
        height: 800,
      });
      const place = '.transport .place';
      await waitInLab(page, place);
      // There and back to the last layer's.
      await advance(page, 'operation', 36);
      await says(page, 'here-line', /Back · layer 10 · N/);
      assert.match(await inLab(page, place), /batch normalization/);
      assert.deepEqual(await cutIn(page, place), []);
      await page.close();
    });

    test('on a telephone what is left so far is read whole, in both languages', async () => {
      const residual = 'hidden=8*100&residual=add';
      for (const [language, link, unit, count] of [
        ['en', 'hidden=8*100&activation=tanh', 'iteration', 1],
        ['en', residual, 'iteration', 1],
        ['en', residual, 'operation', 400],
        ['ne', residual, 'operation', 400],
      ]) {
        const { page } = await open(here.browser, `${here.site.address}?lang=${language}#${link}`, {
          width: 360,
          height: 800,
        });
        await advance(page, unit, count);
        await waitInLab(page, '[data-part=here-line] .left strong');
        assert.deepEqual(
          await cutIn(page, '[data-part=here-line] .left'),
          [],
          `${link} ${language}`,
        );
        await page.close();
      }
    });

    test('what is chosen is read whole beside the stage, also over the findings of a whole walk', async () => {
      for (const language of ['en', 'ne']) {
        const link = `${here.site.address}?lang=${language}#hidden=16*10`;
        const { page } = await open(here.browser, link, { width: 1366, height: 768 });
        await advance(page, 'iteration', 3);
        const strip = await page.$('ebb-lab >>> [data-part="strip"] [role=slider]');
        await strip.focus();
        await page.keyboard.press('Home');
        for (const [layer, sign] of [1, 2, 3].flatMap((one) => ['W', 'φ'].map((of) => [one, of]))) {
          await says(page, 'here', new RegExp(` (layer|तह) ${layer} .*${sign}, `));
          await waitInLab(page, '[data-part="here"] .formula math');
          const cut = await cutIn(page, '[data-part="here"] .operation');
          assert.deepEqual(cut, [], `${language}, ${sign} of layer ${layer}`);
          await page.keyboard.press('ArrowRight');
        }
        await page.close();
      }
    });

    test('beside the stage an activation’s curve stands whole where there is room, and nowhere cut', async () => {
      const stops = [
        ['D', 2],
        ['φ', 1],
        ['N', 1],
        ['W', 1],
      ];
      for (const [width, height] of [
        [1920, 1080],
        [1536, 864],
      ]) {
        const link = `${here.site.address}#hidden=16*6&normalization=batch&dropout=0.3&activation=relu`;
        const { page } = await open(here.browser, link, { width, height });
        const operations = await page.evaluate(
          () => document.querySelector('ebb-lab').frame.operations.length,
        );
        await advance(page, 'operation', operations + 1);
        for (const [sign, count] of stops) {
          await advance(page, 'operation', count);
          await says(page, 'here', new RegExp(`Back · layer 6.*${sign}, .* go(es)? on`));
          await waitInLab(page, '[data-part="here"] .formula math');
          assert.deepEqual(await cutIn(page, '[data-part="here"]'), [], `${sign} at ${width}`);
          const curve = '[data-part="here"] figcaption + svg .backward';
          if (sign === 'φ' && width === 1920) await waitInLab(page, curve);
        }
        await page.close();
      }
    });

    test('under an update without numbers nothing is said to arrive', async () => {
      const link = '#hidden=16*10&activation=relu&gain=40&learningRate=100';
      const { page } = await open(here.browser, here.site.address + link, {
        width: 390,
        height: 844,
      });
      await advance(page, 'iteration', 20);
      await says(page, 'here-line', /Update of the parameters/);
      assert.doesNotMatch(await inLab(page, '[data-part=here-line]'), /NaN/);
      await page.close();
    });

    test('where nothing stands beside the stage, no card under it has to be scrolled', async () => {
      const link = '#hidden=16*10&activation=relu&gain=40&learningRate=100';
      for (const width of [390, 820]) {
        const { page } = await open(here.browser, here.site.address + link, { width, height: 900 });
        await advance(page, 'iteration', 20);
        await page.evaluate(() =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('[data-part=findings]')
            .scrollIntoView({ behavior: 'instant', block: 'end' }),
        );
        await says(page, 'findings', /Not finite/);
        assert.deepEqual(await cutIn(page, '[data-part=here], [data-part=findings]'), []);
        await page.close();
      }
    });
  });
}
