import { expect, test } from 'vitest';
import { mergeRequests, sameRequest } from '../../../web/lab/frame_requests';

test('a frame carries what any panel asks for', () => {
  const merged = mergeRequests([{ histograms: true }, { units: -1, weights: true }, { detail: 3 }]);
  expect(merged).toEqual({ histograms: true, units: -1, weights: true, detail: 3 });
});

test('nothing is asked for where no panel is seen', () => {
  expect(mergeRequests([])).toEqual({});
});

test('two requests are the same when they ask for the same', () => {
  expect(sameRequest({ detail: 3 }, { detail: 3 })).toBe(true);
  expect(sameRequest({ detail: 3 }, { detail: 4 })).toBe(false);
  expect(sameRequest({}, { predictions: true })).toBe(false);
});
