import create from 'ebb-core/ebb.js';
import wasm from 'ebb-core/ebb.wasm?url';
import type { Ebb } from './ebb';

/** Loads the core beside the built script. It fetches the bytes itself, so that a host which serves
 *  `.wasm` under a wrong type does no harm. */
export async function loadCore(): Promise<Ebb> {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`ebb.wasm: ${response.status} ${response.statusText}`);
  return create({ wasmBinary: await response.arrayBuffer() });
}
