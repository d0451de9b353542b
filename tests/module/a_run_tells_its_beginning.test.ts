import { expect, test } from 'vitest';
import { Host } from '../../web/worker/host';
import type { Report, Reply } from '../../web/worker/protocol';
import { loadInNode } from './load_node.mjs';

/** A worker's host without the worker: an intent in, its report out. */
function host() {
  const waiting = new Map<number, (report: Report) => void>();
  const inner = new Host(
    { load: loadInNode, loadWhole: loadInNode },
    ({ id, ...report }: Reply) => {
      if (report.kind !== 'progress') waiting.get(id)?.(report);
    },
  );
  let last = 0;
  return (intent: Parameters<typeof inner.handle>[0] extends infer R ? Omit<R, 'id'> : never) =>
    new Promise<Report>((resolve) => {
      waiting.set(++last, resolve);
      inner.handle({ ...intent, id: last } as Parameters<typeof inner.handle>[0]);
    });
}

test('a run tells what it started from, and stays where it stands', async () => {
  const ask = host();
  const settings = { hidden: [3, 2], seed: 5 };
  await ask({ kind: 'load' });
  await ask({ kind: 'start', link: '', settings, request: {} } as never);
  await ask({ kind: 'step', unit: 'iteration', count: 7 } as never);
  const initialState = await ask({ kind: 'begin' });
  const ebb = await loadInNode();
  const fresh = new ebb.Simulation(settings);
  expect(initialState).toMatchObject({
    kind: 'initial_state',
    experiment: fresh.experiment,
    link: ebb.writeLink(fresh.experiment),
    parameters: fresh.parameters(),
  });
  fresh.delete();
  expect(await ask({ kind: 'look' })).toMatchObject({ frame: { iteration: 7 } });
});
