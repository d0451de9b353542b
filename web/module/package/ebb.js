import create from './core.js';

const isNode = typeof process === 'object' && typeof process.versions?.node === 'string';

/** Loads the core: from beside this file, over the network or in Node from the disk; or from bytes
 *  (`wasmBinary`), or from the address that `locateFile('ebb.wasm')` names. */
export default async function load({ wasmBinary, locateFile } = {}) {
  const file = new URL(locateFile?.('ebb.wasm') ?? './ebb.wasm', import.meta.url);
  return create({ wasmBinary: wasmBinary ?? (await read(file)) });
}

/** The bytes themselves, so that the type under which a host serves them does not matter. */
async function read(file) {
  if (isNode && file.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return readFile(file);
  }
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
