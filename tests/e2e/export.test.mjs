import assert from 'node:assert/strict';
import { mkdtemp, copyFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { advance, browsers, open, serve, testOnce } from './browsers.mjs';

/** Every kind of chart: the panel it stands in, what its files are called, what its axes say. */
const charts = [
  ['.network', 'ebb-size-profile', ['Size of the gradient', 'in', 'out', 'Layer →']],
  ['.loss', 'ebb-loss', ['Binary cross-entropy', 'Iteration', 'training loss', 'test loss']],
  ['.activation', 'ebb-activation', ['φ', 'what enters the activation']],
  ['.landscape', 'ebb-landscape', ['x₁', 'x₂', 'class 1', 'class 2']],
  ['.history', 'ebb-signal-through-time', ['Layer', 'Iteration', 'exactly 0']],
  ['.inspector figure', 'ebb-activation-4-input', ['unit ↓', 'sample →', 'values and weights']],
];

/** Brings a panel into view and waits for its files to be offered. */
const seen = (page, panel) =>
  page.evaluate(async (selector) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    const pause = () => new Promise((passed) => setTimeout(passed, 50));
    for (let times = 0; times < 300; ++times) {
      root.querySelector(selector)?.scrollIntoView({ block: 'center' });
      await pause();
      if (root.querySelector(`${selector} .files`)) return;
    }
    throw new Error(`no files at ${selector}`);
  }, panel);

/** Presses a button of a panel; hands over the file as it would be saved. */
const keep = (page, panel, button) =>
  page.evaluate(
    async (selector, word) => {
      const root = document.querySelector('ebb-lab').shadowRoot;
      const make = URL.createObjectURL;
      const click = HTMLAnchorElement.prototype.click;
      let blob;
      URL.createObjectURL = (given) => make.call(URL, (blob = given));
      const name = await new Promise((kept, failed) => {
        HTMLAnchorElement.prototype.click = function () {
          kept(this.download);
        };
        setTimeout(() => failed(new Error(`no ${word} came from ${selector}`)), 20_000);
        [...root.querySelectorAll(`${selector} .files button`)]
          .find((one) => one.textContent.trim().startsWith(word))
          .click();
      });
      URL.createObjectURL = make;
      HTMLAnchorElement.prototype.click = click;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
      return { name, type: blob.type, base64 };
    },
    panel,
    button,
  );
const textOf = ({ base64 }) => Buffer.from(base64, 'base64').toString('utf8');

/** An SVG file as a program reads it that knows nothing of the page. */
const read = (page, svg) =>
  page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...file.querySelectorAll('*')];
    return {
      isXml: !file.querySelector('parsererror') && file.documentElement.localName === 'svg',
      names: [...new Set(all.map((one) => one.localName))],
      width: Number(file.documentElement.getAttribute('width')),
      height: Number(file.documentElement.getAttribute('height')),
      title: file.querySelector('title').textContent,
      origin: file.querySelector('desc').textContent,
      ground: file.querySelector('rect').getAttribute('fill'),
      texts: [...file.querySelectorAll('text')].map((one) => one.textContent),
      paths: file.querySelectorAll('path').length,
      // Whatever would be looked up outside the file, or in a style sheet.
      outside: all.flatMap((one) =>
        [...one.attributes]
          .filter(
            ({ name, value }) =>
              /^(class|style:|on)/.test(name) ||
              /var\(|light-dark|url\((?!#)/.test(value) ||
              (/href$/.test(name) && !value.startsWith('data:image/png')),
          )
          .map(({ name, value }) => `${name}=${value.slice(0, 60)}`),
      ),
    };
  }, svg);

/** How far, on average, the pixels of two pictures differ (0 to 1), and how much of the first is not
 *  the colour of its corner. */
const compare = (page, png, svg) =>
  page.evaluate(
    async (first, second) => {
      async function pixels(type, base64) {
        const image = new Image();
        image.src = `data:${type};base64,${base64}`;
        await image.decode();
        return image;
      }
      const [one, other] = [
        await pixels('image/png', first),
        await pixels('image/svg+xml', second),
      ];
      const drawn = [one, other].map((image) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [one.naturalWidth, one.naturalHeight];
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        return context.getImageData(0, 0, canvas.width, canvas.height).data;
      });
      let difference = 0;
      let inked = 0;
      for (let i = 0; i < drawn[0].length; i += 4) {
        let isInked = false;
        for (let k = i; k < i + 3; ++k) {
          difference += Math.abs(drawn[0][k] - drawn[1][k]);
          isInked ||= Math.abs(drawn[0][k] - drawn[0][k - i]) > 8;
        }
        if (isInked) ++inked;
      }
      const count = drawn[0].length / 4;
      return { difference: difference / count / 3 / 255, inked: inked / count };
    },
    png.base64,
    svg.base64,
  );

/** RFC 4180, read by another hand than wrote it. */
function readCsv(text) {
  assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'));
  const rows = [[]];
  for (const [, quoted, plain, end] of text
    .slice(1, -2)
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    else if (end === '') break;
  }
  // The last column is for programs.
  const [name, receipt] = rows.map((row) => row.pop());
  assert.equal(name, 'receipt');
  assert.match(receipt, /^ebb-receipt 1 position=\d+ digest=[0-9a-f]{16} link=\S* end$/);
  return rows;
}

/** Drags a file over the lab, or drops it there. */
const drag = (page, kind, name, content, target = 'ebb-lab') =>
  page.evaluate(
    (type, title, text, where) => {
      const dataTransfer = new DataTransfer();
      if (title) dataTransfer.items.add(new File([text], title));
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(where).dispatchEvent(event);
      return event.defaultPrevented;
    },
    kind,
    name,
    content,
    target,
  );
const inLab = (page, selector, target = 'ebb-lab') =>
  page.evaluate(
    (where, what) => document.querySelector(where).shadowRoot.querySelector(what)?.textContent,
    target,
    selector,
  );
const waitInLab = (page, selector) =>
  page.waitForFunction(
    (what) => document.querySelector('ebb-lab').shadowRoot.querySelector(what),
    {},
    selector,
  );

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    let site;
    let plain;
    before(async () => {
      const course =
        '<!doctype html><title>Course</title><link rel="icon" href="/icon.svg"><script src="/ebb-lab.js"></script>' +
        '<p id="text">Read this.</p><ebb-lab id="one" experiment="hidden=4*2"></ebb-lab>' +
        '<ebb-lab id="two" experiment="hidden=5*3" locked="data,seed"></ebb-lab>';
      site = await serve({ '/course.html': course });
      plain = await serve({ '/plain.html': '<!doctype html>' }, { headers: {} });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
      await plain?.close();
    });

    test('every chart is kept as SVG and PNG that show the same and lead back to the experiment', async () => {
      const link = '#hidden=6*5&activation=tanh';
      const { page, complaints } = await open(browser, site.address + link);
      await advance(page, 'iteration', 30);
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 8));
      const pairs = [];
      for (const [panel, file, words] of charts) {
        await seen(page, panel);
        const svg = await keep(page, panel, 'SVG');
        assert.equal(svg.name, `${file}.svg`);
        const found = await read(page, textOf(svg));
        assert.ok(found.isXml, file);
        assert.deepEqual(found.outside, [], file);
        assert.ok(!found.names.includes('script') && !found.names.includes('foreignObject'));
        assert.ok(found.title.length > 4, file);
        assert.equal(found.origin, `Ebb, after iteration 30: ${site.address}${link}`);
        for (const word of words) assert.ok(found.texts.includes(word), `${file}: ${word}`);
        assert.ok(found.texts.join(' ').includes(found.title), file);
        assert.match(found.texts.join(''), /#hidden=6\*5&activation=tanh$/, file);
        const png = await keep(page, panel, 'PNG');
        assert.equal(png.name, `${file}.png`);
        const bytes = Buffer.from(png.base64, 'base64');
        assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
        const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
        assert.deepEqual(size, [2 * found.width, 2 * found.height], file);
        pairs.push({ file, png, svg });
      }
      // A page behind another one is not drawn: the viewer comes last.
      const viewer = await browser.newPage();
      await viewer.goto(`${plain.origin}/plain.html`);
      for (const { file, png, svg } of pairs) {
        const { difference, inked } = await compare(viewer, png, svg);
        assert.ok(inked > 0.02, `${file}: ${inked} of it is drawn`);
        assert.ok(difference < 0.02, `${file}: ${difference} apart`);
      }
      assert.deepEqual(complaints, []);
      await viewer.close();
      await page.close();
    });

    test('the network is kept as shapes, not as an image, in the colours of the theme', async () => {
      const { page } = await open(browser, `${site.address}#hidden=6*5`);
      await advance(page, 'iteration', 1);
      const grounds = [];
      for (const theme of ['light', 'dark']) {
        await page.evaluate(
          (value) => document.querySelector('ebb-lab').setAttribute('theme', value),
          theme,
        );
        await seen(page, '.network');
        const found = await read(page, textOf(await keep(page, '.network', 'SVG')));
        assert.ok(!found.names.includes('image'));
        // Each unit is filled and outlined.
        assert.ok(found.paths > 2 * (2 + 6 * 5 + 1), `${found.paths} shapes`);
        grounds.push(found.ground);
      }
      assert.deepEqual(grounds, ['#fdfbf7', '#1f1d1a']);
      await page.close();
    });

    test('tables are kept with every digit of the frame, whole where the page shows a part', async () => {
      const { page, complaints } = await open(
        browser,
        `${site.address}#hidden=7*4&samples=300&seed=3`,
      );
      const frame = await advance(page, 'iteration', 25);
      await seen(page, '.network');
      const profile = await keep(page, '.network', 'CSV');
      assert.equal(profile.name, 'ebb-size-profile.csv');
      assert.match(profile.type, /^text\/csv/);
      const [head, ...rows] = readCsv(textOf(profile));
      assert.deepEqual(head, [
        'Layer',
        'Units',
        'size [rms ‖B · ∂ℒ/∂z‖]',
        'signal [rms(B · ∂ℒ/∂z)]',
      ]);
      assert.deepEqual(
        rows.map((row) => Number(row[2])),
        frame.operations.filter(({ kind }) => kind === 'affine').map(({ sizeIn }) => sizeIn),
      );
      assert.deepEqual(
        rows.map((row) => Number(row[3])),
        frame.layers.map(({ signal }) => signal),
      );
      assert.deepEqual(
        rows.map((row) => Number(row[1])),
        frame.layers.map(({ units }) => units),
      );

      await seen(page, '.loss');
      const losses = readCsv(textOf(await keep(page, '.loss', 'CSV')));
      assert.deepEqual(losses[0].slice(0, 2), [
        'Iteration',
        'training loss [Binary cross-entropy]',
      ]);
      assert.equal(losses.length, 26);
      assert.deepEqual(losses[25].map(Number), [25, frame.loss, frame.testLoss]);

      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 2));
      await seen(page, '.inspector figure');
      const matrix = readCsv(textOf(await keep(page, '.inspector figure', 'CSV')));
      const shown = await inLab(page, '.inspector figcaption span');
      assert.deepEqual([matrix.length - 1, matrix[0].length - 1], shown.split(' × ').map(Number));
      assert.ok(matrix[0].length > 100, 'more columns than the page lists');
      assert.ok(matrix.slice(1).every((row) => row.slice(1).every((cell) => /\d/.test(cell))));
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a dropped experiment runs, a dropped table is learnt from', async () => {
      const { page, complaints } = await open(browser, site.address);
      assert.equal(await drag(page, 'dragover', '', ''), false, 'what is no file is left alone');
      assert.equal(await drag(page, 'dragover', 'a.json', '{}', 'body'), true);
      await waitInLab(page, '.zone');
      assert.match(
        await inLab(page, '.zone'),
        /Drop an experiment, a table \(CSV, TSV\) or a lesson/,
      );
      const text = JSON.stringify({ ebb: 1, hidden: [3, 4], activation: 'mish', seed: 8 });
      assert.equal(await drag(page, 'drop', 'mine.ebb.json', text, 'body'), true);
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.activation === 'mish',
      );
      assert.equal(await inLab(page, '.zone'), undefined);
      const experiment = await page.evaluate(() => {
        const { hidden, seed } = document.querySelector('ebb-lab').experiment;
        return { hidden: [...hidden], seed, hash: location.hash };
      });
      assert.deepEqual(experiment.hidden, [3, 4]);
      assert.equal(experiment.seed, 8);
      assert.match(experiment.hash, /hidden=3,4&activation=mish/);

      const table = 'a\tb\tkind\n' + '0.5\t1\tred\n-1\t2\tblue\n2\t-1\tred\n'.repeat(5);
      await drag(page, 'drop', 'points.tsv', table);
      await page.waitForFunction(
        () => document.querySelector('ebb-lab').experiment.data === 'table',
      );
      const { hidden } = await page.evaluate(() => {
        const { hidden } = document.querySelector('ebb-lab').experiment;
        return { hidden: [...hidden] };
      });
      assert.deepEqual(hidden, [3, 4], 'a table changes the data alone');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a dropped file that cannot be used says what is wrong, and changes nothing', async () => {
      const { page, complaints } = await open(browser, `${site.address}#hidden=4*2`);
      await page.evaluate(() => scrollTo(0, 1500));
      const bad = [
        ['photo.png', '\u0089PNG\u0000\u0000', /photo\.png.*neither an experiment nor a table/],
        ['notes.json', '{"ebb": 1,', /notes\.json.*cannot be read as JSON/],
        ['other.json', '{"hidden": [4]}', /lacks the line "ebb": 1/],
        ['later.json', '{"ebb": 7}', /newer Ebb \(format 7\)/],
        [
          'wrong.json',
          '{"ebb": 1, "activation": "foo"}',
          /“Activation” was given "?foo"?; it takes/,
        ],
        ['empty.csv', '  \n', /It is empty/],
        ['words.csv', 'a,b\nx,red\n', /words\.csv.*“Table” was given/],
        ['<img src=x onerror=alert(1)>.json', '[', /“<img src=x onerror=alert\(1\)>\.json”/],
      ];
      for (const [file, content, says] of bad) {
        await drag(page, 'drop', file, content);
        await page.waitForFunction(
          (source) =>
            new RegExp(source).test(
              document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert]')
                .textContent,
            ),
          { timeout: 10_000 },
          says.source,
        );
      }
      assert.equal(
        await page.evaluate(() =>
          document.querySelector('ebb-lab').shadowRoot.querySelector('[role=alert] img'),
        ),
        null,
      );
      const isInView = await page.evaluate(() => {
        const box = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[role=alert] .notice');
        const { top, bottom } = box.getBoundingClientRect();
        return top > -1 && bottom <= innerHeight;
      });
      assert.ok(isInView, 'whoever dropped it further down sees it');
      assert.equal(await page.evaluate(() => location.hash), '#hidden=4*2');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('in a course page a lab takes what is dropped on it, and no other does', async () => {
      const { page, complaints } = await open(browser, `${site.origin}/course.html`);
      await page.evaluate(() => document.querySelector('#two').ready);
      assert.equal(await drag(page, 'dragover', 'a.json', '{}', '#text'), false);
      const text = '{"ebb": 1, "hidden": [2, 2, 2, 2], "seed": 77, "activation": "elu"}';
      assert.equal(await drag(page, 'drop', 'a.json', text, '#two'), true);
      await page.waitForFunction(
        () => document.querySelector('#two').experiment.hidden.length === 4,
      );
      const held = await page.evaluate(() => ({
        one: [...document.querySelector('#one').experiment.hidden],
        seed: document.querySelector('#two').experiment.seed,
      }));
      assert.deepEqual(held, { one: [4, 4], seed: 1 }, 'what a course locked stays');
      await drag(page, 'drop', 'a.csv', 'a,b\n1,2\n', '#two');
      await page.waitForFunction(() =>
        /set by the course/.test(
          document.querySelector('#two').shadowRoot.querySelector('[role=alert]').textContent,
        ),
      );
      await seen(page, '.network');
      assert.equal((await keep(page, '.network', 'SVG')).name, 'ebb-size-profile.svg');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('print gives black on white, every panel drawn, nothing to press, and the way back', async () => {
      const link = '#hidden=12*6&activation=tanh&learningRate=0.5';
      const { page, complaints } = await open(browser, site.address + link);
      await page.evaluate(() => document.querySelector('ebb-lab').setAttribute('theme', 'dark'));
      const frame = await advance(page, 'iteration', 40);
      await page.evaluate(() => {
        window.print = () => {
          dispatchEvent(new Event('beforeprint'));
          window.isPrinting = true;
        };
        const buttons = document.querySelector('ebb-lab').shadowRoot.querySelectorAll('button');
        [...buttons].find((one) => one.textContent.trim() === 'Print').click();
      });
      await page.waitForFunction(() => window.isPrinting);
      const printSession = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const isShown = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 1;
        const shown = (selector) => [...root.querySelectorAll(selector)].filter(isShown);
        const lookAt = (canvas) => {
          const copy = new OffscreenCanvas(canvas.width, canvas.height);
          const context = copy.getContext('2d');
          context.fillStyle = '#ffffff';
          context.fillRect(0, 0, copy.width, copy.height);
          context.drawImage(canvas, 0, 0);
          const { data } = context.getImageData(0, 0, copy.width, copy.height);
          let light = 0;
          let inked = 0;
          for (let i = 0; i < data.length; i += 4) {
            light += data[i] + data[i + 1] + data[i + 2];
            if (data[i] + data[i + 1] + data[i + 2] < 750) inked += 1;
          }
          return { light: light / data.length / 191.25, inked: inked / (data.length / 4) };
        };
        const panels = shown('.panel');
        return {
          text: root.querySelector('.stage').innerText,
          ink: getComputedStyle(root.querySelector('.paper-head')).color,
          grounds: [...new Set(panels.map((one) => getComputedStyle(one).backgroundColor))],
          breaks: [...new Set(panels.map((one) => getComputedStyle(one).breakInside))],
          count: panels.length,
          widest: Math.max(...shown('.panel svg, .panel canvas').map((one) => one.clientWidth)),
          canvases: shown('.panel canvas').map(lookAt),
          presses: shown('button, input, select, textarea, [role=switch]').filter(
            (one) =>
              !one.closest('.multiples') && !one.matches('.factor') && !one.closest('details'),
          ).length,
          hidden: ['.line', 'aside', '.transport', '.as-table button', '.chips'].filter(
            (selector) => shown(selector).length > 0,
          ),
          page: getComputedStyle(document.documentElement).colorScheme,
        };
      });
      assert.equal(printSession.ink, 'rgb(0, 0, 0)');
      assert.deepEqual(printSession.grounds, ['rgb(255, 255, 255)']);
      assert.equal(printSession.page, 'light', 'the paper around is white too');
      assert.deepEqual(printSession.breaks, ['avoid']);
      assert.equal(
        printSession.count,
        8,
        'verdict, network, loss, operation, chain and three more',
      );
      assert.ok(
        printSession.widest <= 688,
        `${printSession.widest} pixels are wider than the page`,
      );
      // The network, four matrices of the update, the landscape, the history.
      assert.equal(printSession.canvases.length, 7, 'also those never seen');
      for (const { inked } of printSession.canvases) assert.ok(inked > 0.02);
      assert.ok(printSession.canvases[0].light > 0.8, 'what was drawn for the dark is drawn anew');
      assert.equal(printSession.presses, 0);
      assert.deepEqual(printSession.hidden, []);
      for (const words of [
        /Hidden layers\s+6 layers of 12/,
        /Activation\s+Tanh/,
        /Learning rate\s+0\.5/,
        /Iteration\s+40/,
        /First layer’s gradient over the last one’s/,
        /Loss over the iterations/,
        /The chain from the loss back to here/,
      ]) {
        assert.match(printSession.text, words);
      }
      const end = printSession.text.slice(-300).replaceAll(/\s/g, '');
      assert.ok(end.includes(frame.digest), end);
      assert.ok(end.endsWith(link), end);

      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await waitInLab(page, '.line .actions');
      const isBack = await page.evaluate(() => {
        const lab = document.querySelector('ebb-lab');
        const line = lab.shadowRoot.querySelector('.settings-line');
        return !lab.hasAttribute('printing') && line.checkVisibility();
      });
      assert.ok(isBack);
      assert.equal(await inLab(page, '.paper-head'), undefined);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('every finding is printed with its sentence and its figures, and folded again', async () => {
      const { page, complaints } = await open(browser, `${site.address}#hidden=16*10`);
      const { diagnosis } = await advance(page, 'iteration', 300);
      assert.ok(diagnosis.findings.length > 2);
      await page.evaluate(() => {
        window.print = () => {
          dispatchEvent(new Event('beforeprint'));
          window.isPrinting = true;
        };
        const buttons = document.querySelector('ebb-lab').shadowRoot.querySelectorAll('button');
        [...buttons].find((one) => one.textContent.trim() === 'Print').click();
      });
      await page.waitForFunction(() => window.isPrinting);
      const printed = await page.evaluate(() => {
        const card = document
          .querySelector('ebb-lab')
          .shadowRoot.querySelector('[data-part=findings]');
        const isShown = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 1;
        return {
          text: card.innerText,
          sentences: [...card.querySelectorAll('.sentence')].filter(isShown).length,
          tables: [...card.querySelectorAll('table')].filter(isShown).length,
          help: [...card.querySelectorAll('.help')].filter(isShown).length,
        };
      });
      const count = diagnosis.findings.length;
      assert.deepEqual([printed.sentences, printed.tables, printed.help], [count, count, 0]);
      assert.match(printed.text, /one part in/);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      const stillOpen = await page.evaluate(
        () =>
          document
            .querySelector('ebb-lab')
            .shadowRoot.querySelectorAll('[data-part=findings] details[open]').length,
      );
      assert.equal(stillOpen, 0);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('a lesson that is open and the numbers of its operation are printed, nothing to press', async () => {
      const { page } = await open(browser, `${site.address}?lesson=why_the_sigmoid`);
      await page.evaluate(() => {
        window.print = () => dispatchEvent(new Event('beforeprint'));
      });
      const press = (words) =>
        page.waitForFunction(
          (text) => {
            const root = document.querySelector('ebb-lab').shadowRoot;
            const button = [...root.querySelectorAll('button')].find((one) =>
              one.textContent.includes(text),
            );
            button?.click();
            return button;
          },
          {},
          words,
        );
      await press('Run without a guess');
      await waitInLab(page, '.lesson .sources');
      await press('Print');
      await waitInLab(page, '.paper-head');
      // Formulas are typeset when their part of the page is.
      await waitInLab(page, 'section:has(> header .ways) .numbers math');
      const printed = await page.evaluate(() => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const lesson = root.querySelector('.lesson');
        const visible = (element) => element.checkVisibility();
        return {
          text: lesson.innerText.replace(/\s+/g, ' '),
          isFirst:
            lesson.getBoundingClientRect().bottom <=
            root.querySelector('.stage').getBoundingClientRect().top + 1,
          isWhole: lesson.scrollHeight <= lesson.clientHeight + 1,
          worked: [...root.querySelectorAll('section:has(> header .ways) .numbers')].some(visible),
          presses: [...lesson.querySelectorAll('button, input')].filter(visible).length,
        };
      });
      assert.match(printed.text, /Why the sigmoid.*What happened.*Why.*Sources/);
      assert.deepEqual(
        [printed.isFirst, printed.isWhole, printed.worked, printed.presses],
        [true, true, true, 0],
      );
      await page.close();
    });

    test('what the browser prints at once keeps its drawings as they stand, letters on their cells', async () => {
      const { page } = await open(browser, `${site.address}#hidden=8*4`, { width: 1500 });
      await waitInLab(page, '.network canvas');
      const widths = await page.evaluate(async () => {
        const root = document.querySelector('ebb-lab').shadowRoot;
        const of = () => ({
          canvas: Math.round(parseFloat(root.querySelector('.network canvas').style.width)),
          letters: Math.round(root.querySelector('.network .drawing > svg').getAttribute('width')),
        });
        const frames = async () => {
          for (let times = 0; times < 3; times += 1) await new Promise(requestAnimationFrame);
        };
        await frames();
        const before = of();
        dispatchEvent(new Event('beforeprint'));
        await frames();
        const printed = of();
        dispatchEvent(new Event('afterprint'));
        await frames();
        return { before, printed, after: of() };
      });
      assert.equal(widths.before.canvas, widths.before.letters);
      assert.deepEqual(widths.printed, widths.before);
      assert.deepEqual(widths.after, widths.before);
      await page.close();
    });

    test('one file on a disk keeps figures too, and does not tell where it lies', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ebb-'));
      try {
        await copyFile(new URL('../../dist/ebb.html', import.meta.url), join(folder, 'ebb.html'));
        const address = pathToFileURL(join(folder, 'ebb.html')).href;
        const { page, complaints } = await open(browser, `${address}#hidden=4*3`);
        await advance(page, 'iteration', 5);
        await seen(page, '.network');
        const found = await read(page, textOf(await keep(page, '.network', 'SVG')));
        assert.equal(found.origin, 'Ebb, after iteration 5: hidden=4*3');
        const png = Buffer.from((await keep(page, '.network', 'PNG')).base64, 'base64');
        assert.equal(png.readUInt32BE(16), 2 * found.width);
        assert.equal(readCsv(textOf(await keep(page, '.network', 'CSV'))).length, 5);
        assert.deepEqual(complaints, []);
        await page.close();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });
}

testOnce('what the browser prints by itself is the same page', async () => {
  const site = await serve();
  const browser = await browsers.chromium();
  try {
    const { page } = await open(browser, `${site.address}#hidden=4*3`);
    const isHidden = () =>
      page.evaluate(() => {
        const line = document.querySelector('ebb-lab').shadowRoot.querySelector('.settings-line');
        return !line.checkVisibility();
      });
    assert.equal(await isHidden(), false);
    await page.emulateMediaType('print');
    await waitInLab(page, '.paper-head');
    assert.equal(await isHidden(), true);
    await page.emulateMediaType('screen');
    await page.waitForFunction(() => !document.querySelector('ebb-lab[printing]'));
    assert.equal(await isHidden(), false);
    await page.close();
  } finally {
    await browser.close();
    await site.close();
  }
});
