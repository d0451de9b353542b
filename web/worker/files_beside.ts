import wholeFile from 'ebb-core/ebb.wasm?url';
import file from 'ebb-core/ebb_float32.wasm?url';
import { fetchCore } from './fetch_core';
import { once } from './once';
import type { InitMessage } from './protocol';
import { trustedAddress } from './trusted_address';
import script from './worker.ts?worker&url';

/** How long a page waits for its worker before it goes on by itself, in milliseconds. */
const timeoutMs = 400;

let ahead: Worker | null = null;
let running: Promise<unknown> = Promise.resolve();

/** Starts the first worker before there is a lab, to load the core while the page is made. */
export function startAhead(): void {
  const worker = (ahead = start());
  const isHere = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', () => resolve(), { once: true });
    worker.addEventListener('error', reject, { once: true });
  });
  const isReady = Promise.all([isHere, giveCore(worker)]).catch(() => {
    // The lab tries again, and says what is wrong.
    ahead = null;
    worker.terminate();
  });
  running = Promise.race([isReady, new Promise((resolve) => setTimeout(resolve, timeoutMs))]);
}

/** Resolves when the worker that was started ahead runs and has its core, at once where none was: a
 *  browser gets neither done while the thread of its page is busy. */
export async function aheadOfPage(): Promise<void> {
  await running;
}

/** The worker and the core as files beside the built script, wherever that was included from. */
export function createWorker(fail: (error: Error) => void): Worker {
  const worker = ahead ?? start();
  ahead = null;
  giveCore(worker).catch(fail);
  return worker;
}

const given = new WeakSet<Worker>();

async function giveCore(worker: Worker): Promise<void> {
  const core = await compiled();
  const whole = new URL(wholeFile, location.href).href;
  if (!given.has(worker)) worker.postMessage({ core, whole } satisfies InitMessage);
  given.add(worker);
}

function start(): Worker {
  const type = import.meta.env.DEV ? 'module' : 'classic';
  const { href, origin } = new URL(script, location.href);
  if (origin === self.origin) return new Worker(trustedAddress(href), { type });
  // A worker starts from its page's own origin only. A script made in the page may take it in; a
  // policy of `'self'` forbids that, but then it has forbidden the script itself before.
  const source = `const make = { createScriptURL: (url) => url };
const address = ${JSON.stringify(href)};
importScripts(self.trustedTypes?.createPolicy('ebb-worker', make).createScriptURL(address) ?? address);`;
  const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return new Worker(trustedAddress(blob));
}

/** The core, compiled once for all workers of the page, beside its thread. */
const compiled = once(() => fetchCore(new URL(file, location.href).href));
