import loader from 'ebb-loader';
import { loadCore } from '../module/load';
import { fetchCore } from './fetch_core';
import { Host } from './host';
import { hold } from './hold_lock';
import { once } from './once';
import type { InitMessage, PingMessage, ReadyMessage, Request } from './protocol';

let supply: (given: InitMessage) => void;
const initMessage = new Promise<InitMessage>((resolve) => (supply = resolve));

/** Made ready before the page asks for it, which is busy with itself. */
const core = initMessage.then(async (given) => {
  const file = given.core;
  const compiled = file instanceof ArrayBuffer ? await WebAssembly.compile(file) : file;
  return loadCore(compiled, loader);
});
// Whoever asks for the core hears what is wrong with it.
core.catch(() => {});

const loadWhole = once(async () => {
  const { whole } = await initMessage;
  if (whole === null) return core;
  const [compiled, { default: wholeLoader }] = await Promise.all([
    fetchCore(whole.core),
    import(/* @vite-ignore */ whole.loader) as Promise<{ default: typeof loader }>,
  ]);
  return loadCore(compiled, wholeLoader);
});

const host = new Host({ load: () => core, loadWhole }, (reply) => postMessage(reply));
const lock = hold();
const sayHere = async () => postMessage({ kind: 'here', lock: await lock } satisfies ReadyMessage);

addEventListener('message', ({ data }: MessageEvent<InitMessage | PingMessage | Request>) => {
  if ('core' in data) {
    supply(data);
    void sayHere();
  } else if (data.kind === 'ping') void sayHere();
  else host.handle(data);
});
