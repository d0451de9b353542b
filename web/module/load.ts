import type create from 'ebb-core/ebb.js';
import type { Ebb } from './ebb';

/** Starts a core from its compiled module, which whoever calls has fetched or unpacked: its loader never
 *  looks for a file of its own. */
export function loadCore(core: WebAssembly.Module, loader: typeof create): Promise<Ebb> {
  return new Promise((resolve, reject) => {
    const started = loader({
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(core, imports).then(receive, reject);
        return {};
      },
    });
    started.then(resolve, reject);
  });
}
