import { expect, test } from 'vitest';
import { schedule } from './schedule.mjs';

const fine = { passed: 1, failed: 0 };
const broken = { passed: 0, failed: 1 };

/** Jobs that note when they start and end, and what comes of them. */
async function run(list, slots) {
  const notes = [];
  const jobs = list.map(([name, needs = [], result = fine]) => ({
    name,
    needs,
    run: async () => {
      notes.push(`+${name}`);
      await new Promise((passed) => setTimeout(passed, 5));
      notes.push(`-${name}`);
      return result;
    },
  }));
  const results = await schedule(jobs, slots, () => {});
  return { notes, results };
}

test('no more jobs run at once than there are slots, the first of the list first', async () => {
  const { notes } = await run([['a'], ['b'], ['c']], 2);
  expect(notes.slice(0, 3)).toEqual(['+a', '+b', '-a']);
  expect(notes.indexOf('+c')).toBeGreaterThan(notes.indexOf('-a'));
});

test('a job starts when what it needs has passed, and one that needs nothing goes before it', async () => {
  const { notes } = await run([['a'], ['b', ['a']], ['c']], 2);
  expect(notes.indexOf('+c')).toBeLessThan(notes.indexOf('-a'));
  expect(notes.indexOf('+b')).toBeGreaterThan(notes.indexOf('-a'));
});

test('what needs a job that failed is not run, and counts as failed with all that needs it', async () => {
  const { notes, results } = await run([['a', [], broken], ['b', ['a']], ['c', ['b']], ['d']], 2);
  expect(notes).not.toContain('+b');
  expect(notes).toContain('-d');
  expect(['a', 'b', 'c', 'd'].map((name) => results.get(name).failed)).toEqual([1, 1, 1, 0]);
  expect(results.get('c').output).toBe('not run: b failed');
});

test('a job that throws has failed, and the others go on', async () => {
  const jobs = [
    { name: 'a', needs: [], run: () => Promise.reject(new Error('no disk')) },
    { name: 'b', needs: [], run: () => Promise.resolve(fine) },
  ];
  const results = await schedule(jobs, 1, () => {});
  expect(results.get('a')).toMatchObject({ failed: 1 });
  expect(results.get('a').output).toContain('no disk');
  expect(results.get('b')).toMatchObject(fine);
});
