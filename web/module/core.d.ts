import type { Ebb } from './ebb';

/** What Emscripten makes of the core, as far as it is used here. */
declare const create: (settings: {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ) => WebAssembly.Exports;
}) => Promise<Ebb>;
export default create;
