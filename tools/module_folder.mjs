/** Puts the module alone together, as a folder that can be published or copied: `dist/module`. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const folder = new URL('dist/module/', root);

const contents = {
  'ebb.js': 'web/module/package/ebb.js',
  'clinic.d.ts': 'web/module/clinic.d.ts',
  'ebb.d.ts': 'web/module/ebb.d.ts',
  'experiment.d.ts': 'web/module/experiment.d.ts',
  'findings.d.ts': 'web/module/findings.d.ts',
  'frame.d.ts': 'web/module/frame.d.ts',
  'kinds.d.ts': 'web/module/kinds.d.ts',
  'remedies.d.ts': 'web/module/remedies.d.ts',
  'theory.d.ts': 'web/module/theory.d.ts',
  'core.js': 'build/wasm/ebb.js',
  'ebb.wasm': 'build/wasm/ebb.wasm',
  'example.mjs': 'web/module/package/example.mjs',
  'README.md': 'web/module/package/README.md',
  LICENSE: 'LICENSE',
  'THIRD_PARTY.md': 'THIRD_PARTY.md',
};

const { version, description, license, engines } = JSON.parse(
  await readFile(new URL('package.json', root), 'utf8'),
);
const described = {
  name: 'ebb',
  version,
  description,
  license,
  type: 'module',
  engines: { node: engines.node },
  exports: {
    '.': { types: './ebb.d.ts', default: './ebb.js' },
    './ebb.wasm': './ebb.wasm',
  },
  types: './ebb.d.ts',
  files: Object.keys(contents),
  sideEffects: false,
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, source] of Object.entries(contents)) {
  await cp(new URL(source, root), new URL(name, folder));
}
await writeFile(new URL('package.json', folder), `${JSON.stringify(described, null, 2)}\n`);
console.log(`the module is in ${fileURLToPath(folder)}`);
