import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { loadInNode } from '../module/load_node.mjs';
import {
  browsers,
  everyBrowser,
  hostOf,
  hosted,
  open,
  testOnce,
  visited,
  visitOf,
} from './browsers.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist/npm/');
const experiment = 'hidden=6*3&activation=tanh';

/** What a lab has to come to after twenty iterations, wherever it stands. */
async function digestInNode() {
  const ebb = await loadInNode();
  const run = new ebb.Simulation({ hidden: '6*3', activation: 'tanh' });
  run.advance('iteration', 20);
  const { digest } = run.frame();
  run.delete();
  return digest;
}

const program = (name) => join(root, 'node_modules', name);
const vite = program('vite/bin/vite.js');
const tsc = program('typescript/bin/tsc');

/** A project of somebody else's, with nothing in it but the package, installed from its tarball. */
let project;
let tarball;
const isOnce = testOnce === test;
const write = (file, text) => writeFile(join(project, file), text);
const run = (...args) =>
  execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });
const npm = (cwd, ...args) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

before(async () => {
  if (!isOnce) return;
  project = await mkdtemp(join(tmpdir(), 'ebb-project-'));
  const [{ filename }] = JSON.parse(npm(dist, 'pack', '--json', '--pack-destination', project));
  tarball = join(project, filename);
  await write('package.json', '{ "name": "somebody", "type": "module", "private": true }');
  npm(project, 'install', tarball, '--offline', '--no-audit', '--no-fund');
});
after(() => project && rm(project, { recursive: true }));

testOnce('the tarball is in order for npm and for TypeScript', () => {
  run(program('publint/src/cli.js'), 'run', tarball, '--strict');
  const files = ['ebb.html', 'ebb.wasm'];
  run(
    program('@arethetypeswrong/cli/dist/index.js'),
    tarball,
    ...['--profile', 'esm-only', '--exclude-entrypoints', ...files],
  );
});

testOnce('what ships is what its provenance names', async () => {
  const installed = join(project, 'node_modules/ebb');
  const { files, version, commit } = JSON.parse(
    await readFile(join(installed, 'provenance.json'), 'utf8'),
  );
  // An archive without git has no commit to name.
  if (existsSync(join(root, '.git'))) assert.match(commit, /^[0-9a-f]{40}$/);
  else assert.equal(commit, null);
  assert.equal(version, JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version);
  const listed = execFileSync('find', ['.', '-type', 'f'], { cwd: installed, encoding: 'utf8' });
  const there = listed.trim().split('\n').map((file) => file.slice(2)); // prettier-ignore
  assert.deepEqual(
    there.filter((file) => file !== 'provenance.json').sort(),
    Object.keys(files).sort(),
  );
  for (const [file, hash] of Object.entries(files)) {
    const found = createHash('sha256').update(await readFile(join(installed, file)));
    assert.equal(`sha256-${found.digest('hex')}`, hash, file);
  }
});

testOnce('its manifest describes the element as it is', async () => {
  const { modules } = JSON.parse(await readFile(join(dist, 'custom-elements.json'), 'utf8'));
  const [{ declarations, exports }] = modules;
  const [element] = declarations;
  assert.equal(exports[0].name, 'ebb-lab');
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(element.events), ['error', 'experiment', 'frame']);
  const options = await readFile(join(root, 'web/embed/options.ts'), 'utf8');
  const table = /const attributes[^{]*\{([^}]*)\}/.exec(options)[1];
  const attributes = [...table.matchAll(/: '([\w-]+)'/g)].map(([, name]) => name);
  assert.deepEqual(names(element.attributes), [...attributes, 'experiment'].sort());
  const members = ['advance', 'compare', 'experiment', 'frame', 'pause', 'play', 'ready'];
  assert.deepEqual(names(element.members), [...members, 'reset', 'rewind', 'tryRemedies']);
});

testOnce('Node runs the module by its name, and passes over the element', async () => {
  const source = `import load from 'ebb';
    import 'ebb/element';
    const ebb = await load();
    const run = new ebb.Simulation({ hidden: '6*3', activation: 'tanh' });
    run.advance('iteration', 20);
    console.log(run.frame().digest);`;
  await write('own.mjs', source);
  assert.equal(run('own.mjs').trim(), await digestInNode());
});

const typed = `import 'ebb/element';
import type { EbbLab } from 'ebb/element';
import load, { type Experiment, type Frame } from 'ebb';
import { EbbFrame } from 'ebb/frame';

const lab: EbbLab = document.querySelector('ebb-lab')!;
lab.addEventListener('frame', ({ detail }) => void (detail.layers[0]!.signal satisfies number | null));
export async function advanced(): Promise<Frame> {
  await lab.ready;
  return lab.advance('iteration', 20);
}
lab.experiment = { hidden: [6, 6, 6], activation: 'tanh' };
export const present: Experiment | null = lab.experiment;
export const framed = (element: HTMLIFrameElement) => new EbbFrame(element).advance('layer');
export const loaded = load;
export const refused = () => {
  // @ts-expect-error: a week is no unit
  void lab.advance('week');
  // @ts-expect-error: a frame stands in an iframe
  new EbbFrame(document.createElement('div'));
  // @ts-expect-error: a digest is a text
  lab.frame!.digest satisfies number;
  // @ts-expect-error: a number is no experiment
  lab.experiment = 3;
};
document.title = (await advanced()).digest;
`;

testOnce('a project in TypeScript has the types of element, frame and module', async () => {
  const compile = (file, resolution) => {
    const [module] = resolution === 'bundler' ? ['esnext'] : [resolution];
    const options = { target: 'es2022', module, moduleResolution: resolution, lib: 'es2022,dom,dom.iterable' }; // prettier-ignore
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    return run(tsc, '--strict', '--noEmit', ...flags, file);
  };
  await write('typed.ts', typed);
  for (const resolution of ['bundler', 'nodenext']) compile('typed.ts', resolution);
});

/** What a project for Node alone writes, which has no types of pages. */
const inNode = `import load, { type Ebb, type Experiment, type Finding, type Frame, type Settings } from 'ebb';

const ebb: Ebb = await load();
const settings: Settings = { hidden: '6*3', activation: 'tanh' };
const experiment: Experiment = ebb.complete(settings);
const run = new ebb.Simulation(experiment);
run.advance('iteration', 20);
const frame: Frame = run.frame();
export const findings: Finding[] = frame.diagnosis.findings;
// @ts-expect-error: here are no pages
export const page = document;
`;

testOnce(
  'a project for Node alone has the types of the module without those of pages',
  async () => {
    await write('in_node.ts', inNode);
    for (const [module, resolution] of [
      ['esnext', 'bundler'],
      ['nodenext', 'nodenext'],
    ]) {
      // prettier-ignore
      const options = { target: 'es2022', lib: 'es2022', module, moduleResolution: resolution };
      const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
      run(tsc, '--strict', '--noEmit', '--skipLibCheck', 'false', ...flags, 'in_node.ts');
    }
  },
);

testOnce("the element works in what Vite builds of somebody's page", async (t) => {
  await mkdir(join(project, 'page'), { recursive: true });
  await write('page/main.ts', typed);
  await write(
    'page/index.html',
    `<!doctype html><title>Week 3</title><ebb-lab experiment="${experiment}"></ebb-lab>
     <script type="module" src="./main.ts"></script>`,
  );
  run(vite, 'build', 'page', '--base', './', '--logLevel', 'error');
  const icon = { '/favicon.ico': '' };
  const { browser, site } = await visitOf(t, browsers.chromium, icon, {
    headers: {},
    folder: join(project, 'page/dist'),
  });
  const { page, complaints } = await open(browser, site.address);
  const digest = await digestInNode();
  await page.waitForFunction((hoped) => document.title === hoped, {}, digest);
  assert.deepEqual(complaints, []);
});

/** A page of a course that has the lab tell its parent what it came to. */
const telling = (address) => `<!doctype html><title>Week 3</title><link rel="icon" href="data:,">
  <script type="module" src="${address}"></script>
  <ebb-lab experiment="${experiment.replace('&', '&amp;')}"></ebb-lab>
  <script type="module">
    await customElements.whenDefined('ebb-lab');
    const lab = document.querySelector('ebb-lab');
    const told = lab.ready.then(() => lab.advance('iteration', 20)).then(({ digest }) => digest);
    window.told = told.catch(({ message }) => message);
    parent.postMessage({ told: await window.told, origin: self.origin }, '*');
  </script>`;

/** A page that shows another in a sandbox, and keeps what it is told from there. */
const around = (attributes) => `<!doctype html><title>Course</title><link rel="icon" href="data:,">
  <script>
    window.heard = new Promise((hear) => addEventListener('message', ({ data }) => data.told && hear(data)));
  </script>
  <iframe sandbox="allow-scripts" width="900" height="600" ${attributes}></iframe>`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

for (const [name, launch] of Object.entries(everyBrowser)) {
  describe(name, () => {
    const here = visited(launch);
    const cdn = hosted(
      {},
      { under: '/npm/ebb@0.1.0/', folder: dist, headers: { 'access-control-allow-origin': '*' } },
    );
    /** A host of somebody's pages, which has nothing of the package. */
    const hostOfPages = (t, pages) => hostOf(t, pages, { headers: {}, folder: '/nowhere' });
    let digest;
    before(async () => {
      digest = await digestInNode();
    });

    /** What a page's script says under a name, once it does. */
    const visit = async (address, said) => {
      const page = await here.browser.newPage();
      await page.goto(address);
      await page.waitForFunction((key) => Boolean(window[key]), {}, said);
      const found = await page.evaluate(async (key) => window[key], said);
      await page.close();
      return found;
    };

    test('a plain file path on another origin gives a page the lab', async (t) => {
      const site = await hostOfPages(t, { '/page.html': telling(`${cdn.address}ebb-lab.js`) });
      assert.equal(await visit(`${site.origin}/page.html`, 'told'), digest);
      const asked = cdn.asked.filter((path) => /worker|\.wasm$/.test(path));
      assert.ok(asked.length >= 2, 'worker and core come from where the script came from');
    });

    test('also within a sandboxed frame, which has no origin', async (t) => {
      const inside = telling(`${cdn.address}ebb-lab.js`);
      const site = await hostOfPages(t, { '/page.html': around(`srcdoc="${escaped(inside)}"`) });
      assert.deepEqual(await visit(`${site.origin}/page.html`, 'heard'), {
        told: digest,
        origin: 'null',
      });
    });
  });
}
