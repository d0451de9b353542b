import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pages, render } from '../../../tools/docs_pages.ts';
import { writeHandIn } from '../../../web/handin/hand_in';
import { loadInNode } from '../../module/load_node.mjs';
import { handIn, honest, lessonFile } from '../handin/hands_in';

/** Every command of the docs that begins with `npx ebb`, as it stands there, in a folder that has the files it names. */
const commands = pages.flatMap((page) =>
  render(page)
    .examples.filter(({ language }) => language === 'sh')
    .flatMap(({ code }) => code.split('\n').filter((line) => line.startsWith('npx ebb ')))
    .map((line) => [line, page.file] as const),
);

const kept = 'tests/kept/';
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-docs-commands-'));
  const old = join(
    kept,
    readdirSync(kept)
      .filter((name) => /^\d/.test(name))
      .sort()[0]!,
  );
  for (const [name, as] of [
    ['figure.svg', 'figure.svg'],
    ['table.csv', 'profile.csv'],
    ['experiment.ebb.json', 'experiment.ebb.json'],
    ['kept.lesson', 'week3.lesson'],
  ] as const) {
    cpSync(join(old, name), join(folder, as));
  }
  const ebb = await loadInNode();
  const twenty = new ebb.Simulation({ hidden: '32*20', activation: 'sigmoid' });
  twenty.advance('iteration');
  const guess = twenty.frame().layers.map(({ signal }) => signal ?? 0);
  twenty.delete();
  const record = await honest(ebb, 'depth', lessonFile('depth'), guess);
  for (const name of ['handed-in', 'submission']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'one.json'), writeHandIn(handIn([record])));
  }
  // What `npx ebb` runs where the package is installed.
  mkdirSync(join(folder, 'bin'));
  const program = resolve('dist/npm/command_line/ebb.js');
  const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" "${program}" "$@"\n`;
  writeFileSync(join(folder, 'bin/npx'), npx, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(commands)('%s (%s)', (line) => {
  const env = { PATH: `${folder}/bin:${process.env['PATH']}`, LANG: 'C' };
  // It throws where the command ends with another code than 0.
  const command = line.replace(/ \|\| true$/, '');
  const said = execFileSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
  const written = /--(?:csv|json|out) (\S+)/.exec(line)?.[1];
  if (written) expect(existsSync(join(folder, written))).toBe(true);
  else expect(said.length).toBeGreaterThan(20);
});

it('what the docs give Gradescope writes its results, of an honest file, a forged one and none', () => {
  const [script] = pages.flatMap((page) =>
    render(page).examples.flatMap(({ code }) => (code.includes('cd /autograder') ? [code] : [])),
  );
  const place = join(folder, 'autograder');
  const honestFile = readFileSync(join(folder, 'submission/one.json'), 'utf8');
  const results = (submitted: Record<string, string>) => {
    rmSync(place, { recursive: true, force: true });
    for (const name of ['submission', 'results']) mkdirSync(join(place, name), { recursive: true });
    for (const [name, text] of Object.entries(submitted))
      writeFileSync(join(place, 'submission', name), text);
    const env = { PATH: `${folder}/bin:${process.env['PATH']}`, LANG: 'C' };
    const here = script!.replace('cd /autograder', `cd '${place}'`);
    execFileSync('bash', ['-c', here], { env, stdio: 'pipe' });
    return JSON.parse(readFileSync(join(place, 'results/results.json'), 'utf8')) as {
      score: number;
      output: string;
    };
  };
  expect(results({ 'one.json': honestFile })).toEqual({ score: 10, output: 'as_run' });
  const forged = results({ 'one.json': honestFile.replace('"attempts": 1', '"attempts": 2') });
  expect(forged.score).toBe(0);
  expect(forged.output).toMatch(/^doubtful\nThe file was changed/);
  expect(results({})).toMatchObject({ score: 0, output: expect.stringMatching(/^no hand-in/) });
});

it('there are some of every kind', () => {
  const verbs = new Set(commands.map(([line]) => line.split(' ')[2]));
  expect([...verbs].sort()).toEqual(['grade', 'run', 'scorm', 'verify']);
});
