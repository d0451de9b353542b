import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import {
  advance,
  browsers,
  formulaShown,
  hostOf,
  numbers,
  open,
  testOnce,
  types,
  visited,
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
    const icon = `<link rel="icon" href="${under}icon.svg">`;
    const course = (attributes) =>
      `<!doctype html><title>Week 3</title>${icon}<script ${attributes}></script>` +
      '<ebb-lab experiment="hidden=6*3&activation=tanh"></ebb-lab>';
    const here = visited(
      launch,
      {
        '/course/week3/classic.html': course('src="../../some/deep/path/ebb-lab.js"'),
        '/course/week3/module.html': course('type="module" src="/some/deep/path/ebb-lab.js"'),
      },
      { under, mime },
    );

    test('the page works in a deep folder of a host that takes .wasm for text', async () => {
      here.site.asked.length = 0;
      const { page, complaints } = await open(here.browser, `${here.site.address}#hidden=4*3`);
      await page.evaluate(() => document.querySelector('ebb-lab').play());
      await page.waitForFunction(() => document.querySelector('ebb-lab').frame.iteration > 20);
      await page.evaluate(() => document.querySelector('ebb-lab').pause());
      await page.evaluate(() => document.querySelector('ebb-lab').advance('operation', 2));
      await formulaShown(page);
      assert.deepEqual(
        here.site.asked.filter((path) => !path.startsWith(under)),
        [],
      );
      assert.deepEqual(complaints, []);
      await page.close();
    });

    for (const kind of ['classic', 'module']) {
      test(`one ${kind} script gives a page of another folder the lab`, async () => {
        const address = `${here.site.origin}/course/week3/${kind}.html`;
        const { page, complaints } = await open(here.browser, address);
        const frame = await advance(page, 'iteration', 20);
        assert.equal(frame.layers.length, 4);
        assert.equal(await page.evaluate(() => location.hash), '', 'an element leaves the address');
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    test('one script gives a page of another origin the lab, with equal numbers', async (t) => {
      const headers = { 'access-control-allow-origin': '*' };
      const there = await hostOf(t, {}, { under, headers });
      const school = await hostOf(
        t,
        { '/page.html': course(`src="${there.address}ebb-lab.js"`) },
        { headers: {}, folder: '/nowhere' },
      );
      const { page, complaints } = await open(here.browser, `${school.origin}/page.html`);
      const { page: own } = await open(
        here.browser,
        `${here.site.origin}/course/week3/module.html`,
      );
      const [frame, ours] = [
        await advance(page, 'iteration', 20),
        await advance(own, 'iteration', 20),
      ];
      assert.deepEqual(numbers(frame), numbers(ours));
      assert.deepEqual(
        school.asked,
        ['/page.html', `${under}icon.svg`].slice(0, school.asked.length),
      );
      assert.deepEqual(
        complaints.filter((text) => !/404/.test(text)),
        [],
      );
      await page.close();
      await own.close();
    });
  });
}
