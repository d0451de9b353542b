import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browsers, open, visited } from './browsers.mjs';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);

    test('the experiment can be read and downloaded as a PyTorch script while it stands elsewhere', async () => {
      const { page, complaints } = await open(
        here.browser,
        `${here.site.address}#hidden=5,3&activation=mish&seed=9`,
      );
      const result = await page.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        await lab.advance('iteration', 12);
        const find = (selector, text) =>
          [...lab.shadowRoot.querySelectorAll(selector)].find((one) =>
            one.textContent.includes(text),
          );
        find('button', 'PyTorch').click();
        const next = () => new Promise(requestAnimationFrame);
        let dialog;
        while (!(dialog = find('dialog', 'ebb_experiment.py'))) await next();
        while (!dialog.querySelector('pre').textContent) await next();
        // The file is seen where it is handed over, so that the test leaves none behind.
        let file;
        let blob;
        const make = URL.createObjectURL;
        URL.createObjectURL = (given) => make.call(URL, (blob = given));
        HTMLAnchorElement.prototype.click = function () {
          file = this.download;
        };
        find('dialog button', 'ebb_experiment.py').click();
        const isOpen = dialog.open;
        const shown = dialog.querySelector('pre').textContent;
        dialog.querySelector('.head button').click();
        await next();
        return {
          isOpen,
          isClosed: !dialog.open,
          shown,
          file,
          text: await blob.text(),
          iteration: lab.frame.iteration,
        };
      });
      assert.equal(result.isOpen, true);
      assert.equal(result.isClosed, true);
      assert.equal(result.file, 'ebb_experiment.py');
      assert.match(result.shown, /WIDTHS = \[2, 5, 3, 1\]/);
      assert.match(result.shown, /nn\.Mish\(\)/);
      assert.ok(result.text.startsWith(result.shown));
      assert.match(result.text, /PARAMETERS = [\s\S]*INPUTS = [\s\S]*train\(build\(\)\)\n$/);
      assert.equal(result.iteration, 12);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
