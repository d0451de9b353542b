import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFile } from '../../../web/experiment/file';
import { writeReceipt } from '../../../web/experiment/receipt';
import { writeHandIn } from '../../../web/handin/hand_in';
import { writeCsv } from '../../../web/figures/csv';
import type { Ebb } from '../../../web/module/ebb';
import { loadInNode } from '../../module/load_node.mjs';
import { handIn, honest, lessonFile } from '../handin/hands_in';

/** The program as the package ships it. */
const program = resolve('dist/npm/command_line/ebb.js');
const link = 'hidden=6*3&activation=tanh';
let ebb: Ebb;
let folder: string;
beforeAll(async () => {
  ebb = await loadInNode();
  folder = mkdtempSync(join(tmpdir(), 'ebb-command-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function command(...args: string[]) {
  const env = { PATH: process.env['PATH'], LANG: 'C' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const put = (name: string, text: string | Buffer) => {
  writeFileSync(join(folder, name), text);
  return name;
};

/** What the module comes to after so many iterations. */
function frameAfter(iterations: number) {
  const run = new ebb.Simulation(ebb.readLink(link).experiment);
  run.advance('iteration', iterations);
  const frame = run.frame();
  run.delete();
  return frame;
}

it('run comes to the digest of the module, in words, as JSON and as CSV', () => {
  const frame = frameAfter(20);
  const words = command('run', `https://any.site/ebb/#${link}`, '--iterations', '20');
  expect(words.status).toBe(0);
  expect(words.stdout).toContain(`digest: ${frame.digest}`);
  const record = JSON.parse(command('run', link, '--iterations', '20', '--json').stdout) as unknown;
  expect(record).toMatchObject({ iteration: 20, digest: frame.digest, loss: frame.loss });
  const rows = command('run', link, '--iterations=20', '--csv').stdout.trim().split('\r\n');
  expect(rows).toHaveLength(21);
  expect(rows[20]!.split(',').map(Number).slice(0, 2)).toEqual([20, frame.loss]);
});

it('findings are said in words, in the language that is asked for', () => {
  const vanishing = ['run', 'hidden=16*20&activation=sigmoid', '--iterations', '1'];
  expect(command(...vanishing).stdout).toMatch(/vanish/i);
  expect(command(...vanishing, '--lang', 'ne').stdout).toMatch(/सार-चिह्न: [0-9a-f]{16}/);
});

it('what cannot be done is said in words, with exit code 2', () => {
  const cases: [string[], RegExp][] = [
    [['run', 'activation=tan'], /“?Activation”?.*tan/],
    [['run', link, '--iterations', 'many'], /--iterations: got many, takes a whole number/],
    [['run', link, '--iterations'], /--iterations wants a value/],
    [['run', link, '--fast'], /no option --fast/],
    [['run'], /wants one link/],
    [['walk'], /no command “walk”/],
    [['verify'], /at least one file/],
    [['verify', 'none.json'], /^none\.json: there is no such file/],
    [['verify', '.'], /^\.: it is a folder/],
    [['grade', put('b.json', '{}'), '--csv', 'none/marks.csv'], /^none\/marks\.csv: there is no/],
    [['run', link, '--lang', 'xx'], /^--lang: got “xx”, takes .*en/],
    [['run', link, '--lang'], /^--lang: got “”/],
    [['grade', put('a.json', '{}'), '--lesson', 'nothing'], /no lesson “nothing”/],
  ];
  for (const [args, words] of cases) {
    const { status, stderr } = command(...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
  expect(command('--help')).toMatchObject({ status: 0 });
  expect(command('-h')).toMatchObject({ status: 0 });
  expect(command()).toMatchObject({ status: 2 });
});

it('verify believes a file whose run comes out as it says, and no other', () => {
  const { position, digest } = frameAfter(20);
  const at = { position, digest };
  const { experiment } = ebb.readLink(link);
  const saved = put('saved.json', writeFile(ebb.schema(), experiment, at));
  const rows = [['1', writeReceipt({ ...at, link })]];
  const table = put('table.csv', writeCsv({ caption: '', head: ['a', 'receipt'], rows }));
  const good = command('verify', saved, table);
  expect(good.status).toBe(0);
  expect(good.stdout.match(/as it was run/g)).toHaveLength(2);

  const other = writeFile(ebb.schema(), { ...experiment, seed: 2 }, at);
  const bad = command('verify', saved, put('forged.json', other));
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain(`forged.json: NOT as it was run`);
  expect(command('verify', put('words.txt', 'nothing')).status).toBe(1);
});

it('grade marks what was handed in, writes a table, and names what is forged', async () => {
  const id = 'chain_of_two';
  const record = await honest(ebb, id, lessonFile(id), 10, { learner: 'Asha' });
  const text = writeHandIn(handIn([record], 'Asha'));
  const own = put('asha.json', text);
  const forged = put('forged.json', text.replace('"learner": "Asha"', '"learner": "Bina"'));
  const good = command('grade', own, '--lesson', id, '--csv', 'marks.csv', '--json', 'marks.json');
  expect(good).toMatchObject({ status: 0 });
  const [head, row] = readFileSync(join(folder, 'marks.csv'), 'utf8').trim().split('\r\n');
  expect(head).toContain('chain_of_two.guess');
  expect(row).toMatch(/^asha\.json,Asha,EBB-[^,]+,as_run,,,1,1,/);
  expect(JSON.parse(readFileSync(join(folder, 'marks.json'), 'utf8'))).toMatchObject([
    { file: 'asha.json', verdict: 'as_run', objections: [] },
  ]);
  // As some editors save it.
  const wide = put('wide.json', Buffer.from(`\ufeff${text}`, 'utf16le'));
  expect(command('grade', wide, '--lesson', id)).toMatchObject({ status: 0 });
  const nepali = command('grade', own, '--lesson', id, '--lang', 'ne');
  expect(nepali.stdout).toMatch(/^asha\.json: चलाएअनुसार नै; Asha, अङ्क 0, 1 पाठमध्ये 1$/m);
  const course = `ebb course 1\n# title\nMine\n# lessons\n- ${id}\n- own.lesson\n`;
  const lesson = put('week.course', course);
  expect(command('grade', own, '--lesson', lesson).stderr).toMatch(/Line 6 .*“own\.lesson”/);
  put('own.lesson', lessonFile(id));
  expect(command('grade', own, '--lesson', lesson)).toMatchObject({ status: 0 });
  const other = command('grade', own, '--lesson', 'depth');
  expect(other.status).toBe(1);
  expect(other.stdout).toMatch(
    /^asha\.json: Nothing of it was marked; Asha, score 0, 0 of 1 lesson$/m,
  );
  const bad = command('grade', own, forged);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toMatch(/forged\.json: Not as it says/);
  expect(bad.stdout).toMatch(/2 files: 1 as run, 1 not as it says/);
});
