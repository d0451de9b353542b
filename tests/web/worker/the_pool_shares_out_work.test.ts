import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pool, poolSize, type PoolWorker } from '../../../web/worker/pool';
import { WorkerLost } from '../../../web/worker/worker_errors';
import type { Answer } from '../../../web/worker/protocol';

/** A worker whose runs end when the test says so, or when it is told to stop. */
class FakeHand implements PoolWorker {
  onProgress: PoolWorker['onProgress'] = () => {};
  links: string[] = [];
  closed = false;
  #end: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  constructor(private readonly loads = true) {}

  ask(intent: Parameters<PoolWorker['ask']>[0]): Promise<Answer> {
    if (intent.kind === 'load') {
      return this.loads
        ? Promise.resolve({ fields: [], version: '' })
        : Promise.reject(new Error('the worker could not be started'));
    }
    if (intent.kind === 'stop') {
      this.#end?.reject(new Error('stopped'));
      return Promise.reject(new Error('no experiment was started'));
    }
    if (intent.kind === 'measure') this.links.push(intent.link);
    return new Promise((resolve, reject) => (this.#end = { resolve, reject }));
  }

  finish(): void {
    this.#end?.resolve({ frame: {} as never, problems: [] });
  }

  fail(message: string): void {
    this.#end?.reject(new Error(message));
  }

  lose(loss: WorkerLost): void {
    this.#end?.reject(loss);
  }

  close(): void {
    this.closed = true;
  }
}

let hands: FakeHand[];
const poolOf = (size: number, loads = true) =>
  new Pool(size, () => {
    const hand = new FakeHand(loads);
    hands.push(hand);
    return hand;
  });
const run = (link: string) => ({ kind: 'measure', link, settings: {}, iterations: 0 }) as const;
/** Lets promises that are due take their turn. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  hands = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('one core of three and more is left to the page, and four workers are enough', () => {
  expect([1, 2, 3, 4, 5, 16].map(poolSize)).toEqual([1, 2, 2, 3, 4, 4]);
});

test('no more workers are made than there is work for, nor than the pool may have', async () => {
  const pool = poolOf(2);
  void pool.ask(run('a'));
  await settle();
  expect(hands).toHaveLength(1);
  void pool.ask(run('b'));
  void pool.ask(run('c'));
  await settle();
  expect(hands.map((hand) => hand.links)).toEqual([['a'], ['b']]);
});

test('what waits is begun in its order, by whoever is free', async () => {
  const pool = poolOf(2);
  const answers = ['a', 'b', 'c', 'd'].map((link) => pool.ask(run(link)));
  await settle();
  hands[1]!.finish();
  await settle();
  hands[0]!.finish();
  await settle();
  expect(hands.map((hand) => hand.links)).toEqual([
    ['a', 'd'],
    ['b', 'c'],
  ]);
  hands.forEach((hand) => hand.finish());
  await expect(Promise.all(answers)).resolves.toHaveLength(4);
});

test('a run that fails is its own matter: the worker goes on with the next', async () => {
  const pool = poolOf(1);
  const bad = pool.ask(run('bad'));
  const good = pool.ask(run('good'));
  await settle();
  hands[0]!.fail('gain: got 1e9, takes a number');
  await expect(bad).rejects.toThrow('gain');
  await settle();
  hands[0]!.finish();
  await expect(good).resolves.toMatchObject({ problems: [] });
});

test('called off, what runs is stopped, what waits is not begun, and others are left alone', async () => {
  const pool = poolOf(1);
  const mine = new AbortController();
  const running = pool.ask(run('running'), { signal: mine.signal });
  const waiting = pool.ask(run('waiting'), { signal: mine.signal });
  const other = pool.ask(run('other'));
  const ends = [running, waiting].map((one) => expect(one).rejects.toThrow('enough'));
  await settle();
  mine.abort(new Error('enough'));
  await Promise.all(ends);
  await settle();
  expect(hands[0]!.links).toEqual(['running', 'other']);
  hands[0]!.finish();
  await expect(other).resolves.toBeDefined();
  await expect(pool.ask(run('late'), { signal: mine.signal })).rejects.toThrow('enough');
});

test('a task whose worker was ended is done by another, once; what broke a core is not tried again', async () => {
  const pool = poolOf(1);
  const ended = pool.ask(run('ended'));
  await settle();
  hands[0]!.lose(new WorkerLost('the worker has ended'));
  await settle();
  expect(hands.map(({ links, closed }) => ({ links, closed }))).toEqual([
    { links: ['ended'], closed: true },
    { links: ['ended'], closed: false },
  ]);
  const next = pool.ask(run('next'));
  hands[1]!.lose(new WorkerLost('the worker has ended'));
  await expect(ended).rejects.toThrow('has ended');
  await settle();
  hands[2]!.lose(new WorkerLost('out of bounds', true));
  await expect(next).rejects.toThrow('out of bounds');
  await settle();
  expect(hands).toHaveLength(3);
  expect(pool.workers).toBe(0);
});

test('where what rests has ended as well, a task that had one worker end under it has a new one', async () => {
  const pool = poolOf(2);
  const [one, other] = [pool.ask(run('one')), pool.ask(run('other'))];
  await settle();
  hands.forEach((hand) => hand.finish());
  await Promise.all([one, other]);
  const task = pool.ask(run('task'));
  await settle();
  hands.find(({ links }) => links.includes('task'))!.lose(new WorkerLost('the worker has ended'));
  await settle();
  expect(hands.map(({ closed }) => closed)).toEqual([true, true, false]);
  hands[2]!.finish();
  await expect(task).resolves.toBeDefined();
});

test('progress goes to whoever asked', async () => {
  const pool = poolOf(1);
  const told: number[] = [];
  void pool.ask(run('a'), { onProgress: ({ done }) => told.push(done) });
  await settle();
  hands[0]!.onProgress({ done: 3, of: 10 });
  expect(told).toEqual([3]);
});

test('workers without work are closed after a while, and made anew when there is some', async () => {
  const pool = poolOf(2);
  void pool.ask(run('a'));
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hands[0]!.closed).toBe(false);
  hands[0]!.finish();
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hands[0]!.closed).toBe(true);
  expect(pool.workers).toBe(0);
  void pool.ask(run('b'));
  await settle();
  expect(hands[1]!.links).toEqual(['b']);
});

test('a worker that does not start is no worker', async () => {
  const pool = poolOf(1, false);
  await expect(pool.ask(run('a'))).rejects.toThrow('could not be started');
  expect(pool.workers).toBe(0);
  expect(hands[0]!.closed).toBe(true);
});
