import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { advance, browsers, open, visited } from './browsers.mjs';
import { covered, cutOff, overlap, parts, rectangles } from './first_screen.mjs';
import { ask, press, says } from './in_lab.mjs';
import { untilSo } from './patience.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}: the first screen`, () => {
    const here = visited(launch);

    for (const hidden of ['1*3', '2*3', '16*10', '64*50', '256*128']) {
      test(`shows cause and effect of ${hidden} at 1366 × 768 without scrolling`, async () => {
        const { page } = await open(
          here.browser,
          `${here.site.address}#hidden=${hidden}&samples=32`,
          {
            width: 1366,
            height: 768,
          },
        );
        await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
        // The largest has too many operations to be taken to each for this.
        const states = ['start', 'back', ...(hidden === '256*128' ? [] : ['at layer 1']), 'end'];
        for (const state of states) {
          if (state === 'back') {
            const { stops } = await page.evaluate(() => document.querySelector('ebb-lab').frame);
            await advance(page, 'operation', Math.floor(stops * 0.8));
          }
          if (state === 'at layer 1') {
            const left = await page.evaluate(() => {
              const { operations, position } = document.querySelector('ebb-lab').frame;
              return 2 * operations.length - position;
            });
            await advance(page, 'operation', left);
            // The sentence on why its weights make so much of it, with the findings under it.
            await says(page, 'here', /Why: over 2 weights a unit/);
            assert.equal(await cutOff(page), 0, state);
          }
          if (state === 'end') await advance(page, 'iteration', 1);
          // What tells of a stop is fetched when the first one is stood on.
          if (state === 'back') await says(page, 'here', /Back/);
          const found = await rectangles(page);
          for (const [part, { left, top, right, bottom }] of Object.entries(found)) {
            const where = `${part} at ${state}: ${[left, top, right, bottom].map(Math.round)}`;
            assert.ok(left >= 0 && top >= 0 && right <= 1366 && bottom <= 768, where);
            assert.ok(right - left > 200 && bottom - top > 30, where);
          }
          for (const a of parts) {
            for (const b of parts) {
              if (a < b) assert.ok(!overlap(found[a], found[b]), `${a} and ${b} at ${state}`);
            }
          }
          assert.ok(found.network.bottom <= found.strip.top + 1);
          assert.ok(found.strip.bottom <= found.profile.top + 1);
          assert.ok(found.here.left > found.network.right);
          assert.ok(found.findings.top >= found.here.bottom - 1);
          assert.deepEqual(await covered(page), [], state);
        }
        await page.close();
      });
    }

    test('says once what layer 1 gets, where nothing is found against a network', async () => {
      const link = `${here.site.address}#hidden=16*10&activation=tanh`;
      const { page } = await open(here.browser, link, { width: 1366, height: 768 });
      await advance(page, 'iteration', 1);
      await says(page, 'here', /Layer 1 gets [\d.]+ times the gradient/);
      await says(
        page,
        'findings',
        /^\s*Diagnosis\s*Whether the network learns shows after some iterations/,
      );
      await page.close();
    });

    test('tells nothing of the answer before the walk has been there, unless asked', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await says(page, 'findings', /Not judged yet: the walk has not begun/);
      const told = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const dots = [...root.querySelectorAll('.drawing path.dot')];
          return {
            ratio: root.querySelector('[data-part="here"] .ratio') !== null,
            profile: dots.some((one) => one.getAttribute('d') !== ''),
            factors: root.querySelectorAll('.drawing text.factor').length,
          };
        });
      assert.deepEqual(await told(), { ratio: false, profile: false, factors: 0 });
      await press(page, /Show the result at once/);
      await says(page, 'findings', /Vanishing/);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('.drawing text.factor'),
      );
      const now = await told();
      assert.ok(now.ratio && now.profile && now.factors > 10, JSON.stringify(now));
      await page.close();
    });

    test('Play is a walk at first, stop by stop, and then goes on by iterations', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        window.walk = [];
        lab.addEventListener('frame', ({ detail }) =>
          window.walk.push([detail.position, detail.phase, detail.iteration, performance.now()]),
        );
      });
      await press(page, /^Play/);
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 3);
      const { walk, stops } = await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        lab.pause();
        return { walk: window.walk, stops: lab.frame.stops };
      });
      const first = walk.filter(([position]) => position > 0 && position < stops);
      // A frame comes again when it carries what a panel asks for; a slow machine may leave one out.
      const back = new Set(
        first.filter(([, phase]) => phase === 'backward').map(([position]) => position),
      );
      assert.deepEqual(
        [...back],
        [...back].sort((a, b) => a - b),
      );
      assert.ok(back.size > 15 && back.size <= 22, `${back.size} stops of 22`);
      const seconds = (first.at(-1)[3] - first[0][3]) / 1000;
      assert.ok(seconds > 4, `the walk took ${seconds} s`);
      const checked = () =>
        ask(
          page,
          "[...root.querySelectorAll('.transport input[type=radio]:checked')].map(({ value }) => value)",
        );
      assert.deepEqual(await checked(), ['iteration', 'run']);
      const toStart = async () => {
        await press(page, /To the start/);
        await page.waitForFunction(() => document.querySelector('ebb-lab').frame.position === 0);
      };
      // Where nobody has chosen anything, the start is where Play walks again.
      await toStart();
      assert.deepEqual(await checked(), ['operation', 'walk']);
      await press(page, /^Play/);
      await page.waitForFunction(() => {
        const lab = document.querySelector('ebb-lab');
        if (lab.frame.phase === 'backward') lab.pause();
        return lab.frame.phase === 'backward' || lab.frame.iteration > 0;
      });
      assert.equal(await page.evaluate(() => document.querySelector('ebb-lab').frame.iteration), 0);
      await ask(page, "root.querySelector('.units input[value=iteration]').click()");
      await toStart();
      assert.deepEqual(await checked(), ['iteration', 'walk']);
      await page.close();
    });

    test('a setting that is changed while playing goes on playing', async () => {
      const { page } = await open(here.browser, `${here.site.address}#hidden=4*2`);
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 2);
      await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const select = root.querySelector('#entry-activation');
        select.value = 'tanh';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await page.waitForFunction(() => {
        const { experiment, frame } = document.querySelector('ebb-lab');
        return experiment.activation === 'tanh' && frame.iteration > 2;
      });
      await page.close();
    });

    test('values and gradient have a band each, named, with a scale at the edge', async () => {
      const { page } = await open(here.browser, here.site.address, { width: 1366, height: 768 });
      const scale = () =>
        ask(
          page,
          "root.querySelector('[data-part=\"band-scale\"]')?.textContent.replace(/\\s+/g, ' ').trim() ?? ''",
        );
      assert.equal(await scale(), '');
      await advance(page, 'operation', 9);
      await says(page, 'here', /Forward · layer 5.*comes in ?0\.\d+ ?goes out ?0\.\d+/);
      await page.waitForFunction(() =>
        document.querySelector('ebb-lab').shadowRoot.querySelector('[data-part="band-scale"]'),
      );
      assert.match(await scale(), /^1 ?0\.1/);
      const key = () => ask(page, "root.querySelector('.stage header').textContent");
      assert.match(await key(), /values.*half as thick is a quarter as large/);
      // Until there is a gradient, the profile has what there is: the size of the values.
      const quantities = () =>
        ask(
          page,
          "[...root.querySelectorAll('g[data-quantity]')].map((one) => one.dataset.quantity)",
        );
      assert.deepEqual(await quantities(), ['values']);
      await says(page, 'findings', /Not judged yet: the gradient’s way begins at the loss/);
      await advance(page, 'operation', 24);
      await says(page, 'here', /Back · layer 6.*about a quarter/);
      assert.deepEqual(await quantities(), ['size']);
      // What goes on is said at the front too, and the row is named.
      await says(page, 'front', /×.0\.24\d? ?here/);
      await says(page, 'front', /×.0\.00\d+ ?since layer 10$/);
      // The bar of the walk has its head where its line back ends, of 200.
      const [head, end] = await ask(
        page,
        "[2 * parseFloat(root.querySelector('.walk i.backward').style.left), Number(root.querySelector('.walk path.backward').getAttribute('d').split('H')[1])]",
      );
      assert.ok(Math.abs(head - end) < 0.1 && end > 2 && end < 192, `${head} ${end}`);
      // What is found meanwhile is marked by how grave it is.
      await says(page, 'findings', /layers to go.*Warning ?Samples collapsed/);
      assert.equal(
        await ask(page, "root.querySelectorAll('.more > summary svg.warning').length"),
        1,
      );
      // The same number at the front, in the row under it and in the sentence beside it.
      const factor = await ask(
        page,
        "root.querySelector('[data-part=front]').textContent.match(/[\\d.]+/)[0]",
      );
      await says(page, 'here', new RegExp(`\\(×.${factor.replace('.', '\\.')}\\)`));
      const row =
        "[...root.querySelectorAll('.drawing text.factor')].map((one) => one.textContent.trim())";
      assert.ok((await ask(page, row)).includes(`×${factor}`), `${factor} is not in the row`);
      await says(page, 'strip-labels', /arrived ?(½ ?)?factor/);
      await advance(page, 'iteration', 1);
      await says(page, 'findings', /Vanishing gradient.*What usually helps.*residual connections/);
      // One sentence stands once: the card says how much arrives and what took it, the finding what helps.
      const once = await ask(
        page,
        "root.querySelector('.verdict').innerText.match(/one part in/g).length",
      );
      assert.equal(once, 1);
      await says(page, 'here', /What took most: the activation, on average ÷ 4\.2 a layer/);
      assert.match(await scale(), /^layer 10/);
      assert.match(await key(), /gradient: half as thick is a quarter as large/);
      assert.match(await key(), /values, on a scale of their own/);
      assert.match(await key(), /under 1\/1000 of layer 10’s/);
      const lines = await ask(
        page,
        "['near', 'vanishing', 'exploding'].map((one) => root.querySelectorAll('[data-quantity=size] path.' + one).length)",
      );
      assert.deepEqual(lines, [1, 1, 0]);
      await page.close();
    });

    test('on a telephone the step, its sentence and what is left are read without scrolling', async () => {
      const [width, height] = [390, 844];
      const { page } = await open(here.browser, here.site.address, { width, height });
      const boxes = () =>
        page.evaluate(() => {
          const root = document.querySelector('ebb-lab').shadowRoot;
          const boxOf = (name) => {
            const box = root.querySelector(name)?.getBoundingClientRect();
            return box && [box.left, box.top, box.right, box.bottom].map(Math.round);
          };
          return {
            network: boxOf('[data-part=network]'),
            strip: boxOf('[data-part=strip]'),
            profile: boxOf('[data-part=profile]'),
            line: boxOf('[data-part=here-line]'),
            foot: boxOf('.drawer'),
          };
        });
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      const { line: none, foot, ...before } = await boxes();
      assert.equal(none, undefined);
      await advance(page, 'operation', 31);
      await says(
        page,
        'here-line',
        /Back · layer 7 · φ.*\(×.0\.243\).*So far, of layer 10’s gradient ×.0\.0188/,
      );
      const { line, foot: footNow, ...now } = await boxes();
      assert.deepEqual(now, before);
      assert.deepEqual(footNow, foot);
      assert.ok(line[1] >= now.strip[3] - 1 && line[3] <= now.profile[1] + 1, `${line}`);
      assert.ok(line[3] <= foot[1], `the line ends at ${line[3]}, the bar begins at ${foot[1]}`);
      // An operation that is too narrow for a finger is chosen by its neighbours' buttons.
      await press(page, /The operation after this one/);
      await says(page, 'here-line', /Back · layer 8 · W.*\(×.\d/);
      await press(page, /The operation after this one/);
      await says(page, 'here-line', /Back · layer 8 · φ/);
      const small = await page.evaluate(() =>
        [
          ...document
            .querySelector('ebb-lab')
            .shadowRoot.querySelectorAll('[data-part=here-line] button'),
        ]
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.width < 24 || box.height < 24),
      );
      assert.deepEqual(small, []);
      await press(page, /Follow the walk/);
      await says(page, 'here-line', /Back · layer 7 · φ/);
      await advance(page, 'iteration', 1);
      await says(page, 'here-line', /Arrived, of layer 10’s gradient/);
      await page.close();
    });

    test('on a telephone the parts stand one under the other, and nothing is wider than it', async () => {
      for (const width of [390, 360]) {
        const { page } = await open(here.browser, here.site.address, { width, height: 800 });
        await advance(page, 'operation', 33);
        await says(page, 'here', /Back · layer 6/);
        const found = await rectangles(page);
        for (const [index, part] of parts.entries()) {
          const { left, right, top } = found[part];
          assert.ok(left >= 0 && right <= width + 0.5, `${part}: ${left} to ${right} of ${width}`);
          const before = found[parts[index - 1]];
          if (before) assert.ok(top >= before.bottom - 1, `${part} begins at ${top}`);
        }
        assert.deepEqual(await covered(page), [], `at ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${wide} too wide at ${width}`);
        await page.close();
      }
      const { page } = await open(here.browser, `${here.site.address}?lang=ne`, { width: 390 });
      await advance(page, 'iteration', 1);
      await untilSo(
        () => ask(page, "root.querySelector('.stage header li .grew') !== null"),
        () => ask(page, "root.querySelector('.stage').innerText"),
      );
      // Which lines of the key lie under the menu beside it. A language's font comes when it is needed, and is narrower
      // than what stands in for it until then.
      const under = () =>
        page.evaluate(() => {
          const header = document
            .querySelector('ebb-lab')
            .shadowRoot.querySelector('.stage header');
          const menu = header.querySelector('button').getBoundingClientRect();
          const range = document.createRange();
          return [...header.querySelectorAll('li')]
            .filter((item) => {
              range.selectNodeContents(item);
              const { right, top } = range.getBoundingClientRect();
              return right > menu.left && top < menu.bottom - 4;
            })
            .map((item) => item.textContent);
        });
      await untilSo(async () => (await under()).length === 0, under);
      await page.close();
    });
  });
}
