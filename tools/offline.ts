import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { hashLength, type BuiltFile } from '../web/offline/built_file.ts';
import { licenceFiles } from './licences.ts';

/** What is no part of the offline copy: licences, and copies of pages that include the lab, which are not the lab. */
const left = /^examples\//;
/** The font of a script that most readers never see is cached once it was used. */
const later = /devanagari/;

const script = 'service-worker.js';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Builds the service worker, with the list of all that the page is made of. */
export function offline(): Plugin {
  let copied = '';
  return {
    name: 'ebb-offline',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      copied = config.publicDir;
    },
    buildStart() {
      const id = '/offline/service_worker.ts';
      this.emitFile({ type: 'chunk', id, fileName: script });
    },
    // Only what is written is what a host will serve.
    writeBundle({ dir = '' }, bundle) {
      const worker = bundle[script];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) {
        this.error('the service worker has to be one script');
      }
      const names = new Set(Object.keys(bundle));
      for (const entry of readdirSync(copied, { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) names.add(relative(copied, join(entry.parentPath, entry.name)));
      }
      const files = [...names]
        .filter((name) => name !== script && !left.test(name) && !licenceFiles.includes(name))
        .sort()
        .map((name) => describe(name, readFileSync(join(dir, name))));
      const list = JSON.stringify(files);
      const version = createHash('sha256').update(list).digest('hex').slice(0, 16);
      const path = join(dir, script);
      const code = readFileSync(path, 'utf8')
        .replaceAll('EBB_FILES', list)
        .replaceAll('EBB_VERSION', JSON.stringify(version));
      writeFileSync(path, code);
    },
  };
}

function describe(name: string, content: Buffer): BuiltFile {
  const type = types[extname(name)];
  if (!type) throw new Error(`of what type is ${name}?`);
  return {
    // The page goes by the address of its folder.
    address: name === 'index.html' ? './' : name,
    length: content.length,
    type,
    hash: createHash('sha256').update(content).digest('base64').slice(0, hashLength),
    isLater: later.test(name),
  };
}
