import packed from 'ebb-core/ebb.wasm?packed';
import { once } from './once';
import type { InitMessage } from './protocol';
import InlineWorker from './worker.ts?worker&inline';

// The build makes the worker of an address that is a text. Nothing else in the page makes a script of one.
self.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (address.startsWith('blob:') ? address : null),
});

/** The worker and the core within the page itself, which then needs no server: takes the place of
 *  files_beside.ts in the build of one file. */
export function createWorker(fail: (error: Error) => void): Worker {
  const worker = new InlineWorker();
  unpacked().then((core) => worker.postMessage({ core, whole: null } satisfies InitMessage), fail);
  return worker;
}

/** Nothing has to be fetched, so there is nothing to do ahead. */
export function startAhead(): void {}
export async function aheadOfPage(): Promise<void> {}

/** Text of base64 to what was compressed in it. */
async function unpack(): Promise<ArrayBuffer> {
  const compressed = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

const unpacked = once(unpack);
