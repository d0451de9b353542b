import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const packed = /\.wasm\?packed$/;

/** The core's file as the page gets it: `ebb.wasm?packed` is its text in base64, compressed; and the
 *  loader's own wish for a file, which it is never left to, does not bundle it a second time. */
export function coreFile(): Plugin {
  return {
    name: 'ebb-core-file',
    enforce: 'pre',
    load(id) {
      if (!packed.test(id)) return null;
      const bytes = gzipSync(readFileSync(id.replace('?packed', '')), { level: 9 });
      return `export default ${JSON.stringify(bytes.toString('base64'))};`;
    },
    transform(code, id) {
      if (!id.endsWith('/ebb.js')) return null;
      return {
        code: code.replace(/new URL\("ebb\.wasm", ?import\.meta\.url\)/, '"ebb.wasm"'),
        map: null,
      };
    },
  };
}
