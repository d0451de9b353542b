import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import { browsers, testOnce, types, visitOf } from './browsers.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const settings = { hidden: '8*4', activation: 'tanh', seed: 3 };
let elsewhere;

/** The folder copied to where nothing of the project is near, as a user has it. */
before(async () => {
  elsewhere = await mkdtemp(join(tmpdir(), 'ebb-module-'));
  await cp(join(root, 'dist/module'), join(elsewhere, 'node_modules/ebb'), { recursive: true });
});
after(() => rm(elsewhere, { recursive: true }));

/** Runs Node with nothing of the project around it. */
const run = (...args) =>
  execFileSync(process.execPath, args, { cwd: elsewhere, encoding: 'utf8', env: {} });

testOnce('the example prints the signal of every layer', () => {
  const lines = run('node_modules/ebb/example.mjs').split('\n');
  const signals = lines.filter((line) => line.startsWith('after 1:'));
  assert.equal(signals.length, 3);
  for (const line of signals) {
    const numbers = line.slice('after 1:'.length).trim().split(' ').map(Number);
    assert.equal(numbers.length, 20);
    assert.ok(
      numbers.every((number) => number > 0 && number < 10),
      line,
    );
  }
  assert.match(lines.join('\n'), /sigmoid[\s\S]*vanishing[\s\S]*tanh[\s\S]*healthy/);
});

testOnce('a program of its own imports it by name and reaches the same bits', async () => {
  await writeFile(
    join(elsewhere, 'own.mjs'),
    `import load from 'ebb';
     const ebb = await load();
     const run = new ebb.Simulation(${JSON.stringify(settings)});
     run.advance('iteration', 100);
     console.log(run.frame().digest);`,
  );
  const ebb = await loadInNode();
  const own = new ebb.Simulation(settings);
  own.advance('iteration', 100);
  assert.equal(run('own.mjs').trim(), own.frame().digest);
  own.delete();
});

testOnce('a TypeScript program has its types', async () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const check = async (line) => {
    await writeFile(
      join(elsewhere, 'own.mts'),
      `import load from 'ebb';\nconst ebb = await load();\n${line}\n`,
    );
    return run(
      compiler,
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      'own.mts',
    );
  };
  assert.equal(
    await check('const s: number | null = new ebb.Simulation({}).frame().layers[0].signal;'),
    '',
  );
  await assert.rejects(check('const s: string = new ebb.Simulation({}).frame().digest.length;'));
});

for (const [name, launch] of Object.entries(browsers)) {
  test(`a page imports it in ${name}, from a host that takes .wasm for text`, async (t) => {
    const { browser, site } = await visitOf(
      t,
      launch,
      { '/page.html': '<!doctype html><link rel="icon" href="/icon.svg"><p>A notebook</p>' },
      { mime: { ...types, '.wasm': 'text/plain' } },
    );
    const page = await browser.newPage();
    await page.goto(`${site.origin}/page.html`);
    const digest = await page.evaluate(async (record) => {
      const { default: load } = await import('/module/ebb.js');
      const run = new (await load()).Simulation(record);
      run.advance('iteration', 100);
      return run.frame().digest;
    }, settings);
    const ebb = await loadInNode();
    const own = new ebb.Simulation(settings);
    own.advance('iteration', 100);
    assert.equal(digest, own.frame().digest);
    own.delete();
  });
}
