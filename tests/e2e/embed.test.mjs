import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, afterEach, before, describe, test } from 'node:test';
import { browsers, open, serve, stands, touched } from './browsers.mjs';

const dist = new URL('../../dist/', import.meta.url);
/** Where the build has no script for course pages yet, that of the page defines the same element. */
const courseScript = existsSync(new URL('ebb-lab.js', dist))
  ? {}
  : {
      '/ebb-lab.js': `import './assets/${readdirSync(new URL('assets/', dist)).find((name) =>
        /^index-.*\.js$/.test(name),
      )}';`,
    };

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

/** What a notebook shows for its cells, run in order with IPython's display replaced by the least
 *  that it does: https://ipython.readthedocs.io/en/stable/api/generated/IPython.display.html */
function runNotebook(file, address) {
  const cells = JSON.parse(readFileSync(file, 'utf8')).cells.filter(
    ({ cell_type }) => cell_type === 'code',
  );
  const program = `
import json, sys, types, ast, html

class IFrame:
    def __init__(self, src, width, height, extras=None, **kwargs):
        self.src, self.width, self.height = src, width, height
    def _repr_html_(self):
        return '<iframe width="%s" height="%s" src="%s"></iframe>' % (
            self.width, self.height, html.escape(self.src))

shown = []
module = types.ModuleType("IPython.display")
module.IFrame, module.display = IFrame, lambda *those: shown.extend(those)
sys.modules["IPython"] = types.ModuleType("IPython")
sys.modules["IPython.display"] = module
space = {}
for source, address in json.load(sys.stdin):
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), space)
    if "EBB" in space: space["EBB"] = address
    if last is not None:
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
        if value is not None: shown.append(value)
print("".join(one._repr_html_() for one in shown))
`;
  const input = JSON.stringify(cells.map(({ source }) => [source.join(''), address]));
  return execFileSync('python3', ['-c', program], { input, encoding: 'utf8' });
}

/** The frame whose address has this part, with a lab in it. Frames of the examples load lazily: the
 *  page has to be the one on the screen. */
async function frameOf(page, part = '') {
  await page.bringToFront();
  let complaint;
  for (let times = 0; times < 300; ++times) {
    const frame = page.frames().find((one) => one !== page.mainFrame() && one.url().includes(part));
    // Not by `frame.$`, which may hold on to the empty document that was there before.
    const hasLab = frame?.evaluate(() => document.querySelector('ebb-lab') !== null);
    if (await hasLab?.catch((error) => void (complaint = error))) {
      await stands(frame);
      return frame;
    }
    await new Promise((passed) => setTimeout(passed, 100));
  }
  const seen = page.frames().map((one) => one.url());
  const shown = await page.evaluate(() => document.visibilityState);
  const why = complaint ?? 'nobody complained';
  throw new Error(`no lab came in a frame of this ${shown} page: ${seen.join(' ')}: ${why}`);
}

const listening = (page) => {
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

/** What a selector finds in the lab's own tree. */
const texts = (place, selector) =>
  place.evaluate(
    (chosen) =>
      [...document.querySelector('ebb-lab').shadowRoot.querySelectorAll(chosen)].map((one) =>
        one.textContent.trim(),
      ),
    selector,
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    let site;
    before(async () => {
      site = await serve(courseScript);
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    // A page left open by a test that failed would take the screen from those after it.
    afterEach(async () => {
      for (const page of await browser.pages()) {
        if (page.url() !== 'about:blank') await page.close();
      }
    });

    async function visit(path) {
      const page = await browser.newPage();
      const complaints = listening(page);
      await page.setViewport({ width: 1100, height: 900 });
      await page.goto(path.includes('://') ? path : site.address + path);
      return { page, complaints };
    }

    test('settings choose how much of the lab is seen', async () => {
      const seen = {};
      for (const view of ['profile', 'network', 'full']) {
        const { page, complaints } = await open(browser, `${site.address}?view=${view}`);
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
        browser,
        `${site.address}?lock=seed,learningRate&hide=momentum,activation#seed=7&gain=2`,
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
      const { page } = await open(browser, `${site.address}?view=foo&lock=sed&veiw=profile`);
      const said = (await texts(page, '[role=alert]')).join(' ');
      for (const part of ['“view” was given foo', '“lock” was given sed', 'no setting “veiw”']) {
        assert.ok(said.includes(part), `${part} in ${said}`);
      }
      assert.equal((await texts(page, '.panels')).length, 1);
      await page.close();
    });

    test('the element says what is wrong with an attribute, and goes by the others', async () => {
      const { page } = await visit('examples/element.html');
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
      const { page, complaints } = await open(browser, `${site.address}#hidden=8*3`);
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const button = (word) =>
          [...root.querySelectorAll('button')].find((one) => one.textContent.trim() === word);
        button('Embed').click();
      });
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('dialog[open] iframe'),
      );
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
      const address = `${site.address}?view=network&hide=momentum&lock=seed#hidden=8*3`;
      assert.ok(code.includes(`src="${address.replaceAll('&', '&amp;')}"`), code);
      const preview = await frameOf(page, 'view=network');
      assert.equal(preview.url(), address);
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

    test('plain HTML: two labs on one page do not disturb each other', async () => {
      const { page, complaints } = await visit('examples/element.html');
      await stands(page);
      const state = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('ebb-lab')].map((lab) => ({
            activation: lab.experiment.activation,
            position: lab.frame.position,
            colour: getComputedStyle(lab).backgroundColor,
          })),
        );
      const [first, second] = await state();
      assert.deepEqual([first.activation, second.activation], ['sigmoid', 'tanh']);

      // By script.
      await page.evaluate(() => document.querySelector('#tanh').advance('iteration', 3));
      const trained = (await state()).map(({ position }) => position);
      assert.equal(trained[0], first.position);
      assert.ok(trained[1] > second.position);

      // By keys: of the lab that was used last, wherever in it that was.
      const box = await page.evaluate(() => {
        const panel = document.querySelector('#sigmoid').shadowRoot.querySelector('.verdict');
        panel.scrollIntoView({ block: 'center' });
        const { x, y } = panel.getBoundingClientRect();
        return { x, y };
      });
      await page.mouse.click(box.x + 10, box.y + 10);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.querySelector('#sigmoid').frame.position === 1);
      assert.equal((await state())[1].position, trained[1]);

      // By theme: the page's for both, an attribute for one.
      await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
      const dark = (await state()).map(({ colour }) => colour);
      assert.equal(dark[0], dark[1]);
      await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
      const light = (await state()).map(({ colour }) => colour);
      assert.equal(light[0], light[1]);
      assert.notEqual(light[0], dark[0]);
      await page.evaluate(() => document.querySelector('#tanh').setAttribute('theme', 'dark'));
      assert.deepEqual(
        (await state()).map(({ colour }) => colour),
        [light[0], dark[0]],
      );

      // The way to the whole lab leads to its page, not to the course's.
      const whole = await page.evaluate(
        () => document.querySelector('#tanh').shadowRoot.querySelector('a[target]').href,
      );
      assert.equal(whole, `${site.address}#activation=tanh`);

      await page.click('#train');
      await page.waitForFunction(() => document.querySelector('#outcome').textContent !== '');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a frame takes the height that its lab needs, and a page of the same site steers it', async () => {
      const { page, complaints } = await visit('examples/iframe.html');
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
          const { page } = await visit(course.origin);
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
          }, `${site.address}${named}`);
          const frame = await frameOf(page, site.address);
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
      const { page } = await visit('examples/iframe.html');
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

    test('slides: a lab plays while its slide is shown, rests while it is not', async () => {
      const { page, complaints } = await visit('examples/slides.html');
      await stands(page);
      const iterations = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('ebb-lab')].map((lab) => lab.frame.iteration),
        );
      assert.deepEqual(await iterations(), [0, 0]);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 5);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.querySelectorAll('ebb-lab')[1].frame.iteration > 5);
      const [first, second] = await iterations();
      await page.waitForFunction(
        (before) => document.querySelectorAll('ebb-lab')[1].frame.iteration > before + 20,
        {},
        second,
      );
      assert.equal((await iterations())[0], first);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    // Firefox takes this wish from its profile only.
    const isTold = { skip: name !== 'chromium' };
    test('slides: nothing moves by itself where less motion is asked for', isTold, async () => {
      const page = await browser.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await page.goto(`${site.address}examples/slides.html`);
      await stands(page);
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() =>
        document.querySelector('.count').textContent.startsWith('2 '),
      );
      // One that plays would have gone further by itself than it was asked to.
      for (const asked of [1, 2, 3]) {
        const { iteration } = await page.evaluate(() =>
          document.querySelector('ebb-lab').advance('iteration', 1),
        );
        assert.equal(iteration, asked);
      }
      await page.close();
    });

    test('a notebook’s cells show the labs that they ask for', async () => {
      const shown = runNotebook(new URL('examples/notebook.ipynb', dist), './index.html');
      const head = '<!doctype html><title>Notebook</title><link rel="icon" href="icon.svg">';
      const notebook = await serve({ '/notebook.html': `${head}${shown}` });
      try {
        const { page, complaints } = await visit(`${notebook.address}notebook.html`);
        const seen = [];
        for (const part of ['=tanh', '=relu&init=xavier', '=relu&init=kaiming']) {
          const frame = await frameOf(page, part);
          seen.push(
            await frame.evaluate(() => {
              const { experiment, shadowRoot } = document.querySelector('ebb-lab');
              const hasForm = shadowRoot.querySelector('#experiment') !== null;
              const { hidden, activation, init } = experiment;
              return [hidden.length, activation, init, hasForm];
            }),
          );
          assert.deepEqual(await texts(frame, '[role=alert] li'), []);
        }
        assert.deepEqual(seen, [
          [20, 'tanh', 'xavier_normal', true],
          [20, 'relu', 'xavier_normal', false],
          [20, 'relu', 'kaiming_normal', false],
        ]);
        assert.deepEqual(complaints, []);
        await page.close();
      } finally {
        await notebook.close();
      }
    });
  });
}
