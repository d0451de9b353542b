import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import {
  advance,
  browsers,
  formulaShown,
  numbers,
  open,
  serve,
  types,
  testOnce,
} from './browsers.mjs';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const under = '/some/deep/path/';
const mime = { ...types, '.wasm': 'text/plain' };

testOnce('the built page holds no inline script or style and no absolute address', () => {
  const page = readFileSync(`${dist}index.html`, 'utf8');
  assert.doesNotMatch(page, /<script(?![^>]* src=)/);
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  assert.ok(addresses.length > 2);
  for (const address of addresses) assert.match(address, /^\.\//);
  for (const file of readdirSync(`${dist}assets`).filter((name) => name.endsWith('.js'))) {
    const script = readFileSync(`${dist}assets/${file}`, 'utf8');
    assert.doesNotMatch(script, /["'`(]\/assets\//, file);
    assert.doesNotMatch(script, /\beval\(|new Function\(/, file);
  }
});

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    let browser;
    let site;
    const icon = `<link rel="icon" href="${under}icon.svg">`;
    const course = (attributes) =>
      `<!doctype html><title>Week 3</title>${icon}<script ${attributes}></script>` +
      '<ebb-lab experiment="hidden=6*3&activation=tanh"></ebb-lab>';
    before(async () => {
      site = await serve(
        {
          '/course/week3/classic.html': course('src="../../some/deep/path/ebb-lab.js"'),
          '/course/week3/module.html': course('type="module" src="/some/deep/path/ebb-lab.js"'),
        },
        { under, mime },
      );
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    test('the page works in a deep folder of a host that takes .wasm for text', async () => {
      site.asked.length = 0;
      const { page, complaints } = await open(browser, `${site.address}#hidden=4*3`);
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 20);
      await page.evaluate(() => document.querySelector('ebb-lab').pause());
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 2));
      await formulaShown(page);
      assert.deepEqual(
        site.asked.filter((path) => !path.startsWith(under)),
        [],
      );
      assert.deepEqual(complaints, []);
      await page.close();
    });

    for (const kind of ['classic', 'module']) {
      test(`one ${kind} script gives a page of another folder the lab`, async () => {
        const address = `${site.origin}/course/week3/${kind}.html`;
        const { page, complaints } = await open(browser, address);
        const frame = await advance(page, 'iteration', 20);
        assert.equal(frame.layers.length, 4);
        assert.equal(await page.evaluate(() => location.hash), '', 'an element leaves the address');
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test('one script gives a page of another origin the lab, with equal numbers', async () => {
      const there = await serve({}, { under, headers: { 'access-control-allow-origin': '*' } });
      const here = await serve(
        { '/page.html': course(`src="${there.address}ebb-lab.js"`) },
        { headers: {}, folder: '/nowhere' },
      );
      try {
        const { page, complaints } = await open(browser, `${here.origin}/page.html`);
        const { page: own } = await open(browser, `${site.origin}/course/week3/module.html`);
        const [frame, ours] = [
          await advance(page, 'iteration', 20),
          await advance(own, 'iteration', 20),
        ];
        assert.deepEqual(numbers(frame), numbers(ours));
        assert.deepEqual(
          here.asked,
          ['/page.html', `${under}icon.svg`].slice(0, here.asked.length),
        );
        assert.deepEqual(
          complaints.filter((text) => !/404/.test(text)),
          [],
        );
        await page.close();
        await own.close();
      } finally {
        await here.close();
        await there.close();
      }
    });
  });
}
