/** A course from the first visit to the mark: embedded by somebody else, done by one who knows nothing, handed in, marked. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, describe, test } from 'node:test';
import { browsers, emptyFolder, hosted, stands, visited } from './browsers.mjs';
import { handIn, inLab, until } from './lesson_answers.mjs';

const program = fileURLToPath(new URL('../../dist/npm/command_line/ebb.js', import.meta.url));

const which = `ebb lesson 1
# title
Smaller or larger
# question
What becomes of the gradient on its way back?
# guess choice
- It gets smaller :: short.ratio < 1
- It gets larger :: short.ratio >= 1
# run short
link: hidden=4*5
iterations: 3
# outcome
It was {short.ratio}.
# explanation
So it is.
`;
const course = `ebb course 1
# title
The second week
# about
Three things to find out.
# lessons
- chain_of_two
- which
- own/cure.lesson
# file which
${which}`;
const cure = `ebb lesson 1
# title
Make it learn
# start
link: hidden=4*2&activation=tanh&learningRate=0.001
# question
Bring the loss under 0.65.
# task
goal: live.loss < 0.65 and live.iteration <= 400
keep: hidden data seed
# outcome
It is {live.loss}.
# explanation
With longer steps.
`;

/** The file's fingerprint, as docs/hand_in.md has it. */
const sorted = (value) =>
  Array.isArray(value)
    ? value.map(sorted)
    : value === null || typeof value !== 'object'
      ? value
      : Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((name) => [name, sorted(value[name])]),
        );
function sealed({ fingerprint: _, ...content }) {
  const text = JSON.stringify(sorted(content));
  return { ...content, fingerprint: createHash('sha256').update(text).digest('hex') };
}

for (const [name, launch] of Object.entries(browsers)) {
  describe(name, () => {
    const here = visited(
      launch,
      { '/course/week2.course': course, '/course/own/cure.lesson': cure },
      { headers: { 'access-control-allow-origin': '*' } },
    );
    const query = '?lang=en&course=course/week2.course&learner=Asha';
    const school = hosted(
      () => ({
        '/week2.html': `<!doctype html><title>Week 2</title><link rel="icon" href="data:,">
          <iframe sandbox="allow-scripts" width="1100" height="800" src="${here.site.address}${query}"></iframe>`,
      }),
      { headers: {}, folder: '/nowhere' },
    );
    const folder = emptyFolder();
    before(async () => {
      await mkdir(join(folder, 'own'));
      await writeFile(join(folder, 'week2.course'), course);
      await writeFile(join(folder, 'own/cure.lesson'), cure);
    });

    /** The page of the course, and the lab in it once it is there. */
    async function visit() {
      const page = await here.browser.newPage();
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.setViewport({ width: 1200, height: 900 });
      // Another host, too: another port alone is the same site.
      await page.goto(`${school.origin.replace('127.0.0.1', 'localhost')}/week2.html`);
      await page.bringToFront();
      for (;;) {
        const frame = page.frames().find((one) => one.url().startsWith(here.site.address));
        const has = frame?.evaluate(() => document.querySelector('ebb-lab') !== null);
        if (await has?.catch(() => false)) {
          await stands(frame);
          return { page, frame, complaints };
        }
        await new Promise((passed) => setTimeout(passed, 50));
      }
    }

    /** A pointer and a keyboard, and what is written on the page: all that a learner has. */
    const learner = (page, frame) => {
      const find = async (selector, words = '') => {
        await until(
          frame,
          (root, css, text) =>
            [...root.querySelectorAll(css)].some(
              (one) => one.textContent.includes(text) && !one.disabled && one.checkVisibility(),
            ),
          selector,
          words,
        );
        for (const found of await frame.$$(`ebb-lab >>> ${selector}`)) {
          const isMeant = await found.evaluate(
            (one, text) => one.textContent.includes(text) && one.checkVisibility(),
            words,
          );
          if (isMeant) return found;
        }
        throw new Error(`no ${selector} “${words}”`);
      };
      const press = async (selector, words) => (await find(selector, words)).click();
      const type = async (selector, text) => {
        await (await find(selector)).click({ clickCount: 3 });
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      };
      const reads = (words) =>
        until(
          frame,
          (root, text) => root.querySelector('.lesson')?.textContent.includes(text),
          words,
        );
      return { press, type, reads };
    };

    const grade = async (files, lesson = 'week2.course') => {
      for (const [file, content] of Object.entries(files)) {
        await writeFile(join(folder, file), `${JSON.stringify(content, null, 2)}\n`);
      }
      const lessons = ['--lesson', lesson, '--lang', 'en', '--json', 'marks.json'];
      const args = [program, 'grade', ...Object.keys(files), ...lessons];
      return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    };

    test('a course in a sandboxed frame is done, handed in and marked, and what is forged is named', async () => {
      const { page, frame, complaints } = await visit();
      assert.equal(await frame.evaluate(() => self.origin), 'null');
      const { press, type, reads } = learner(page, frame);

      await reads('Three things to find out.');
      await press('.lesson ol button', 'A chain of two');
      await type('.lesson input[type=number]', '100');
      await press('.lesson .go button', 'Run it');
      await reads('What happened');
      await press('.lesson footer button', 'Next');

      await reads('What becomes of the gradient');
      await press('.lesson label', 'It gets smaller');
      await press('.lesson .go button', 'Run it');
      await reads('So it is.');
      await press('.lesson footer button', 'Next');

      await reads('Not yet.');
      await press('.settings .entries button', 'Optimizer');
      await type('#experiment input#entry-learningRate', '1');
      await press('.transport .play', '');
      await reads('Done: the goal is reached.');

      const file = JSON.parse(await handIn(frame));
      assert.deepEqual(
        file.lessons.map(({ lesson, guess, task }) => [lesson, guess, task !== null]),
        [
          ['chain_of_two', 100, false],
          ['which', 0, false],
          ['own/cure.lesson', null, true],
        ],
      );
      assert.deepEqual(complaints, []);
      await page.close();

      const good = await grade({ 'asha.json': file });
      assert.equal(good.status, 0, good.stdout + good.stderr);
      assert.match(good.stdout, /asha\.json: As it was run; Asha, score 0.667, 3 of 3 lessons$/m);

      const forge = (change) => {
        const copy = structuredClone(file);
        change(copy);
        return copy;
      };
      const [, run, task] = file.lessons;
      for (const [change, isResealed, words] of [
        [(copy) => (copy.lessons[0].guess = 99), false, /its fingerprint does not fit/],
        [
          (copy) => (copy.lessons[1].runs[0].loss = run.runs[0].loss / 2),
          true,
          /Lesson “which”: run “short” does not come out as the file says/,
        ],
        [
          (copy) => (copy.lessons[2].task.iteration = task.task.iteration + 1),
          true,
          /Lesson “own\/cure\.lesson”: the task’s run does not come out as the file says/,
        ],
        [(copy) => (copy.learner = 'Bina'), true, /Lesson “which”: the seed is not the learner’s/],
      ]) {
        const forged = forge(change);
        const bad = await grade({ 'forged.json': isResealed ? sealed(forged) : forged });
        assert.equal(bad.status, 1, bad.stdout + bad.stderr);
        assert.match(bad.stdout, /forged\.json: Not as it says/);
        assert.match(bad.stdout, words);
      }
      const copied = await grade({ 'asha.json': file, 'copy.json': sealed({ ...file, ebb: '0' }) });
      assert.equal(copied.status, 1);
      assert.match(copied.stdout, /asha\.json: Equal to another[\s\S]*that of copy\.json/);
      assert.match(copied.stdout, /copy\.json: Equal to another[\s\S]*that of asha\.json/);

      // One of its lessons alone is marked out of the course's file; what is left out costs.
      const one = await grade({ 'asha.json': file }, 'chain_of_two');
      assert.equal(one.status, 0, one.stdout + one.stderr);
      assert.match(
        one.stdout,
        /As it was run; Asha, score \S+, 1 of 1 lesson\n {2}Not marked.*: which, own\/cure\.lesson\.$/m,
      );
      const less = sealed({ ...file, lessons: file.lessons.slice(1) });
      const some = await grade({ 'less.json': less });
      assert.match(some.stdout, /As it was run; Asha, score 0.667, 2 of 3 lessons$/m);
    });

    test('the page that marks takes the course, with the lesson that lies beside it', async () => {
      const page = await here.browser.newPage();
      await page.goto(`${here.site.address}grade.html?lang=en`);
      await page.waitForFunction(() =>
        document.querySelector('ebb-grade')?.shadowRoot?.querySelector('main'),
      );
      const notes = await page.evaluate(
        async (files) => {
          const drop = async (list) => {
            const dropped = new DataTransfer();
            for (const [title, content] of list) dropped.items.add(new File([content], title));
            dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
            const root = document.querySelector('ebb-grade').shadowRoot;
            const before = root.querySelectorAll('.note').length;
            while (root.querySelectorAll('.note').length === before)
              await new Promise((passed) => setTimeout(passed, 20));
            return [...root.querySelectorAll('.note')].map((note) => note.textContent);
          };
          await drop([files[0]]);
          return drop(files);
        },
        [
          ['week2.course', course],
          ['cure.lesson', cure],
        ],
      );
      assert.match(notes[0], /week2\.course is no course.*Line 9.*own\/cure\.lesson/);
      assert.match(notes.at(-1), /The 3 lessons of the course “week2\.course” are used/);
      await page.close();
    });
  });
}
