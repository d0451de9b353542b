import { expect, test, vi } from 'vitest';
import { Host } from '../../web/worker/host';
import type { Answer, Arrived, Intent, Reply } from '../../web/worker/protocol';
import { yieldToMessages } from '../../web/worker/walk';
import { loadInNode } from './load_node.mjs';

/** A worker's host without the worker: an intent in, its answer out. */
function host() {
  const waiting = new Map<number, (answer: Answer) => void>();
  const inner = new Host({ load: loadInNode, loadWhole: loadInNode }, (reply: Reply) => {
    if (reply.kind === 'answer') waiting.get(reply.id)?.(reply.answer);
  });
  let last = 0;
  return (intent: Intent) =>
    new Promise<Answer>((resolve) => {
      waiting.set(++last, resolve);
      inner.handle({ ...intent, id: last });
    });
}

test('a run tells what it started from, and stays where it stands', async () => {
  const ask = host();
  const settings = { hidden: [3, 2], seed: 5 };
  await ask({ kind: 'load' });
  await ask({ kind: 'start', link: '', settings, request: {} });
  await ask({ kind: 'step', unit: 'iteration', count: 7 });
  const initialState = await ask({ kind: 'begin' });
  const ebb = await loadInNode();
  const fresh = new ebb.Simulation(settings);
  expect(initialState).toMatchObject({
    experiment: fresh.experiment,
    link: ebb.writeLink(fresh.experiment),
    parameters: fresh.parameters(),
  });
  fresh.delete();
  expect(await ask({ kind: 'look' })).toMatchObject({ frame: { iteration: 7 } });
});

test('training for which nobody has looked has ended, and says so to whoever looks again', async () => {
  const ask = host();
  await ask({ kind: 'load' });
  await ask({ kind: 'start', link: '', settings: { hidden: [3, 2] }, request: {} });
  await ask({ kind: 'run' });
  expect(await ask({ kind: 'look' })).toMatchObject({ running: true });
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 3000);
  for (let times = 0; times < 3; ++times) await yieldToMessages();
  const { running, frame } = (await ask({ kind: 'look' })) as Arrived;
  expect(running).toBe(false);
  // Taken up again, it goes on.
  await ask({ kind: 'run' });
  await yieldToMessages();
  const later = (await ask({ kind: 'stop' })) as Arrived;
  expect(later.frame.iteration).toBeGreaterThan(frame.iteration);
  clock.mockRestore();
});

test('a run that begins before the one before has noticed its end is the only one', async () => {
  const ask = host();
  await ask({ kind: 'load' });
  await ask({ kind: 'start', link: '', settings: { hidden: [3, 2] }, request: {} });
  await ask({ kind: 'run' });
  // All of it arrives while the first run lets messages in; its simulation is gone with the second start.
  void ask({ kind: 'start', link: '', settings: { hidden: [4, 2] }, request: {} });
  await ask({ kind: 'run' });
  for (let times = 0; times < 5; ++times) await yieldToMessages();
  expect(await ask({ kind: 'stop' })).toMatchObject({ frame: { iteration: expect.any(Number) } });
});
