import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { advance, browsers, emptyFolder, hosted, open, visited } from './browsers.mjs';
import { inLab } from './in_lab.mjs';
import { keep, read, readCsv, seen, textOf } from './saved_files.mjs';

/** Every kind of chart: the panel it stands in, what its files are called, what its axes say. */
const charts = [
  ['.network', 'ebb-size-profile', ['Size of the gradient', 'in', 'out', 'Layer →']],
  ['.loss', 'ebb-loss', ['Binary cross-entropy', 'Iteration', 'training loss', 'test loss']],
  ['.activation', 'ebb-activation', ['φ', 'what enters the activation']],
  ['.predictions', 'ebb-predictions', ['x₁', 'x₂', 'class 1', 'class 2']],
  ['.history', 'ebb-signal-through-time', ['Layer', 'Iteration', 'exactly 0']],
  ['.inspector figure', 'ebb-activation-4-input', ['unit ↓', 'sample →', 'values and weights']],
];

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

for (const [name, launch] of Object.entries(browsers)) {
  describe(`${name}, figures and tables as files`, () => {
    const here = visited(launch);
    const plain = hosted({ '/plain.html': '<!doctype html>' }, { headers: {} });

    test('every chart is kept as SVG and PNG that show the same and lead back to the experiment', async () => {
      const link = '#hidden=6*5&activation=tanh';
      const { page, complaints } = await open(here.browser, here.site.address + link);
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
        assert.equal(found.origin, `Ebb, after iteration 30: ${here.site.address}${link}`);
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
      const viewer = await here.browser.newPage();
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
      const { page } = await open(here.browser, `${here.site.address}#hidden=6*5`);
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
        here.browser,
        `${here.site.address}#hidden=7*4&samples=300&seed=3`,
      );
      const frame = await advance(page, 'iteration', 24);
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
      assert.equal(losses.length, 25);
      // After the first eight, three of four iterations have none.
      assert.equal(losses[23][2], '');
      assert.deepEqual(losses[24].map(Number), [24, frame.loss, frame.testLoss]);

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

    test('one file on a disk keeps figures too, and does not tell where it lies', async (t) => {
      const folder = emptyFolder(t);
      await copyFile(new URL('../../dist/ebb.html', import.meta.url), join(folder, 'ebb.html'));
      const address = pathToFileURL(join(folder, 'ebb.html')).href;
      const { page, complaints } = await open(here.browser, `${address}#hidden=4*3`);
      await advance(page, 'iteration', 5);
      await seen(page, '.network');
      const found = await read(page, textOf(await keep(page, '.network', 'SVG')));
      assert.equal(found.origin, 'Ebb, after iteration 5: hidden=4*3');
      const png = Buffer.from((await keep(page, '.network', 'PNG')).base64, 'base64');
      assert.equal(png.readUInt32BE(16), 2 * found.width);
      assert.equal(readCsv(textOf(await keep(page, '.network', 'CSV'))).length, 5);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
