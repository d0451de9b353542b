/** Puts together what `npm publish` would take, from the page and the module that were built before:
 *  `dist/npm`. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { manifest } from './custom_elements.mjs';

const root = new URL('../', import.meta.url);
const built = new URL('dist/', root);
const folder = new URL('npm/', built);
const own = new URL('web/package/', root);

const read = (name, from = root) => readFile(new URL(name, from), 'utf8');
const { name, version, description, license, engines, devDependencies } = JSON.parse(
  await read('package.json'),
);

/** Parts of the page that no element asks for. */
const ofPageAlone = /^index-/;
const copies = {
  'ebb-lab.js': new URL('ebb-lab.js', built),
  'frame.js': new URL('ebb-frame.js', built),
  'ebb.html': new URL('ebb.html', built),
  'grade.html': new URL('grade.html', built),
  'command_line/ebb.js': new URL('command_line/ebb.js', built),
  LICENSE: new URL('LICENSE', root),
  'THIRD_PARTY.md': new URL('THIRD_PARTY.md', root),
  'README.md': new URL('README.md', own),
  'element_in_node.js': new URL('element_in_node.js', own),
};
for (const file of await readdir(new URL('assets/', built))) {
  if (!ofPageAlone.test(file)) copies[`assets/${file}`] = new URL(`assets/${file}`, built);
}
const ofFolderAlone = ['package.json', 'LICENSE', 'THIRD_PARTY.md'];
for (const file of await readdir(new URL('module/', built))) {
  if (!ofFolderAlone.includes(file)) copies[`module/${file}`] = new URL(`module/${file}`, built);
}

/** Declarations name the module's types where they lie in the package. */
const declared = async (file, folder = own) =>
  (await read(file, folder))
    .replaceAll("'../lab/lab_members'", "'./lab_members.js'")
    .replaceAll("'../module/ebb'", "'./module/ebb.js'")
    .replaceAll("'./element'", "'./element.js'");

/** The script that the page's `ebb-lab.js` leads to, named so that a bundler follows it. */
async function elementModule() {
  const script = /'(\.\/assets\/[^']+)'/.exec(await read('ebb-lab.js', built))?.[1];
  if (!script) throw new Error('dist/ebb-lab.js does not name the script that defines the element');
  // The script defines it a moment after it has run.
  return `// Defines <ebb-lab>.\nimport '${script}';\nawait customElements.whenDefined('ebb-lab');\n`;
}

/** Vite's lists of what to fetch ahead of a part name files that a bundler has renamed. */
function withoutPreloads(code) {
  const lists = /const __vite__mapDeps=\(.*?\)=>i\.map\(i=>d\[i\]\);/;
  const bare = code.replace(lists, 'const __vite__mapDeps=()=>[];');
  if (/\bm\.f\|\|/.test(bare)) throw new Error('a list of what to fetch ahead is still there');
  return bare;
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

const described = {
  name,
  version,
  description,
  license,
  type: 'module',
  engines: { node: engines.node },
  keywords: ['neural network', 'vanishing gradient', 'education', 'web component', 'webassembly'],
  exports: {
    '.': { types: './index.d.ts', default: './module/ebb.js' },
    './element': {
      types: './element.d.ts',
      node: './element_in_node.js',
      default: './element.js',
    },
    './frame': { types: './frame.d.ts', default: './frame.js' },
    './ebb-lab.js': { types: './element.d.ts', default: './ebb-lab.js' },
    './ebb.html': './ebb.html',
    './ebb.wasm': './module/ebb.wasm',
    './custom-elements.json': './custom-elements.json',
    './package.json': './package.json',
  },
  types: './index.d.ts',
  bin: { ebb: './command_line/ebb.js' },
  customElements: 'custom-elements.json',
  sideEffects: ['./ebb-lab.js', './element.js', './frame.js', './assets/*'],
  publishConfig: { access: 'public', provenance: true },
};

const written = {
  'package.json': json(described),
  'custom-elements.json': json(await manifest(root, version)),
  'element.js': await elementModule(),
  'index.d.ts': await declared('index.d.ts'),
  'element.d.ts': await declared('element.d.ts'),
  'lab_members.d.ts': await declared('lab_members.d.ts', new URL('web/lab/', root)),
  'frame.d.ts': await declared('frame.d.ts'),
};

await rm(folder, { recursive: true, force: true });
for (const part of ['', 'assets/', 'module/', 'command_line/']) {
  await mkdir(new URL(part, folder), { recursive: true });
}
for (const [file, source] of Object.entries(copies)) {
  const target = new URL(file, folder);
  if (!/^assets\/.*\.js$/.test(file)) await cp(source, target);
  else await writeFile(target, withoutPreloads(await readFile(source, 'utf8')));
}
for (const [file, text] of Object.entries(written)) await writeFile(new URL(file, folder), text);

/** The first line that a program says of its version; null where it is not there. */
function says(program, ...args) {
  try {
    const line = execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return line.split('\n')[0].trim() || null;
  } catch {
    return null;
  }
}

/** What the files were made from and with, and what each of them is. */
async function provenance() {
  const files = {};
  for (const file of [...Object.keys(copies), ...Object.keys(written)].sort()) {
    const hash = createHash('sha256').update(await readFile(new URL(file, folder)));
    files[file] = `sha256-${hash.digest('hex')}`;
  }
  return {
    name,
    version,
    commit: says('git', 'rev-parse', 'HEAD'),
    // Sources that no commit has.
    isChanged: says('git', 'status', '--porcelain', '--untracked-files=no') !== null,
    builtWith: {
      node: process.version,
      emscripten: says('emcc', '--version'),
      vite: devDependencies.vite,
      svelte: devDependencies.svelte,
      typescript: devDependencies.typescript,
    },
    licences: ['LICENSE', 'THIRD_PARTY.md'],
    files,
  };
}
await writeFile(new URL('provenance.json', folder), json(await provenance()));
console.log(`the package is in ${fileURLToPath(folder)}`);
