/** Lessons that nobody vouches for: files of a course, and links to others. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, hosted, open, stands, visited } from './browsers.mjs';
import { lessonHas } from './lesson_pages.mjs';

const lesson = (text, rest = '') => `ebb lesson 1
# title
From outside
# question
${text}
# run one
link: hidden=4*3&activation=tanh
# outcome
It was {one.ratio}.
# explanation
So it is.
${rest}`;

const html = lesson(
  '<img src=x onerror="window.caught=1"><script>window.caught=1</script>' +
    '<a href="javascript:window.caught=1">here</a>',
);
const tex = lesson(
  '$\\href{javascript:window.caught=1}{x}$ $\\includegraphics{https://example.org/x.png}$ ' +
    '$\\url{https://example.org}$ $\\class{main}{y}$ $\\rule{9999em}{9999em}$ $\\kern9999em$ ' +
    '$\\def\\a{\\a\\a}\\a$ $\\style{position:fixed}{z}$',
);
const files = {
  '/course/html.lesson': html,
  '/course/tex.lesson': tex,
  '/course/link.lesson': lesson('?', '# sources\n- me <javascript:alert(1)>\n'),
  '/course/knob.lesson': lesson('?', '# knobs\nscale: gian from 1 to 2\n'),
  '/course/run.lesson': lesson('?').replace('hidden=4*3', 'hidden=4*999'),
  '/course/theory.lesson': lesson('?')
    .replace('tanh', 'tanh&normalization=batch')
    .replace('{one.ratio}', '{one.theory.ratio}'),
  '/course/many.lesson': lesson('{one.ratio} '.repeat(4000)),
  '/course/huge.lesson': 'ebb lesson 1\n' + 'x'.repeat(5_000_000),
  '/course/page.html': '<!doctype html><script>window.caught=1</script>',
};

/** Presses the last of what a selector finds in the lesson. */
const press = (page, selector) =>
  page.evaluate(
    (wanted) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(`.lesson ${wanted}`)]
        .at(-1)
        .click(),
    selector,
  );

describe('chromium', () => {
  const here = visited(browsers.chromium, files);
  // One that would let itself be read.
  const other = hosted(
    { '/own.lesson': html },
    { headers: { 'access-control-allow-origin': '*' } },
  );

  test('nothing in a lesson is run, or read as HTML', async () => {
    for (const name of ['html', 'tex']) {
      const { page } = await open(
        here.browser,
        `${here.site.address}?lesson=course/${name}.lesson`,
      );
      await lessonHas(page, 'From outside');
      // A picture or a script that it had the page ask for would have come by then.
      await page.waitForNetworkIdle();
      const found = await page.evaluate(() => {
        const article = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('.lesson article');
        const widest = Math.max(...[...article.querySelectorAll('*')].map((e) => e.scrollWidth));
        return {
          caught: window.caught ?? null,
          foreign: article.querySelectorAll('img, script, iframe, a, [href], [onerror]').length,
          widest,
          page: document.documentElement.scrollWidth <= innerWidth,
        };
      });
      assert.equal(found.caught, null);
      assert.equal(found.foreign, 0, name);
      assert.ok(found.page, 'the page grew wider than the window');
      await page.close();
    }
  });

  test('what cannot be used is refused with its line and what is wrong', async () => {
    for (const [name, words] of [
      ['link', 'Line 13 of the lesson’s file: “- me <javascript:alert(1)>” is not of the form'],
      ['knob', 'Line 13 of the lesson’s file: “gian” is not a setting of the experiment'],
      ['huge', 'the file has more than 65\u202f536 characters'],
      ['page.html', 'it should read “ebb lesson 1”, but reads “<!doctype html>'],
    ]) {
      const file = name.includes('.') ? name : `${name}.lesson`;
      const { page } = await open(here.browser, `${here.site.address}?lesson=course/${file}`);
      await lessonHas(page, words);
      assert.equal(await page.evaluate(() => window.caught ?? null), null);
      await page.close();
    }
  });

  test('a setting of a run that cannot be used is named with the line of the run', async () => {
    const { page } = await open(here.browser, `${here.site.address}?lesson=course/run.lesson`);
    await lessonHas(page, 'Run it');
    await press(page, '.guess button.main');
    await lessonHas(page, 'Line 6 of the lesson’s file: An experiment of this lesson');
    // In the page's words for what it takes.
    await lessonHas(
      page,
      '“Hidden layers” was given "4*999"; it takes 0 to 128 layers of 1 to 256',
    );
    await page.close();
  });

  test('a run of which theory expects nothing is named with its line and the reason', async () => {
    const { page } = await open(here.browser, `${here.site.address}?lesson=course/theory.lesson`);
    await lessonHas(page, 'Run it');
    await press(page, '.guess button.main');
    await lessonHas(
      page,
      'Line 6 of the lesson’s file: theory expects nothing of the run “one”: layers so narrow',
    );
    await lessonHas(page, 'It was –.');
    await page.close();
  });

  test('thousands of figures are shown, and the page stays alive', async () => {
    const { page } = await open(here.browser, `${here.site.address}?lesson=course/many.lesson`);
    await page.waitForFunction(
      () =>
        document.querySelector('ebb-lab').shadowRoot.querySelectorAll('.lesson b').length >= 4000,
    );
    await page.close();
  });

  test('other sites are not asked, by any form of an address', async () => {
    for (const path of [
      `${other.origin}/own.lesson`,
      other.origin.replace('http:', '') + '/own.lesson',
      'javascript:alert(1)',
      'data:text/plain,ebb%20lesson%201',
      'http://[',
      'file:///etc/passwd',
    ]) {
      const query = new URLSearchParams({ lesson: path });
      const { page } = await open(here.browser, `${here.site.address}?${query}`);
      await lessonHas(page, 'lies on another site');
      await page.close();
    }
    assert.deepEqual(other.asked, []);
  });

  test('a path leads to no more than the here.site hands out', async () => {
    const query = new URLSearchParams({ lesson: '../../../../etc/passwd' });
    const { page } = await open(here.browser, `${here.site.address}?${query}`);
    await lessonHas(page, 'There is no lesson');
    await page.close();
  });

  test('a redirection to another here.site is not followed', async () => {
    const { page } = await open(here.browser, here.site.address);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!request.url().endsWith('/course/turned.lesson')) return void request.continue();
      void request.respond({ status: 302, headers: { location: `${other.origin}/own.lesson` } });
    });
    await page.goto(`${here.site.address}?lesson=course/turned.lesson`);
    await stands(page);
    await lessonHas(page, 'led to another site');
    assert.deepEqual(other.asked, []);
    await page.close();
  });

  test('progress lasts as long as the page where nothing can be kept', async () => {
    const page = await here.browser.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.evaluateOnNewDocument(() => {
      const closed = () => {
        throw new DOMException('closed', 'SecurityError');
      };
      Object.defineProperty(window, 'localStorage', { get: closed });
    });
    await page.goto(`${here.site.address}?lesson=chain_of_many`);
    await stands(page);
    await lessonHas(page, 'A chain of many');
    await press(page, '.go button');
    await lessonHas(page, 'What happened');
    await press(page, 'nav button');
    await lessonHas(page, 'done');
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
