import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { everyBrowser, open, visitOf } from './browsers.mjs';

const known = JSON.parse(
  readFileSync(new URL('../determinism/digests.json', import.meta.url), 'utf8'),
);

for (const [name, launch] of Object.entries(everyBrowser)) {
  test(`${name} computes the same bits as Node`, async (t) => {
    const { browser, site } = await visitOf(t, launch);
    const { page } = await open(browser, site.address);
    for (const [run, { settings, digest }] of Object.entries(known)) {
      const reached = await page.evaluate(async (record) => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = record;
        await lab.ready;
        return (await lab.advance('iteration', 500)).digest;
      }, settings);
      assert.equal(reached, digest, run);
    }
  });
}
