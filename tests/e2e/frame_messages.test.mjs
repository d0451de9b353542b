import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, describe, test } from 'node:test';
import { browsers, visited } from './browsers.mjs';
import { closePages, frameOf, visit } from './embedded.mjs';

/** A course page on another origin than the lab's. */
async function serveCourse(body) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>Course</title>${body}`);
  });
  await new Promise((started) => server.listen(0, '127.0.0.1', started));
  return {
    // Not the lab's host either: another port alone is the same site.
    origin: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, a frame and the page around it`, () => {
    const here = visited(launch);

    afterEach(() => closePages(here.browser));

    test('a frame takes the height that its lab needs, and a page of the same site steers it', async () => {
      const { page, complaints } = await visit(here.browser, here.site, 'examples/iframe.html');
      const frame = await frameOf(page);
      await page.waitForFunction(() => document.querySelector('iframe').style.height !== '');
      const heights = async () => [
        await page.evaluate(() => document.querySelector('iframe').clientHeight),
        await frame.evaluate(() =>
          Math.ceil(document.querySelector('ebb-lab').getBoundingClientRect().height),
        ),
      ];
      const [outer, inner] = await heights();
      assert.ok(Math.abs(outer - inner) <= 1, `${outer} for ${inner}`);
      assert.ok(inner > 640);

      await page.click('#step');
      await page.waitForFunction(() =>
        document.querySelector('#outcome').textContent.startsWith('iteration 1:'),
      );
      const before = await page.evaluate(() => history.length);
      await page.click('#relu');
      await frame.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'relu',
      );
      // Back leads out of the course page, not through what was tried in the lab.
      assert.equal(await page.evaluate(() => history.length), before);

      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      await frame.waitForFunction(
        () => document.querySelector('ebb-lab').getAttribute('theme') === 'dark',
      );
      await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
      await frame.waitForFunction(
        () => document.querySelector('ebb-lab').getAttribute('theme') === 'light',
      );

      // With more width it needs less height.
      await page.evaluate(() => (document.body.style.maxWidth = 'none'));
      await page.setViewport({ width: 1600, height: 900 });
      await page.waitForFunction(
        (tall) => document.querySelector('iframe').clientHeight < tall - 100,
        {},
        outer,
      );
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('another site gets the height and a refusal alone, unless the address of the frame names it', async () => {
      const course = await serveCourse('<iframe width="800" height="300"></iframe>');
      try {
        for (const [named, expected] of [
          ['', ['height', 'lti.frameResize', 'refused']],
          ['?origin=https://course.example', ['height', 'lti.frameResize', 'refused']],
          [
            `?origin=${course.origin}`,
            ['SPLICE.getState', 'answer', 'experiment', 'frame', 'height', 'lti.frameResize'],
          ],
        ]) {
          const { page } = await visit(here.browser, here.site, course.origin);
          await page.evaluate((source) => {
            window.heard = [];
            addEventListener('message', ({ data }) =>
              window.heard.push(
                data.subject ??
                  data.event ??
                  (data.error?.includes('takes no calls') ? 'refused' : 'answer'),
              ),
            );
            document.querySelector('iframe').src = source;
          }, `${here.site.address}${named}`);
          const frame = await frameOf(page, here.site.address);
          // Its first message tells that somebody listens.
          await page.waitForFunction(() => window.heard.length > 0);
          await page.evaluate(() => {
            const lab = document.querySelector('iframe').contentWindow;
            lab.postMessage({ ebb: 1, id: 1, call: 'advance', args: ['iteration', 2] }, '*');
          });
          await page.waitForFunction(
            (kinds) => kinds.every((kind) => window.heard.includes(kind)),
            {},
            expected,
          );
          const heard = await page.evaluate(() => [...new Set(window.heard)].sort());
          assert.deepEqual(heard, expected, named);
          const { iteration } = await frame.evaluate(() => ({
            iteration: document.querySelector('ebb-lab').frame.iteration,
          }));
          assert.equal(iteration, named.includes(course.origin) ? 2 : 0, named);
          await page.close();
        }
      } finally {
        await course.close();
      }
    });

    test('a message of a wrong form is answered in words and changes nothing', async () => {
      const { page } = await visit(here.browser, here.site, 'examples/iframe.html');
      const frame = await frameOf(page);
      const answers = await page.evaluate(async () => {
        const lab = document.querySelector('iframe').contentWindow;
        const answer = (message) =>
          new Promise((heard) => {
            addEventListener('message', function listen({ data }) {
              if (data.id !== message.id) return;
              removeEventListener('message', listen);
              heard(data.error ?? 'done');
            });
            lab.postMessage(message, '*');
          });
        return [
          await answer({ ebb: 1, id: 101, call: 'advance', args: ['year'] }),
          await answer({ ebb: 1, id: 102, call: 'advance', args: ['iteration', 1e9] }),
          await answer({ ebb: 1, id: 103, call: 'disconnectedCallback' }),
          await answer({ ebb: 1, id: 104, call: 'experiment', args: [{ activation: 'foo' }] }),
        ];
      });
      assert.match(answers[0], /operation, layer, iteration, epoch/);
      assert.match(answers[1], /from 1 to 10000/);
      assert.match(answers[2], /no call/);
      assert.match(answers[3], /activation.*foo/);
      const left = await frame.evaluate(() => {
        const { frame: shown, experiment } = document.querySelector('ebb-lab');
        return [shown.iteration, experiment.activation];
      });
      assert.deepEqual(left, [0, 'tanh']);
      // From within the frame itself, not from the page around it.
      await frame.evaluate(() => {
        const heard = new Promise((done) => addEventListener('message', done, { once: true }));
        postMessage({ ebb: 1, id: 105, call: 'advance', args: ['iteration', 1] }, '*');
        // Calls are answered one after the other: this one comes after whatever that had led to.
        return heard.then(() => document.querySelector('ebb-lab').advance('operation', 1));
      });
      assert.equal(
        await frame.evaluate(() => document.querySelector('ebb-lab').frame.iteration),
        0,
      );
      await page.close();
    });
  });
}
