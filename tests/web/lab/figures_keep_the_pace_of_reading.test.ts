import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttled } from '../../../web/lab/throttled';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of sixty frames a second, ten or so have their figures written', () => {
  const write = vi.fn();
  const throttled = new Throttled(write);
  for (let frame = 0; frame < 60; ++frame) {
    throttled.soon();
    vi.advanceTimersByTime(1000 / 60);
  }
  expect(write.mock.calls.length).toBeGreaterThanOrEqual(8);
  expect(write.mock.calls.length).toBeLessThanOrEqual(12);
});

test('every one of ten steps a second has its figures written', () => {
  const write = vi.fn();
  const throttled = new Throttled(write);
  for (let step = 1; step <= 20; ++step) {
    throttled.soon();
    expect(write).toHaveBeenCalledTimes(step);
    vi.advanceTimersByTime(100);
  }
});

test('what comes last is written, however long nothing follows it', () => {
  const written: number[] = [];
  let frame = 0;
  const throttled = new Throttled(() => written.push(frame));
  for (frame = 1; frame <= 3; ++frame) throttled.soon();
  frame = 3;
  vi.advanceTimersByTime(1000);
  expect(written).toEqual([1, 3]);
});

test('what is written at once is not written again', () => {
  const write = vi.fn();
  const throttled = new Throttled(write);
  throttled.soon();
  throttled.soon();
  throttled.now();
  vi.advanceTimersByTime(1000);
  expect(write).toHaveBeenCalledTimes(2);
});
