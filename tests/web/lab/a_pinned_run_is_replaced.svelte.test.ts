import { beforeEach, expect, test, vi } from 'vitest';
import { PinnedRun } from '../../../web/lab/pinned_run.svelte';
import { WorkerLost } from '../../../web/worker/worker_errors';

interface FakeClient {
  onLost: (loss: WorkerLost) => void;
  visits: number;
}
/** Workers of this test: each starts its run at once, and never arrives anywhere. */
const { clients } = vi.hoisted(() => ({ clients: [] as FakeClient[] }));
vi.mock('../../../web/worker/client', () => ({
  Client: class {
    onLost = () => {};
    visits = 0;
    constructor() {
      clients.push(this);
    }
    ask({ kind }: { kind: string }) {
      if (kind === 'load') return Promise.resolve({});
      if (kind === 'visit') return new Promise(() => ++this.visits);
      const frame = { iteration: 0, phase: 'start', operation: 0 };
      return Promise.resolve({ experiment: {}, link: '', applies: [], problems: [], frame });
    }
    close() {}
  },
}));
const loseLast = () => clients.at(-1)!.onLost(new WorkerLost('the worker has ended'));
const settle = () => new Promise((turn) => setTimeout(turn));

beforeEach(() => clients.splice(0));

test('a run that is to stand at its start is begun anew as often as its worker ends', async () => {
  const run = new PinnedRun(0, 'hidden=4*3', {});
  await run.ready;
  for (const count of [2, 3, 4]) {
    loseLast();
    await settle();
    expect(clients).toHaveLength(count);
    expect(run.failure).toBeNull();
    expect(run.isBehind).toBe(false);
  }
});

test('one whose next worker ends on its way as well is left, and says why', async () => {
  const run = new PinnedRun(0, 'hidden=4*3', {});
  await run.ready;
  run.follow({ iteration: 9, isWalkedBack: false });
  expect(clients[0]!.visits).toBe(1);
  loseLast();
  await settle();
  loseLast();
  await settle();
  expect(clients).toHaveLength(2);
  expect(run.failure).toBeInstanceOf(WorkerLost);
});
