import { expect, test, vi } from 'vitest';
import type { Ebb } from '../../../web/module/ebb';
import { Host } from '../../../web/worker/host';
import type { Reply } from '../../../web/worker/protocol';

/** A core that calls itself without end: `(func $f (export "f") call $f)`. */
const endless = [
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  [0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  [0x03, 0x02, 0x01, 0x00],
  [0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
  [0x0a, 0x06, 0x01, 0x04, 0x00, 0x10, 0x00, 0x0b],
].flat();
async function overflow(): Promise<never> {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(endless));
  return (instance.exports['f'] as () => never)();
}

/** What a worker says of a start in whose middle this was thrown. */
async function failureOf(error: unknown): Promise<Reply> {
  const readLink = () => {
    throw error;
  };
  const load = async () => ({ schema: () => [], version: () => '', readLink }) as unknown as Ebb;
  const replies: Reply[] = [];
  const host = new Host({ load, loadWhole: load }, (reply) => replies.push(reply));
  host.handle({ id: 1, kind: 'load' });
  host.handle({ id: 2, kind: 'start', link: '', settings: {}, request: {} });
  return vi.waitUntil(() => replies.find(({ id }) => id === 2));
}

test('a stack that is full ends the core, as whatever else breaks it down does', async () => {
  const full = await overflow().catch((error: unknown) => error);
  expect(full).not.toBeInstanceOf(WebAssembly.RuntimeError);
  // As Firefox has it.
  const inFirefox = Object.assign(new Error('too much recursion'), { name: 'InternalError' });
  const outOfBounds = new WebAssembly.RuntimeError('memory access out of bounds');
  for (const error of [full, inFirefox, outOfBounds]) {
    expect(await failureOf(error)).toMatchObject({ kind: 'failed', isTrap: true });
  }
});

test('what the core says against an experiment, and an error of the page itself, leave it in use', async () => {
  const length = (() => {
    try {
      return new Array(-1);
    } catch (error) {
      return error;
    }
  })();
  const refusal = new Error('gain: got 1e9, takes a number from 0 to 100');
  for (const error of [length, refusal, new TypeError('not a function')]) {
    expect(await failureOf(error)).toMatchObject({ kind: 'failed', isTrap: false });
  }
});
