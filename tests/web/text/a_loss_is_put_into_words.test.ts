import { afterEach, expect, test } from 'vitest';
import { failureText } from '../../../web/text/failure_text';
import { words } from '../../../web/text/words.svelte';
import { WorkerLost } from '../../../web/worker/worker_errors';

afterEach(() => words.speak('en'));

test('that a worker was lost is said in the words of the page, and what the core says as it says it', async () => {
  const ended = new WorkerLost('the worker has ended');
  const broken = new WorkerLost('out of bounds', true);
  expect(failureText(ended)).toMatch(/ended .* is not here/);
  expect(failureText(broken)).toMatch(/core broke down .*\(out of bounds\).* is not here/);
  const unborn = new WorkerLost('ebb.js: 404', false, false);
  expect(failureText(unborn)).toMatch(/could be started .*\(ebb\.js: 404\).* is not here/);
  expect(failureText(new Error('too large'))).toBe('too large');
  const refusal = (reason: string) => `Refused: ${reason}`;
  expect(failureText(new Error('too large'), refusal)).toBe('Refused: too large');
  expect(failureText(ended, refusal)).toBe(failureText(ended));
  await words.speak('ne');
  expect(failureText(ended)).toMatch(/^गणना गर्ने प्रक्रिया/);
  expect(failureText(broken)).toContain('out of bounds');
});
