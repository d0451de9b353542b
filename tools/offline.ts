import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { licenceFiles } from './licences.ts';

/** What is not kept beforehand: licences, copies of pages that include the lab, which are not the lab, and the
 *  font of a script that most readers never see, which is kept once it was used. */
const left = /^examples\/|devanagari/;

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
      this.emitFile({ type: 'chunk', id, fileName: 'service-worker.js' });
    },
    generateBundle(_, bundle) {
      const contents = new Map<string, string | Uint8Array>();
      for (const [file, part] of Object.entries(bundle)) {
        contents.set(file, part.type === 'chunk' ? part.code : part.source);
      }
      for (const entry of readdirSync(copied, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        if (entry.isFile()) contents.set(relative(copied, path), readFileSync(path));
      }
      contents.delete('service-worker.js');
      const files = [...contents.keys()]
        .filter((file) => !left.test(file) && !licenceFiles.includes(file))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(contents.get(file)!);
      const worker = bundle['service-worker.js'];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) {
        this.error('the service worker has to be one script');
      }
      // The page goes by the address of its folder.
      const addresses = files.map((file) => (file === 'index.html' ? './' : file));
      worker.code = worker.code
        .replaceAll('EBB_FILES', JSON.stringify(addresses))
        .replaceAll('EBB_VERSION', JSON.stringify(hash.digest('hex').slice(0, 16)));
    },
  };
}
