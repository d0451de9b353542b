import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, hostOf, stands, visited } from './browsers.mjs';

const languageOf = (page) => page.evaluate(() => document.documentElement.lang);
const spoken = (page, language) =>
  page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, language);
describe('chromium', () => {
  const here = visited(browsers.chromium);

  /** A visit by somebody whose browser has these languages, and keeps nothing of visits before. */
  async function visit(query, languages = ['en'], width = 1280, { address } = here.site) {
    const reader = await here.browser.createBrowserContext();
    const page = await reader.newPage();
    await page.evaluateOnNewDocument((list) => {
      Object.defineProperty(navigator, 'languages', { get: () => list });
    }, languages);
    await page.setViewport({ width, height: 844 });
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(address + query);
    await stands(page);
    return { page, close: () => reader.close() };
  }

  test("the language is the browser's, the link's, or chosen in the menu, which is remembered", async () => {
    const plain = await visit('', ['ne-NP', 'en']);
    await spoken(plain.page, 'ne');
    await plain.close();
    const linked = await visit('?lang=ne', ['en']);
    await spoken(linked.page, 'ne');
    await linked.close();
    const { page, close } = await visit('', ['fr', 'en-GB']);
    assert.equal(await languageOf(page), 'en');
    await page.evaluate(() => {
      const menu = document
        .querySelector('ebb-lab')
        .shadowRoot.querySelector('select[aria-label="Language"]');
      menu.value = 'ne';
      menu.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await spoken(page, 'ne');
    await page.reload();
    await spoken(page, 'ne');
    await close();
  });

  test('the font for Devanagari comes only to who reads it, and is kept for them', async (t) => {
    // What a visit before still has its service worker fetch is not asked of this host.
    const site = await hostOf(t);
    const fonts = () => site.asked.filter((path) => path.includes('devanagari')).length;
    const kept = (page, isThere) =>
      page.waitForFunction(
        async (wanted) => {
          const names = await caches.keys();
          const lists = await Promise.all(
            names.map(async (name) => (await caches.open(name)).keys()),
          );
          const urls = lists.flat().map(({ url }) => url);
          return urls.length > 20 && urls.some((url) => url.includes('devanagari')) === wanted;
        },
        {},
        isThere,
      );
    const english = await visit('?lang=en&lesson', ['en'], 1280, site);
    await kept(english.page, false);
    assert.equal(fonts(), 0);
    await english.close();
    const nepali = await visit('?lang=ne&lesson', ['en'], 1280, site);
    await nepali.page.evaluate(() => document.fonts.ready);
    await kept(nepali.page, true);
    assert.ok(fonts() > 0);
    await nepali.close();
  });

  test('the menu of languages has the letters that the page has loaded, and asks for no others', async () => {
    for (const [language, hasFont] of [
      ['en', false],
      ['ne', true],
    ]) {
      const { page, close } = await visit(`?lang=${language}`);
      await spoken(page, language);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.actions select'),
      );
      const family = await page.evaluate(() => {
        const menu = document.querySelector('ebb-lab').shadowRoot.querySelector('.actions select');
        return getComputedStyle(menu).fontFamily;
      });
      assert.equal(family.includes('Devanagari'), hasFont, language);
      await close();
    }
  });

  test('a lesson has the same figures in both languages', async () => {
    const figures = [];
    for (const language of ['en', 'ne']) {
      const { page, close } = await visit(`?lesson=scale_of_the_weights&lang=${language}`);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson .go'),
      );
      await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.lesson .go button')]
          .at(-1)
          .click(),
      );
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.lesson .sources'),
      );
      const found = await page.evaluate(() =>
        [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.lesson b')].map(
          (one) => one.textContent,
        ),
      );
      assert.ok(found.length > 8);
      figures.push(found.sort());
      await close();
    }
    assert.deepEqual(figures[0], figures[1]);
  });

  test('no label is wider than its control on a small screen, in Nepali', async () => {
    for (const query of ['?lang=ne', '?lang=ne&lesson', '?lang=ne&lesson=chain_of_two']) {
      const { page, close } = await visit(query, ['en'], 390);
      await spoken(page, 'ne');
      await page.evaluate(() => document.fonts.ready);
      const { cut, wide } = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const shown = [...root.querySelectorAll('button, label, select, legend')].filter(
          (one) =>
            !one.matches('.visually-hidden') &&
            one.getClientRects().length > 0 &&
            getComputedStyle(one).display !== 'inline',
        );
        return {
          cut: shown
            .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
            .map((one) => one.textContent.trim()),
          wide: document.documentElement.scrollWidth,
        };
      });
      assert.deepEqual(cut, [], query);
      assert.ok(wide <= 390, query);
      await close();
    }
  });
});
