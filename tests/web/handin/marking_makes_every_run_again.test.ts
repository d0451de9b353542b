import { beforeAll, describe, expect, it } from 'vitest';
import { sealed, writeHandIn, type HandIn, type LessonRecord } from '../../../web/handin/hand_in';
import type { Ebb } from '../../../web/module/ebb';
import { loadInNode } from '../../module/load_node.mjs';
import { graded, handIn, honest, shortLesson } from './hands_in';

const choice = shortLesson('Short');
const task = `ebb lesson 1
# title
Reach it
# start
link: hidden=4*2&learningRate=0.001
# question
Bring the loss under 0.6.
# task
goal: live.loss < 0.6 and live.iteration <= 400
keep: hidden data seed
# outcome
{live.loss}
# explanation
With longer steps.
`;
const lessons = { choice, task };
const cure = { link: 'hidden=4*2&learningRate=1&activation=tanh', iterations: 60 };

let ebb: Ebb;
let guessed: LessonRecord;
let cured: LessonRecord;
beforeAll(async () => {
  ebb = await loadInNode();
  guessed = await honest(ebb, 'choice', choice, 0);
  cured = await honest(ebb, 'task', task, null, { task: cure, minute: 5 });
});

const mark = async (file: HandIn | string) => {
  const text = typeof file === 'string' ? file : writeHandIn(file);
  const [result] = await graded(ebb, { 'one.json': text }, lessons);
  return result!;
};
const kinds = ({ doubts }: { doubts: { kind: string }[] }) => doubts.map(({ kind }) => kind);
/** Changed by hand, with the fingerprint made to fit. */
const forged = (change: Partial<LessonRecord>, record: LessonRecord, learner = '') =>
  handIn([{ ...record, ...change }], learner);

describe('an honest file', () => {
  it('is as it was run, and gets its marks', async () => {
    const result = await mark(handIn([guessed, cured]));
    expect(result.doubts).toEqual([]);
    expect(result.lessons.map(({ guess, task: goal, score }) => [guess, goal, score])).toEqual([
      [1, null, 1],
      [null, 1, 1],
    ]);
    expect(result.score).toBe(1);
    expect(result.code).toMatch(/^EBB(-[0-9A-Z]{4}){3}$/);
  });

  it('with a wrong guess gets none, and no doubt', async () => {
    const wrong = await honest(ebb, 'choice', choice, 1);
    const result = await mark(handIn([wrong]));
    expect([result.doubts, result.score]).toEqual([[], 0]);
  });

  it('of a learner with a seed of their own is marked by their own runs', async () => {
    const own = await honest(ebb, 'choice', choice, 0, { learner: 'Asha' });
    expect(own.seed).not.toBeNull();
    expect(own.runs[0]!.digest).not.toBe(guessed.runs[0]!.digest);
    expect((await mark(handIn([own], 'Asha'))).doubts).toEqual([]);
    expect(kinds(await mark(handIn([own], 'Bina')))).toEqual(['seed']);
  });
});

describe('a file that is not as it says is named as such', () => {
  it('changed by hand', async () => {
    const file = handIn([guessed]);
    expect(kinds(await mark({ ...file, learner: 'Somebody else' }))).toContain('edited');
  });

  it('with a digest, a figure or a link that was made up', async () => {
    const [run] = guessed.runs;
    for (const change of [
      { digest: '0123456789abcdef' },
      { loss: 0.001 },
      { ratio: 1 },
      { link: 'hidden=4*3' },
      { iterations: 2 },
      { name: 'other' },
    ]) {
      const result = await mark(forged({ runs: [{ ...run!, ...change }] }, guessed));
      expect(kinds(result), JSON.stringify(change)).toEqual(['run']);
    }
  });

  it('with a task that was never reached', async () => {
    const claimed = cured.task!;
    const change = (parts: Partial<typeof claimed>) =>
      mark(forged({ task: { ...claimed, ...parts } }, cured));
    expect(kinds(await change({ digest: '0123456789abcdef' }))).toEqual(['task_digest']);
    expect(kinds(await change({ loss: 0 }))).toEqual(['task_digest']);
    expect(kinds(await change({ iteration: claimed.iteration + 1 }))).toEqual(['task_digest']);

    const early = await honest(ebb, 'task', task, null, { task: { ...cure, iterations: 1 } });
    const unreached = await mark(handIn([early]));
    expect(kinds(unreached)).toEqual(['task_goal']);
    expect(unreached.score).toBe(0);

    const link = 'hidden=6*2&learningRate=1&activation=tanh';
    const wider = await honest(ebb, 'task', task, null, { task: { link, iterations: 60 } });
    expect(kinds(await mark(handIn([wider])))).toEqual(['task_kept']);
  });

  it('with times out of order, another lesson, another text', async () => {
    const before = new Date(Date.parse(guessed.begun) - 1).toISOString();
    expect(kinds(await mark(forged({ answered: before }, guessed)))).toEqual(['times']);
    expect(kinds(await mark(forged({ lesson: 'none' }, guessed)))).toEqual(['no_lesson']);
    const text = '0123456789abcdef';
    expect(kinds(await mark(forged({ text }, guessed)))).toEqual(['other_text']);
  });

  it('copied from another', async () => {
    const own = writeHandIn(handIn([guessed]));
    const { fingerprint, ...content } = handIn([guessed]);
    const copy = writeHandIn(sealed({ ...content, learner: '', ebb: '0.1.0 ' }));
    expect(fingerprint).toBeTruthy();
    const results = await graded(ebb, { 'a.json': own, 'b.json': copy }, lessons);
    expect(results.map(kinds)).toEqual([[], ['copy']]);
  });
});

describe('a file that is no hand-in is refused in words', () => {
  it.each([
    ['not_json', 'loss, accuracy'],
    ['not_hand_in', '{ "ebb": 1, "activation": "tanh" }'],
    ['newer', '{ "ebb_hand_in": 2 }'],
    ['bad_field', '{ "ebb_hand_in": 1 }'],
  ])('%s', async (reason, text) => {
    expect((await mark(text)).fault?.reason).toBe(reason);
  });

  it('whatever of its fields is missing, or something else', async () => {
    const whole = JSON.parse(writeHandIn(handIn([guessed, cured]))) as Record<string, unknown>;
    const spoil = (path: string[], from: unknown): unknown => {
      const [name, ...rest] = path;
      if (name === undefined) return { strange: true };
      const copy = structuredClone(from) as Record<string, unknown>;
      copy[name] = spoil(rest, copy[name]);
      return copy;
    };
    const paths = [
      ...Object.keys(whole).map((name) => [name]),
      ...Object.keys(guessed).map((name) => ['lessons', '0', name]),
      ...Object.keys(guessed.runs[0]!).map((name) => ['lessons', '0', 'runs', '0', name]),
      ...Object.keys(cured.task!).map((name) => ['lessons', '1', 'task', name]),
    ];
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths) {
      const { fault } = await mark(JSON.stringify(spoil(path, whole)));
      expect(fault?.reason, path.join('.')).toMatch(/bad_field|not_hand_in/);
    }
  });
});
