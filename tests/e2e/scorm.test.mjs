import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { browsers, emptyFolder, serve, stands, visited } from './browsers.mjs';
import { answer, handIn, until } from './lesson_answers.mjs';

const program = fileURLToPath(new URL('../../dist/npm/command_line/ebb.js', import.meta.url));

/** The least of a platform's run-time of SCORM 1.2: it refuses what the standard refuses, and keeps what it is
 *  told over a reload. https://adlnet.gov/projects/scorm-1-2/ */
const platform = `<!doctype html><title>Platform</title><link rel="icon" href="data:,">
  <script>
    const kept = (window.kept = JSON.parse(sessionStorage.kept ?? '{}'));
    window.faults = [];
    let state = 'closed';
    const takes = {
      'cmi.suspend_data': (text) => text.length <= 4096,
      'cmi.core.lesson_status': (text) =>
        ['passed', 'completed', 'failed', 'incomplete', 'browsed'].includes(text),
      'cmi.core.score.raw': (text) => text >= 0 && text <= 100,
      'cmi.core.score.min': (text) => text === '0',
      'cmi.core.score.max': (text) => text === '100',
      'cmi.core.session_time': (text) => /^\\d{4}:\\d\\d:\\d\\d$/.test(text),
    };
    const when = (open, name, is, then) => {
      if ((state === 'open') !== open || !is) window.faults.push(name);
      return (state === 'open') === open && is ? then() : 'false';
    };
    window.API = {
      LMSInitialize: (none) => when(false, 'LMSInitialize', none === '', () => ((state = 'open'), 'true')),
      LMSFinish: (none) => when(true, 'LMSFinish', none === '', () => ((state = 'closed'), 'true')),
      LMSCommit: (none) =>
        when(true, 'LMSCommit', none === '', () => ((sessionStorage.kept = JSON.stringify(kept)), 'true')),
      LMSGetValue: (name) =>
        when(true, name, true, () => kept[name] ?? (name === 'cmi.core.lesson_status' ? 'not attempted' : '')),
      LMSSetValue: (name, value) =>
        when(true, name + '=' + value, takes[name]?.(value) === true, () => ((kept[name] = value), 'true')),
    };
  </script>
  <iframe src="/scorm/index.html" width="1100" height="800"></iframe>`;

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(launch);
    const folder = emptyFolder();

    /** A platform that shows the package that the command line makes. */
    async function shown(...args) {
      const archive = join(folder, 'package.zip');
      execFileSync(process.execPath, [program, 'scorm', ...args, '--out', archive, '--lang', 'en']);
      const content = join(folder, 'content');
      execFileSync('python3', ['-m', 'zipfile', '-e', archive, content]);
      const site = await serve(
        { '/platform.html': platform },
        { headers: {}, folder: content, under: '/scorm/' },
      );
      const page = await here.browser.newPage();
      const go = async () => {
        await page.goto(`${site.origin}/platform.html`);
        await page.bringToFront();
        for (;;) {
          const frame = page.frames().find((one) => one.url().includes('/ebb.html'));
          const has = frame?.evaluate(() => document.querySelector('ebb-lab') !== null);
          if (await has?.catch(() => false)) {
            await stands(frame);
            return frame;
          }
          await new Promise((passed) => setTimeout(passed, 100));
        }
      };
      const close = async () => {
        await page.close();
        await site.close();
        await rm(content, { recursive: true });
      };
      return { page, go, close };
    }

    test('a lesson reports that it was completed and its score, and comes back', async () => {
      const { page, go, close } = await shown('--lesson', 'chain_of_two');
      let frame = await go();
      assert.equal(await page.evaluate(() => window.kept['cmi.core.lesson_status']), 'incomplete');
      await answer(frame, 10);
      await page.waitForFunction(() => window.kept['cmi.core.lesson_status'] === 'completed');
      const score = await page.evaluate(() => Number(window.kept['cmi.core.score.raw']));
      assert.ok(score === 0 || score === 100, `${score}`);
      frame = await go();
      await until(frame, (root) => root.querySelector('.lesson .handin') !== null);
      assert.equal(JSON.parse(await handIn(frame)).lessons[0].guess, 10);
      assert.deepEqual(await page.evaluate(() => window.faults), []);
      await close();
    });

    test('a lab is completed once something was run in it, without a score', async () => {
      const { page, go, close } = await shown('hidden=4*3&activation=tanh');
      const frame = await go();
      const status = () => page.evaluate(() => window.kept['cmi.core.lesson_status']);
      assert.equal(await status(), 'incomplete');
      await frame.evaluate(() => document.querySelector('ebb-lab').advance('iteration', 5));
      await page.waitForFunction(() => window.kept['cmi.core.lesson_status'] === 'completed');
      const found = await page.evaluate(() => [window.kept['cmi.core.score.raw'], window.faults]);
      assert.deepEqual(found[1], []);
      assert.equal(found[0] ?? null, null);
      await close();
    });
  });
}
