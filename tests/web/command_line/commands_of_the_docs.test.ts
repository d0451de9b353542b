import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
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
  const record = await honest(ebb, 'depth', lessonFile('depth'), Array<number>(20).fill(1e-4));
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

it('there are some of every kind', () => {
  const verbs = new Set(commands.map(([line]) => line.split(' ')[2]));
  expect([...verbs].sort()).toEqual(['grade', 'run', 'scorm', 'verify']);
});
