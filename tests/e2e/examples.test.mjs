import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, test } from 'node:test';
import { browsers, serve, stands, visited } from './browsers.mjs';
import { closePages, dist, frameOf, texts, visit } from './embedded.mjs';

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

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, the examples for course pages`, () => {
    const here = visited(launch);

    afterEach(() => closePages(here.browser));

    test('plain HTML: two labs on one page do not disturb each other', async () => {
      const { page, complaints } = await visit(here.browser, here.site, 'examples/element.html');
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
      assert.equal(whole, `${here.site.address}#activation=tanh`);

      await page.click('#train');
      await page.waitForFunction(() => document.querySelector('#outcome').textContent !== '');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('slides: a lab plays while its slide is shown, rests while it is not', async () => {
      const { page, complaints } = await visit(here.browser, here.site, 'examples/slides.html');
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
      // What it had still been asked for as it was stopped is there once it has answered this.
      await page.waitForFunction(
        () =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('.play').ariaLabel === 'Play',
      );
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 1));
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
      const page = await here.browser.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await page.goto(`${here.site.address}examples/slides.html`);
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
        const { page, complaints } = await visit(
          here.browser,
          here.site,
          `${notebook.address}notebook.html`,
        );
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
