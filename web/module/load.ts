import create from 'ebb-core/ebb.js';
import type { Ebb } from './ebb';

/** Starts the core from its bytes. Whoever has them may have fetched or unpacked them: the loader
 *  never looks for a file of its own, so that a host which serves `.wasm` under a wrong type does no
 *  harm. */
export function loadCore(bytes: ArrayBuffer): Promise<Ebb> {
  return create({ wasmBinary: bytes });
}
