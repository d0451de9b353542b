import wholeLoader from 'ebb-core/ebb.js';
import float32Loader from 'ebb-core/ebb_float32.js';
import { loadCore } from '../module/load';
import { fetchCore } from './fetch_core';
import { Host } from './host';
import { once } from './once';
import type { ReadyMessage, InitMessage } from './protocol';

let supply: (given: InitMessage) => void;
const initMessage = new Promise<InitMessage>((resolve) => (supply = resolve));

/** Made ready before the page asks for it, which is busy with itself. */
const core = initMessage.then(async (given) => {
  const file = given.core;
  const compiled = file instanceof ArrayBuffer ? await WebAssembly.compile(file) : file;
  return loadCore(compiled, given.whole === null ? wholeLoader : float32Loader);
});
// Whoever asks for the core hears what is wrong with it.
core.catch(() => {});

const loadWhole = once(async () => {
  const { whole } = await initMessage;
  return whole === null ? core : loadCore(await fetchCore(whole), wholeLoader);
});

const host = new Host({ load: () => core, loadWhole }, (reply) => postMessage(reply));
addEventListener('message', ({ data }) => {
  if (!('core' in data)) return host.handle(data);
  supply(data);
  postMessage({ kind: 'here' } satisfies ReadyMessage);
});
