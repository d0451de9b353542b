import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  advance,
  browsers,
  everyBrowser,
  formulaShown,
  hostOf,
  hosted,
  open,
  stands,
  testOnce,
  visited,
} from './browsers.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const pageOf = (file) => readFileSync(`${dist}${file}`, 'utf8');
/** A page of the build, with a script before all of its own. */
const withScript = (file, script) =>
  pageOf(file).replace('<head>', () => `<head><script src="${script}"></script>`);
const words = (language) =>
  JSON.parse(readFileSync(new URL(`../../web/text/${language}.json`, import.meta.url), 'utf8'));
const scriptOf = (name) =>
  readdirSync(`${dist}assets`).find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));

const strict = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

/** What each page of a test lacks, by what takes it away before any of the page's own scripts. */
const lacking = {
  Worker: 'delete window.Worker',
  WebAssembly: 'delete window.WebAssembly',
  customElements: "Object.defineProperty(window, 'customElements', { value: undefined })",
  ResizeObserver: 'delete window.ResizeObserver',
  IntersectionObserver: 'delete window.IntersectionObserver',
  'CSSStyleSheet.replaceSync':
    'delete CSSStyleSheet.prototype.replaceSync; window.CSSStyleSheet = () => { throw new TypeError(); };' +
    'window.CSSStyleSheet.prototype = {}',
};
/** A course page, which includes the one script before its two labs, of which a script makes the second. */
const course = (before = '') =>
  `<!doctype html><html lang="ne"><title>Week 3</title>${before}<script src="/ebb-lab.js"></script>` +
  '<p>Read this.</p><ebb-lab></ebb-lab><div id="english" lang="en"></div><script src="/second.js"></script>';
const pages = Object.fromEntries(
  [...Object.entries(lacking), ['canParse', 'delete URL.canParse']].flatMap(([name, code]) => [
    [`/${name}.html`, withScript('index.html', `/${name}.js`)],
    [`/course/${name}.html`, course(`<script src="/${name}.js"></script>`)],
    [`/${name}.js`, code],
  ]),
);
pages['/course/page.html'] = course();
/** An error that is none of the page's, before it comes, which it does when the test lets it. */
const late = `
  const define = customElements.define.bind(customElements);
  customElements.define = (...element) => (window.goOn = () => define(...element));
  addEventListener('DOMContentLoaded', () => { throw new Error('of an extension'); });`;
/** The pages that are one file, whose host may not forbid the script within. */
const alone = ['ebb.html', 'grade.html'];
const alonePages = Object.fromEntries(
  Object.entries({ ...lacking, late }).flatMap(([name, code]) => [
    ...alone.map((file) => [`/${name}-${file}`, withScript(file, `/${name}.js`)]),
    [`/${name}.js`, code],
  ]),
);
pages['/bare.html'] = withScript('index.html', '/Worker.js').replace(
  /<ebb-lab[^]*<\/ebb-lab\s*>/,
  '',
);
pages['/second.js'] =
  "document.querySelector('#english').appendChild(document.createElement('ebb-lab'));";

/** What the guard says, once it does. */
async function told(page) {
  await page.waitForFunction(() => document.querySelector('.guard p'));
  return page.evaluate(() => {
    const box = document.querySelector('.guard');
    const { height, top } = box.getBoundingClientRect();
    const lines = [...box.children].map((line) => line.textContent);
    return { lines, lang: box.lang, isSeen: height > 40 && top >= 0 && top < innerHeight };
  });
}

/** What a course page says beside its labs, once it does beside both. */
async function toldInCourse(page) {
  await page.waitForFunction(() => document.querySelectorAll('.ebb-guard + ebb-lab').length === 2);
  return page.evaluate(() =>
    [...document.querySelectorAll('.ebb-guard')].map((box) => ({
      lang: box.lang,
      lines: [...box.children].map((line) => line.textContent),
      isSeen: box.getBoundingClientRect().height > 40,
    })),
  );
}

async function visit(browser, address) {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return page;
}

const filled = (text, name, value) => text.replace(`{${name}}`, value);

testOnce(
  'a page says its encoding in the first bytes, which are all that is looked at for that',
  () => {
    for (const file of ['index.html', ...alone]) {
      const start = Buffer.from(pageOf(file)).subarray(0, 1024).toString();
      assert.match(start, /<meta charset="utf-8"/, file);
    }
  },
);

for (const [name, launch] of Object.entries(everyBrowser)) {
  describe(`${name}, before there is a lab`, () => {
    const here = visited(launch, pages);
    const oneFile = hosted(alonePages, { headers: {} });

    for (const language of ['en', 'ne']) {
      test(`a script that cannot be fetched is named, with what to do (${language})`, async () => {
        const text = words(language);
        for (const script of [scriptOf('index'), scriptOf('lab')]) {
          here.site.wrong.set(`/assets/${script}`, 'gone');
          const page = await visit(here.browser, `${here.site.address}?lang=${language}`);
          const { lines, lang, isSeen } = await told(page);
          assert.deepEqual(lines.slice(0, 1), [text['guard.title']]);
          // WebKit does not say which script it was that another had asked for.
          const unfetched = text['guard.unfetched'].replace('{file}', '').trim();
          assert.ok(lines[1].startsWith(unfetched), lines[1]);
          if (script === scriptOf('index')) assert.ok(lines[1].endsWith(script), lines[1]);
          assert.equal(lines[2], text['guard.unfetched_remedy']);
          assert.equal(lang, language);
          assert.ok(isSeen);
          await page.close();
          here.site.wrong.clear();
        }
      });
    }

    for (const missing of Object.keys(lacking)) {
      test(`a browser without ${missing} is told so`, async () => {
        const text = words('en');
        const page = await visit(here.browser, `${here.site.address}${missing}.html?lang=en`);
        const { lines, isSeen } = await told(page);
        assert.deepEqual(lines, [
          text['guard.title'],
          filled(text['guard.missing'], 'names', missing),
          text['guard.browser_remedy'],
        ]);
        assert.ok(isSeen);
        await page.close();
      });
    }

    test('a page without a lab says at its head what is missing', async () => {
      const page = await visit(here.browser, `${here.site.origin}/bare.html?lang=en`);
      const { lines, isSeen } = await told(page);
      assert.equal(lines[1], filled(words('en')['guard.missing'], 'names', 'Worker'));
      assert.ok(isSeen);
      await page.close();
    });

    for (const file of alone) {
      test(`${file}, which is one file, says what the browser lacks, and goes on saying it`, async () => {
        for (const missing of Object.keys(lacking)) {
          // The lab's worker has one of its own, which is enough where nothing has to be compiled before.
          if (file === 'ebb.html' && missing === 'WebAssembly') continue;
          const address = `${oneFile.origin}/${missing}-${file}?lang=ne`;
          const page = await visit(here.browser, address);
          const { lines, lang, isSeen } = await told(page);
          assert.equal(lang, 'ne');
          assert.equal(lines[1], filled(words('ne')['guard.missing'], 'names', missing));
          assert.ok(isSeen);
          await page.close();
        }
      });

      test(`${file} stands after all: what was said in its place is no more`, async () => {
        const page = await visit(here.browser, `${oneFile.origin}/late-${file}?lang=en`);
        const { lines } = await told(page);
        const error = words('en')['guard.error'].replace('{reason}', '');
        assert.ok(lines[1].startsWith(error), lines[1]);
        await page.waitForFunction(() => window.goOn && (window.goOn(), true));
        await page.waitForFunction(() => {
          const root = document.querySelector('ebb-lab, ebb-grade').shadowRoot;
          return root?.querySelector('main, header') && !document.querySelector('.guard');
        });
        await page.close();
      });
    }

    test('a course page says beside each lab why it is not there', async () => {
      here.site.wrong.set(`/assets/${scriptOf('lab')}`, 'gone');
      const page = await visit(here.browser, `${here.site.origin}/course/page.html`);
      const told = await toldInCourse(page);
      here.site.wrong.clear();
      for (const [index, language] of ['ne', 'en'].entries()) {
        const text = words(language);
        const { lang, lines, isSeen } = told[index];
        assert.equal(lang, language);
        assert.equal(lines[0], text['guard.title']);
        const unfetched = text['guard.unfetched'].replace('{file}', '').trim();
        assert.ok(lines[1].startsWith(unfetched), lines[1]);
        assert.equal(lines[2], text['guard.unfetched_remedy']);
        assert.ok(isSeen);
      }
      await page.close();
      const lacks = await visit(here.browser, `${here.site.origin}/course/ResizeObserver.html`);
      const [, second] = await toldInCourse(lacks);
      const missing = filled(words('en')['guard.missing'], 'names', 'ResizeObserver');
      assert.equal(second.lines[1], missing);
      await lacks.close();
      // Where nothing is wrong, nothing is said.
      const well = await visit(here.browser, `${here.site.origin}/course/page.html`);
      await stands(well);
      assert.equal(await well.evaluate(() => document.querySelector('.ebb-guard')), null);
      await well.close();
    });

    test('the lab runs without URL.canParse, and nobody is told of anything', async () => {
      const address = `${here.site.address}canParse.html?origin=https://course.example#hidden=4*3`;
      const { page, complaints } = await open(here.browser, address);
      await advance(page, 'iteration', 3);
      assert.equal(await page.evaluate(() => typeof URL.canParse), 'undefined');
      assert.equal(await page.evaluate(() => document.querySelector('.guard')), null);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('without an origin of its own, the lab runs where the host lets everybody read', async (t) => {
      const headers = {
        'content-security-policy': 'sandbox allow-scripts',
        'access-control-allow-origin': '*',
      };
      const open_ = await hostOf(t, {}, { headers });
      const page = await visit(here.browser, `${open_.address}#hidden=4*3`);
      await stands(page);
      assert.equal(await page.evaluate(() => self.origin), 'null');
      assert.equal((await advance(page, 'iteration', 3)).iteration, 3);
      await formulaShown(page);
      assert.equal(await page.evaluate(() => document.querySelector('.guard')), null);
      await page.close();
    });

    test('… says what is in the way where it does not, and ebb.html runs there', async (t) => {
      const closed = await hostOf(
        t,
        {},
        { headers: { 'content-security-policy': 'sandbox allow-scripts' } },
      );
      const text = words('en');
      const page = await visit(here.browser, `${closed.address}?lang=en`);
      const { lines } = await told(page);
      assert.ok(lines[1].startsWith(text['guard.sandbox'].replace('{file}', '')), lines[1]);
      assert.equal(lines[2], text['guard.sandbox_remedy']);
      await page.close();
      const one = await visit(here.browser, `${closed.address}ebb.html#hidden=4*3`);
      await stands(one);
      assert.equal(await one.evaluate(() => self.origin), 'null');
      assert.equal((await advance(one, 'iteration', 3)).iteration, 3);
      await formulaShown(one);
      await one.close();
    });
  });
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, pages with rules of their own`, () => {
    const here = visited(launch);

    test('the lab runs in a sandboxed frame, as page and as one file', async (t) => {
      const headers = { 'access-control-allow-origin': '*' };
      const lab = await hostOf(t, {}, { headers });
      const frame = (file) =>
        `<iframe sandbox="allow-scripts" src="${lab.address}${file}#hidden=4*3"></iframe>`;
      const outer = await hostOf(
        t,
        { '/page.html': frame(''), '/file.html': frame('ebb.html') },
        { headers: {} },
      );
      for (const address of ['page.html', 'file.html']) {
        const page = await here.browser.newPage();
        await page.goto(outer.address + address);
        const inner = page.frames().find((one) => one !== page.mainFrame());
        await stands(inner);
        assert.equal(await inner.evaluate(() => self.origin), 'null');
        assert.equal((await advance(inner, 'iteration', 3)).iteration, 3);
        await formulaShown(inner);
        await page.close();
      }
    });

    const trusted = "require-trusted-types-for 'script'";
    const rules = {
      '': `${strict}; ${trusted}`,
      'ebb.html': trusted,
      'course.html': trusted,
    };
    for (const [file, policy] of Object.entries(rules)) {
      test(`the lab runs where a script's address has to be trusted: /${file}`, async (t) => {
        const other = await hostOf(t, {}, { headers: { 'access-control-allow-origin': '*' } });
        const course = `<!doctype html><title>Week 3</title><script src="${other.address}ebb-lab.js"></script><ebb-lab></ebb-lab>`;
        const site = await hostOf(
          t,
          { '/course.html': course },
          { headers: { 'content-security-policy': policy } },
        );
        const { page, complaints } = await open(here.browser, `${site.address}${file}#hidden=4*3`);
        assert.equal((await advance(page, 'iteration', 3)).iteration, 3);
        await formulaShown(page);
        assert.deepEqual(
          complaints.filter((text) => !/404/.test(text)),
          [],
        );
        await page.close();
      });
    }
  });
}
