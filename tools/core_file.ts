import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const packed = /\.wasm\?packed$/;
const loader = /\/ebb(_float32)?\.js$/;

/** The core's files as the page gets them: `ebb.wasm?packed` is its text in base64, compressed. The
 *  loaders' own wish for a file, which they are never left to, does not bundle it a second time. */
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
      if (!loader.test(id)) return null;
      return {
        code: code.replace(/new URL\("(\w+\.wasm)", ?import\.meta\.url\)/, '"$1"'),
        map: null,
      };
    },
  };
}
