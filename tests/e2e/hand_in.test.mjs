import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, test } from 'node:test';
import { browsers, emptyFolder, open, serve, visited } from './browsers.mjs';
import { frameOf } from './embedded.mjs';
import { answer, handIn, inLab, until } from './lesson_answers.mjs';

const program = fileURLToPath(new URL('../../dist/npm/command_line/ebb.js', import.meta.url));
const lesson = 'chain_of_two';

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const two = `ebb course 1\n# title\nTwo\n# lessons\n- ${lesson}\n- depth\n`;
    const here = visited(
      launch,
      { '/course/two.course': two },
      { headers: { 'access-control-allow-origin': '*' } },
    );
    const folder = emptyFolder();

    const grade = async (files) => {
      for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
      const args = [program, 'grade', ...Object.keys(files), '--lang', 'en'];
      return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    };

    const markingPage = async () => {
      const page = await here.browser.newPage();
      await page.goto(`${here.site.address}grade.html?lang=en`);
      await page.waitForFunction(() =>
        document.querySelector('ebb-grade')?.shadowRoot?.querySelector('main'),
      );
      return page;
    };

    test('what a lesson collects is shown whole, is marked, and a forged copy is refused', async () => {
      const address = `${here.site.address}?lang=en&lesson=${lesson}&learner=Asha`;
      const { page, complaints } = await open(here.browser, address);
      await answer(page, 10);
      here.site.sent.length = 0;
      const text = await handIn(page);
      const file = JSON.parse(text);
      assert.equal(file.learner, 'Asha');
      assert.deepEqual(
        file.lessons.map((one) => [one.lesson, one.guess, one.attempts]),
        [[lesson, 10, 1]],
      );
      const code = await inLab(page, (root) => root.querySelector('dialog .code code').textContent);
      assert.match(code, /^EBB(-[0-9A-Z]{4}){3}$/);
      assert.deepEqual(here.site.sent, [], 'nothing leaves');

      const good = await grade({ 'asha.json': text });
      assert.equal(good.status, 0, good.stdout + good.stderr);
      const [run] = file.lessons[0].runs;
      const forged = text.replace(run.digest, '0123456789abcdef');
      const bad = await grade({ 'asha.json': text, 'forged.json': forged });
      assert.equal(bad.status, 1);
      assert.match(bad.stdout, /forged\.json: Not as it says/);

      // The page that marks comes to the same.
      const marking = await markingPage();
      const rows = await marking.evaluate(
        async (files) => {
          const dropped = new DataTransfer();
          for (const [title, content] of files) dropped.items.add(new File([content], title));
          dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
          const root = document.querySelector('ebb-grade').shadowRoot;
          while (!root.querySelector('tbody'))
            await new Promise((passed) => setTimeout(passed, 50));
          return [...root.querySelectorAll('tbody tr')].map((row) => [
            row.className,
            row.innerText,
          ]);
        },
        [
          ['asha.json', text],
          ['forged.json', forged],
        ],
      );
      assert.deepEqual(
        rows.map(([verdict]) => verdict.split(' ')[0]),
        ['as_run', 'doubtful'],
      );
      assert.ok(rows[0][1].includes(code));
      await marking.close();
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('of what is handed in a folder and a picture are named, and the rest is marked', async () => {
      const marking = await markingPage();
      const said = await marking.evaluate(async () => {
        const folder = new File([], 'week 3');
        const isMissing = () => Promise.reject(new DOMException('', 'NotFoundError'));
        Object.assign(folder, { text: isMissing, arrayBuffer: isMissing });
        const picture = new File([new Uint8Array([137, 80, 78, 71, 0, 1])], 'bina.png');
        // Whoever reads this one holds up the page.
        const huge = new File(['{}'], 'dump.json');
        Object.defineProperty(huge, 'size', { value: 1e9 });
        const files = [folder, new File(['{}'], 'asha.json'), picture, huge];
        const drop = new Event('drop', { cancelable: true });
        dispatchEvent(Object.assign(drop, { dataTransfer: { files } }));
        const root = document.querySelector('ebb-grade').shadowRoot;
        while (!root.querySelector('tbody')) await new Promise((passed) => setTimeout(passed, 50));
        const words = (selector) =>
          [...root.querySelectorAll(selector)].map((one) => one.textContent.trim());
        return {
          notes: words('.note'),
          files: words('tbody th'),
          found: words('td:nth-child(5) p'),
        };
      });
      assert.deepEqual(said, {
        notes: ['“week 3” could not be read: it may be a folder, or have been moved.'],
        files: ['asha.json', 'bina.png', 'dump.json'],
        found: [
          'It is no hand-in of Ebb.',
          'It is no text: a picture, a document or a program, perhaps.',
          'It is larger than any hand-in.',
        ],
      });
      await marking.close();
    });

    /** A learning platform's page, with the lab in a sandbox: it keeps what it is told, as SPLICE has it. */
    const platform = (
      query,
    ) => `<!doctype html><title>Platform</title><link rel="icon" href="data:,">
      <script>
        window.heard = [];
        window.kept = JSON.parse(sessionStorage.kept ?? 'null');
        addEventListener('message', ({ data, source }) => {
          if (!/^(SPLICE|lti)\\./.test(data?.subject ?? '')) return;
          window.heard.push(data);
          if (data.subject === 'SPLICE.reportScoreAndState') {
            window.kept = data.state;
            sessionStorage.kept = JSON.stringify(data.state);
          }
          if (data.subject === 'SPLICE.getState') {
            const { message_id } = data;
            source.postMessage(
              { subject: 'SPLICE.getState.response', message_id, state: window.kept },
              '*',
            );
          }
        });
      </script>
      <iframe sandbox="allow-scripts" width="1000" height="800"
        src="${here.site.address}?lang=en&origin=${query}"></iframe>`;

    async function onPlatform(query) {
      const pages = {};
      const course = await serve(pages, { headers: {}, folder: '/nowhere' });
      // Not the lab's host either: another port alone is the same site.
      const origin = course.origin.replace('127.0.0.1', 'localhost');
      pages['/course.html'] = platform(`${query.includes('elsewhere') ? 'https://elsewhere.example' : origin}${query}`); // prettier-ignore
      const page = await here.browser.newPage();
      left.push(
        () => page.close(),
        () => course.close(),
      );
      const go = async () => {
        await page.goto(`${origin}/course.html`);
        return frameOf(page, here.site.address);
      };
      const subjects = () => page.evaluate(() => window.heard.map(({ subject }) => subject));
      const reported = (condition) => page.waitForFunction(condition, {});
      return { page, go, subjects, reported };
    }
    // Also after a test that failed: a host left open would keep the runner from ending.
    const left = [];
    afterEach(async () => {
      for (const close of left.splice(0)) await close();
    });

    test('in a sandboxed frame SPLICE keeps state and score, which come back after a reload', async () => {
      const { page, go, reported } = await onPlatform(`&lesson=${lesson}`);
      let frame = await go();
      await reported(() => window.kept !== null);
      const before = await page.evaluate(() =>
        window.heard.filter(({ subject }) => subject === 'SPLICE.reportScoreAndState'),
      );
      assert.ok(before.length > 0);
      for (const message of before) assert.ok(!('score' in message), 'no score before an answer');
      await answer(frame, 10);
      await reported(() => window.heard.some(({ score }) => score !== undefined));
      const [events, score, resized] = await page.evaluate(() => [
        window.heard
          .filter(({ subject }) => subject === 'SPLICE.sendEvent')
          .map(({ name }) => name),
        window.heard.findLast(({ score }) => score !== undefined).score,
        window.heard.some(({ subject, height }) => subject === 'lti.frameResize' && height > 100),
      ]);
      assert.deepEqual(events, ['answered']);
      assert.ok(score >= 0 && score <= 1);
      assert.ok(resized);

      frame = await go();
      // What was done is there again, though the frame has no storage of its own.
      await until(frame, (root) => root.querySelector('.lesson .handin') !== null);
      const file = JSON.parse(await handIn(frame));
      assert.deepEqual(
        file.lessons.map((one) => one.guess),
        [10],
      );
    });

    test('of a course the score counts all its lessons, and there is none before one was done', async () => {
      const query = `&course=course/two.course&lesson=${lesson}`;
      const { page, go, reported } = await onPlatform(query);
      const frame = await go();
      await reported(() => window.heard.some(({ state }) => state));
      const early = await page.evaluate(() => window.heard.some((one) => 'score' in one));
      assert.equal(early, false);
      await answer(frame, 1);
      await reported(() => window.heard.some((one) => 'score' in one));
      const score = await page.evaluate(() => window.heard.findLast((one) => 'score' in one).score);
      assert.equal(score, 0.5);
    });

    test('where a frame may not save files it says so, and gives the text to be copied', async () => {
      const { page, go } = await onPlatform(`&lesson=${lesson}`);
      // All of the frame is seen: what is pressed needs no scrolling.
      await page.setViewport({ width: 1100, height: 900 });
      const frame = await go();
      await answer(frame, 10);
      const text = await handIn(frame);
      const press = async (words) => {
        for (const one of await frame.$$('ebb-lab >>> dialog[open] button')) {
          if ((await one.evaluate(({ textContent }) => textContent)).includes(words))
            return one.click();
        }
        throw new Error(`no button “${words}”`);
      };
      await frame.evaluate(() => {
        document.addEventListener('copy', () => {
          const { activeElement } = document.querySelector('ebb-lab').shadowRoot;
          window.copied = activeElement.value ?? String(getSelection());
        });
      });
      await press('Copy the text');
      await frame.waitForFunction(() => window.copied !== undefined);
      assert.equal(await frame.evaluate(() => window.copied), text);
      await until(frame, (root) => /Copied/.test(root.querySelector('dialog[open]')?.textContent));
      await press('Save the file');
      await until(frame, (root) =>
        /If “ebb-hand-in\.json” was not saved/.test(
          root.querySelector('dialog[open]')?.textContent,
        ),
      );
      // Out of a dialog, too.
      await inLab(frame, (root) => root.querySelector('dialog[open]').close());
      await until(frame, (root) => root.querySelector('dialog .code') === null);
      await inLab(frame, (root) =>
        [...root.querySelectorAll('.actions button')]
          .find((one) => one.textContent.trim() === 'Save')
          .click(),
      );
      await until(frame, (root) =>
        /If “experiment\.ebb\.json” was not saved.*Copy the text of the file/s.test(
          root.querySelector('.notice')?.textContent,
        ),
      );
    });

    test('a lab without a lesson comes back where it was, and is never scored', async () => {
      const { page, go, reported } = await onPlatform('#hidden=5*3');
      let frame = await go();
      await frame.evaluate(async () => {
        const lab = document.querySelector('ebb-lab');
        lab.experiment = { hidden: [4, 4], activation: 'tanh' };
        await lab.ready;
        window.reached = (await lab.advance('iteration', 12)).digest;
      });
      const digest = await frame.evaluate(() => window.reached);
      await reported(() => window.kept?.position > 0 && window.kept.link.includes('tanh'));
      const scored = await page.evaluate(() => window.heard.filter((one) => 'score' in one));
      assert.deepEqual(scored, []);
      frame = await go();
      await frame.waitForFunction(
        (hoped) => document.querySelector('ebb-lab').frame?.digest === hoped,
        {},
        digest,
      );
    });

    test('a page that the address does not allow is told the height alone', async () => {
      const { page, go, subjects } = await onPlatform('&hide=elsewhere');
      const frame = await go();
      await frame.evaluate(() => document.querySelector('ebb-lab').advance('iteration', 3));
      await page.waitForFunction(() => window.heard.length > 0);
      assert.deepEqual([...new Set(await subjects())], ['lti.frameResize']);
    });
  });
}
