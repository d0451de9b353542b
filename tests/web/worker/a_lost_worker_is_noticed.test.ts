import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lifeline, type Due } from '../../../web/worker/lifeline';

let due: Due | null;
let lost: ReturnType<typeof vi.fn<() => void>>;
let ping: ReturnType<typeof vi.fn<() => void>>;
let line: Lifeline;
const page = { hidden: false };
const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  page.hidden = false;
  due = 'some_time';
  [lost, ping] = [vi.fn(), vi.fn()];
  line = new Lifeline(() => due, ping, lost);
});
afterEach(() => {
  line.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a worker that never says a word again is lost, and is asked before', () => {
  minutes(2);
  expect(lost).not.toHaveBeenCalled();
  expect(ping.mock.calls.length).toBeGreaterThan(10);
  minutes(2);
  expect(lost).toHaveBeenCalled();
});

test('long work that says how far it is, is not', () => {
  for (let times = 0; times < 10; ++times) {
    minutes(2);
    line.heard();
  }
  expect(lost).not.toHaveBeenCalled();
});

test('who is asked for nothing may be silent, and nobody is judged in the background', () => {
  due = null;
  minutes(60);
  due = 'some_time';
  page.hidden = true;
  minutes(60);
  expect(lost).not.toHaveBeenCalled();
});

test('one step takes no longer than the start has let expect', () => {
  due = 'soon';
  minutes(0.5);
  expect(lost).toHaveBeenCalled();
});

test('where starting took long, a step may', () => {
  line.begin();
  minutes(0.75);
  line.heard();
  due = 'soon';
  minutes(2.5);
  expect(lost).not.toHaveBeenCalled();
  minutes(2);
  expect(lost).toHaveBeenCalled();
});

test('where there are locks, the end of one tells at once, and silence nothing', async () => {
  let release = () => {};
  const request = vi.fn((_name: string, _how: unknown, granted: () => void) => {
    release = granted;
    return Promise.resolve();
  });
  vi.stubGlobal('navigator', { locks: { request } });
  line.wait('a lock');
  minutes(60);
  expect(lost).not.toHaveBeenCalled();
  release();
  expect(lost).toHaveBeenCalledOnce();
});
