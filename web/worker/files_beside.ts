import wasm from 'ebb-core/ebb.wasm?url';
import script from './worker.ts?worker&url';

let ahead: Worker | null = null;

/** Starts the first worker before there is a lab: it then loads the core while the page is made. */
export function startAhead(): void {
  ahead = start();
}

/** The worker and the core as files beside the built script, wherever that was included from. */
export function createWorker(_fail: (error: Error) => void): Worker {
  const worker = ahead ?? start();
  ahead = null;
  return worker;
}

/** The worker fetches the core itself, and says so where it could not: while a page is being made, its
 *  own thread has no time to hand bytes on. */
function start(): Worker {
  const worker = make();
  worker.postMessage(new URL(wasm, location.href).href);
  return worker;
}

function make(): Worker {
  const type = import.meta.env.DEV ? 'module' : 'classic';
  if (new URL(script, location.href).origin === self.origin) return new Worker(script, { type });
  // A worker starts from its page's own origin only. A script made in the page may take it in; a
  // policy of `'self'` forbids that, but then it has forbidden the script itself before.
  const source = `importScripts(${JSON.stringify(new URL(script, location.href).href)})`;
  const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Worker(blob);
}
