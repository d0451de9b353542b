import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { browsers, hosted, visited } from './browsers.mjs';

const course = (frame) => `<!doctype html><title>Course</title>
  <iframe src="${frame}" width="800" height="600"></iframe>
  <script type="module">
    import { EbbFrame } from '/ebb-frame.js';
    window.lab = new EbbFrame(document.querySelector('iframe'));
  </script>`;

/** A frame that says what it is told to, and keeps what it hears. */
const spoken = `<!doctype html><script>
  window.heard = [];
  addEventListener('message', ({ data }) => window.heard.push(data));
  window.say = (message) => parent.postMessage({ ebb: 1, ...message }, '*');
</script>`;

/** Counts workers that were started and not ended, and what nobody has caught. */
const counting = () => {
  window.live = 0;
  window.uncaught = [];
  window.errors = [];
  const { Worker } = window;
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      window.live += 1;
    }
    terminate() {
      window.live -= 1;
      super.terminate();
    }
  };
  addEventListener('error', ({ message }) => window.errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => window.uncaught.push(String(reason)));
};

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const element = '<!doctype html><script src="/ebb-lab.js"></script><main></main>';
    const here = visited(
      launch,
      {
        '/course.html': course('/index.html'),
        '/element.html': element,
        '/spoken.html': spoken,
        '/hears.html': course('/spoken.html'),
      },
      { headers: {} },
    );
    const away = () => `http://localhost:${new URL(here.site.origin).port}/index.html`;
    const elsewhere = hosted(() => ({ '/away.html': course(away()) }), { headers: {} });

    async function visit(address) {
      const page = await here.browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      await page.evaluateOnNewDocument(counting);
      await page.goto(address);
      return page;
    }
    const begun = async (page) => {
      await page.waitForFunction(() => window.lab);
      await page.evaluate(() => window.lab.ready);
      // An answer that takes as long as the test.
      await page.evaluate(() => {
        window.answer = window.lab.advance('epoch', 10000).then(String, (error) => error.message);
      });
    };

    test('a call is settled when its frame is loaded anew, and the next goes to the new lab', async () => {
      const page = await visit(`${here.site.origin}/course.html`);
      await begun(page);
      // The next is made at once, when the new lab is not there yet.
      const { words, iteration } = await page.evaluate(async () => {
        document.querySelector('iframe').contentWindow.location.reload();
        const words = await window.answer;
        const { iteration } = await window.lab.advance('iteration', 3);
        return { words, iteration };
      });
      assert.match(words, /loaded anew/);
      assert.equal(iteration, 3);
      await page.close();
    });

    test('what is asked of a lab that is gone waits for the next, and is said to it once', async () => {
      const page = await visit(`${here.site.origin}/hears.html`);
      await page.waitForFunction(() => window.lab && window.frames[0].say);
      const { first, between, second, answer } = await page.evaluate(async () => {
        const frame = window.frames[0];
        const asked = () => frame.heard.filter(({ call }) => call === 'advance');
        // What either side has posted before is there once this message is.
        const heard = async (target) => {
          const came = new Promise((resolve) =>
            target.addEventListener('message', ({ data }) => data === 'come' && resolve()),
          );
          target.postMessage('come', '*');
          await came;
        };
        const say = async (message) => {
          frame.say(message);
          await heard(window);
          await heard(frame);
        };
        await say({ loaded: 1, event: 'height', detail: 100 });
        // No lab says these.
        await say({ loaded: 1, event: 'height', detail: 1e9 });
        await say({ loaded: 1, event: 'error', detail: { toString: 1 } });
        const before = window.lab.advance('iteration', 1).catch((error) => error.message);
        await heard(frame);
        const first = asked().length;
        await say({ loaded: 1, event: 'gone', detail: null });
        await before;
        const after = window.lab.advance('iteration', 2);
        await heard(frame);
        const between = asked().length;
        await say({ loaded: 2, event: 'height', detail: 100 });
        const [, ...second] = asked();
        frame.say({ loaded: 2, id: second[0].id, result: 'there' });
        return { first, between, second: second.map(({ args }) => args), answer: await after };
      });
      assert.deepEqual([first, between], [1, 1]);
      assert.equal(
        await page.evaluate(() => document.querySelector('iframe').style.height),
        '100px',
      );
      assert.deepEqual(await page.evaluate(() => window.errors), []);
      assert.deepEqual(second, [['iteration', 2]]);
      assert.equal(answer, 'there');
      await page.close();
    });

    test('a call is settled when its frame is taken out of the page', async () => {
      const page = await visit(`${here.site.origin}/course.html`);
      await begun(page);
      await page.evaluate(() => document.querySelector('iframe').remove());
      assert.match(await page.evaluate(() => window.answer), /not part of the page|anew/);
      await page.close();
    });

    test('a call from an origin that the frame does not name is refused in words', async () => {
      const page = await visit(`${elsewhere.origin}/away.html`);
      await page.waitForFunction(() => window.lab);
      const words = await page.evaluate(() =>
        window.lab.advance('iteration').then(String, (error) => error.message),
      );
      assert.match(words, /no calls from http:.*\?origin=/);
      await page.close();
    });

    test('an element has a worker while it is part of a page, and no longer', async () => {
      const page = await visit(`${here.site.origin}/element.html`);
      const found = await page.evaluate(async () => {
        await customElements.whenDefined('ebb-lab');
        // What follows from a change that nobody announces has been done when two more pictures are drawn.
        const picture = () => new Promise((drawn) => requestAnimationFrame(drawn));
        const turns = () => picture().then(picture);
        const lab = document.createElement('ebb-lab');
        lab.experiment = 'hidden=5*3';
        lab.compare = null;
        const apart = await lab.advance('iteration').catch((error) => error.message);
        const before = window.live;
        document.querySelector('main').append(lab);
        await lab.ready;
        const depth = lab.experiment.hidden.length;
        const during = window.live;
        lab.compare = null;
        await lab.ready;
        lab.remove();
        await turns();
        lab.experiment = 'hidden=4*2';
        await turns();
        const removed = window.live;
        // In the middle of its loading.
        for (let times = 0; times < 3; ++times) {
          const other = document.createElement('ebb-lab');
          document.querySelector('main').append(other);
          await new Promise((passed) => setTimeout(passed, times * 30));
          other.remove();
        }
        await turns();
        document.querySelector('main').append(lab);
        await lab.ready;
        const again = lab.experiment.hidden.length;
        lab.remove();
        await turns();
        return { apart, before, depth, during, removed, again, end: window.live };
      });
      assert.deepEqual(found, {
        apart: 'the element is not part of a page',
        before: 0,
        depth: 3,
        during: 1,
        removed: 0,
        again: 2,
        end: 0,
      });
      assert.deepEqual(await page.evaluate(() => window.uncaught), []);
      await page.close();
    });
  });
}
