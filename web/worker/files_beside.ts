import wasm from 'ebb-core/ebb.wasm?url';
import script from './worker.ts?worker&url';

/** The worker and the core as files beside the built script, wherever that was included from. */
export function createWorker(): Worker {
  const type = import.meta.env.DEV ? 'module' : 'classic';
  if (new URL(script, location.href).origin === self.origin) return new Worker(script, { type });
  // A worker starts from its page's own origin only. A script made in the page may take it in; a
  // policy of `'self'` forbids that, but then it has forbidden the script itself before.
  const source = `importScripts(${JSON.stringify(new URL(script, location.href).href)})`;
  const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Worker(blob);
}

let bytes: Promise<ArrayBuffer> | null = null;

/** The core, fetched once for all labs of a page. */
export function coreBytes(): Promise<ArrayBuffer> {
  bytes ??= fetchBytes().catch((error) => {
    // A later lab may have more luck.
    bytes = null;
    throw error;
  });
  return bytes;
}

async function fetchBytes(): Promise<ArrayBuffer> {
  const response = await fetch(wasm);
  if (!response.ok) throw new Error(`ebb.wasm: ${response.status} ${response.statusText}`);
  return response.arrayBuffer();
}
