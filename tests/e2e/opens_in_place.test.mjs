import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';
import { ask, says } from './in_lab.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: what is chosen opens in its place`, () => {
    const here = visited(launch);

    test('what is chosen opens here, says where the walk stands, and Escape leads back', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await advance(page, 'operation', 33);
      await says(page, 'here', /Back · layer 6/);
      const strip = await page.$('ebb-lab >>> [data-part="strip"] [role=slider]');
      await strip.focus();
      for (let times = 0; times < 6; times += 1) await page.keyboard.press('ArrowRight');
      await says(page, 'here', /Back · layer 9.*walk: layer 6/);
      // At the front, "here" is where the walk stands, which is not written over.
      await says(page, 'front', /^ ?×[^×]*layer 9, φ/);
      await page.keyboard.press('Escape');
      await says(page, 'here', /^ ?Back · layer 6 (?!\(the walk)/);
      await says(page, 'front', /^ ?×[^×]*here ?×/);
      await page.close();
    });

    for (const isCalm of [false, true]) {
      const how = isCalm
        ? 'without motion where less is asked for'
        : 'with a motion from its place';
      test(`what is chosen opens ${how}`, async () => {
        const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
        await advance(page, 'operation', 33);
        await says(page, 'here', /Back · layer 6/);
        if (isCalm) {
          // As the system's setting would have it, in browsers that cannot be told to.
          await page.evaluate(() => {
            const real = window.matchMedia.bind(window);
            window.matchMedia = (query) =>
              query.includes('reduced-motion') ? { ...real(query), matches: true } : real(query);
          });
        }
        const seen = await page.evaluate(async (hasNoMotion) => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const strip = root.querySelector('[data-part="strip"] [role=slider]');
          const { left, top, width } = strip.getBoundingClientRect();
          const drawn = () => new Promise((next) => requestAnimationFrame(next));
          const flight = () => root.querySelector('[data-part="flight"]');
          const [clientX, clientY] = [left + width * 0.8, top + 30];
          strip.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }));
          const isOpen = () => root.querySelector('[data-part="here"] button.quiet') !== null;
          while (hasNoMotion ? !isOpen() : !flight()) await drawn();
          const begun = flight();
          const [motion] = begun?.getAnimations() ?? [];
          if (motion) {
            motion.pause();
            motion.currentTime = 0;
          }
          const box = begun?.getBoundingClientRect();
          const isHit =
            box && box.left <= clientX && box.right >= clientX && box.width < width / 10;
          motion?.finish();
          while (flight()) await drawn();
          return { hasMotion: motion !== undefined, isHit };
        }, isCalm);
        if (isCalm) assert.equal(seen.hasMotion, false);
        else assert.deepEqual(seen, { hasMotion: true, isHit: true });
        await says(page, 'here', /walk: layer 6/);
        await page.close();
      });
    }

    test('a layer chosen in the stage opens too, and the unit is marked that its numbers are of', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      const marks = () => ask(page, "root.querySelectorAll('.drawing circle.unit').length");
      for (const [steps, part, keys, opened, marked, walk] of [
        [9, 'network', ['Home', 'ArrowRight'], /Forward · layer 2/, 1, /^ ?Forward · layer 5 /],
        // On its way back an affine map is shown by units of the layer before.
        [24, 'profile', ['End', 'ArrowLeft'], /Back · layer 10/, 0, /^ ?Back · layer 6 /],
      ]) {
        await advance(page, 'operation', steps);
        const slider = await page.$(`ebb-lab >>> [data-part="${part}"] [role=slider]`);
        await slider.focus();
        for (const key of keys) await page.keyboard.press(key);
        await says(page, 'here', opened);
        assert.equal(await marks(), marked);
        await page.keyboard.press('Escape');
        await says(page, 'here', walk);
        assert.equal(await marks(), 0);
      }
      await page.close();
    });

    test('a unit that is clicked is named: what makes its value, and on the way back its slope', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      const clickUnit = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const network = root.querySelector('[data-part="network"] [role=slider]');
          const { left, top, width, height } = network.getBoundingClientRect();
          const [clientX, clientY] = [left + width * 0.6, top + height * 0.55];
          network.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX, clientY }));
        });
      await advance(page, 'operation', 17);
      await clickUnit();
      await says(page, 'here', /^ ?Forward · layer \d+ · unit \d+ .*W, affine map/);
      const [, layer, unit] = /layer (\d+) · unit (\d+)/.exec(
        await ask(page, `root.querySelector('[data-part="here"] header').textContent`),
      );
      await says(page, 'here', new RegExp(`numbers of sample 1, unit ${unit}`));
      await page.keyboard.press('Escape');
      await says(page, 'here', /^ ?Forward · layer \d+ (?!· unit)/);
      await advance(page, 'operation', 24);
      await clickUnit();
      await says(
        page,
        'here',
        new RegExp(`^ ?Back · layer ${layer} · unit ${unit} .*φ, activation`),
      );
      await says(page, 'here', new RegExp(`sample 1, unit ${unit};`));
      await page.close();
    });

    test('a setting opens in place, acts, and Escape leads back to its button', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      const found = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const button = [...root.querySelectorAll('.settings .entries button')].find((one) =>
          /Activation/.test(one.textContent),
        );
        button.click();
        const select = root.querySelector('#entry-activation');
        while (root.activeElement !== select) await new Promise(requestAnimationFrame);
        const form = root.querySelector('#experiment').getBoundingClientRect();
        const seen = [...root.querySelectorAll('#experiment .row')].filter((one) =>
          one.checkVisibility(),
        );
        const transport = root.querySelector('.transport').getBoundingClientRect();
        const play = root.querySelector('.transport .play');
        const { left, top, width, height } = play.getBoundingClientRect();
        return {
          rows: seen.length,
          along: form.left - button.getBoundingClientRect().left,
          under: form.top - transport.bottom,
          isPlayFree: play.contains(root.elementFromPoint(left + width / 2, top + height / 2)),
        };
      });
      assert.equal(found.rows, 1);
      assert.ok(Math.abs(found.along) < 2, `${found.along} beside its button`);
      assert.ok(found.under >= 0 && found.under < 20, `${found.under} under the transport`);
      assert.ok(found.isPlayFree, 'what is open lies over Play');
      await page.keyboard.press('Escape');
      const after = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        return {
          isOpen: root.querySelector('#experiment').checkVisibility(),
          focus: root.activeElement?.textContent,
        };
      });
      assert.equal(after.isOpen, false);
      assert.match(after.focus, /Activation/);
      await page.close();
    });
  });
}
