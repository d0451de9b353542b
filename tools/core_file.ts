import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const packed = /\.wasm\?packed$/;
const loader = /\/ebb(_float32)?\.js$/;

const textOf = (file: string) => readFileSync(file, 'utf8').replaceAll('ebb_float32', 'ebb');

/** The core's files as the page gets them: `ebb.wasm?packed` is its text in base64, compressed. The
 *  loaders' own wish for a file, which they are never left to, does not bundle it a second time; and
 *  where the two cores have one and the same loader, it is bundled once. */
export function coreFile(): Plugin {
  return {
    name: 'ebb-core-file',
    enforce: 'pre',
    load(id) {
      if (packed.test(id)) {
        const bytes = gzipSync(readFileSync(id.replace('?packed', '')), { level: 9 });
        return `export default ${JSON.stringify(bytes.toString('base64'))};`;
      }
      const whole = id.replace('_float32', '');
      if (!loader.test(id) || id === whole || textOf(id) !== textOf(whole)) return null;
      return `export { default } from ${JSON.stringify(whole)};`;
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
