import { beforeEach, expect, test, vi } from 'vitest';
import { Lab } from '../../../web/lab/lab.svelte';

/** Starts that were asked of the worker, each to be refused by hand. */
const asked: { settings: object; refuse: () => void }[] = [];

vi.mock('../../../web/worker/client', () => ({
  Client: class {
    ask(intent: { kind: string; settings: { gain: number } }) {
      if (intent.kind !== 'start') return Promise.resolve({ fields: [] });
      return new Promise((_, reject) => {
        const { settings } = intent;
        const refuse = () => reject(new Error(`gain: got ${settings.gain}, takes 0 to 9`));
        asked.push({ settings, refuse });
      });
    }
    close() {}
  },
}));

const begun = (count: number) => vi.waitFor(() => expect(asked).toHaveLength(count));

beforeEach(() => void asked.splice(0));

test('a start that is refused says what is wrong', async () => {
  const lab = new Lab();
  const outcome = lab.change({ gain: -1 });
  await begun(1);
  asked[0]!.refuse();
  expect(await outcome).toBe('refused');
  expect(lab.problems).toMatchObject([{ field: 'gain', got: '-1' }]);
  lab.close();
});

test('one that is refused when a newer one was asked for is overtaken, and nothing is said of it', async () => {
  const lab = new Lab();
  const [older, newer] = [lab.change({ gain: -1 }), lab.change({ gain: -2 })];
  await begun(1);
  asked[0]!.refuse();
  expect(await older).toBe('overtaken');
  expect(lab.problems).toEqual([]);
  await begun(2);
  asked[1]!.refuse();
  expect(await newer).toBe('refused');
  expect(lab.problems).toMatchObject([{ got: '-2' }]);
  lab.close();
});

test('of those asked for while one is under way only the last is begun', async () => {
  const lab = new Lab();
  const outcomes = [-1, -2, -3].map((gain) => lab.change({ gain }));
  await begun(1);
  asked[0]!.refuse();
  await begun(2);
  asked[1]!.refuse();
  expect(await Promise.all(outcomes)).toEqual(['overtaken', 'overtaken', 'refused']);
  expect(asked.map(({ settings }) => settings)).toMatchObject([{ gain: -1 }, { gain: -3 }]);
  lab.close();
});
