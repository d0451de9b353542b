import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The module as the page ships it, loaded in Node. */
export async function loadInNode(folder = new URL('../../build/wasm/', import.meta.url)) {
  const script = new URL('ebb.js', folder);
  // Older Emscripten's loader looks for these two even where they do not exist: in an ES module.
  globalThis.require ??= createRequire(import.meta.url);
  globalThis.__dirname ??= dirname(fileURLToPath(import.meta.url));
  const { default: load } = await import(script.href);
  return load({ wasmBinary: await readFile(new URL('ebb.wasm', folder)) });
}
