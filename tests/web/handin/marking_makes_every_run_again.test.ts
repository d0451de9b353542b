import { beforeAll, describe, expect, it } from 'vitest';
import { sealed, writeHandIn, type HandIn, type LessonRecord } from '../../../web/handin/hand_in';
import { gradeFiles, type Grader } from '../../../web/handin/grade';
import { gradeTable } from '../../../web/handin/grade_table';
import {
  doneWords,
  objections,
  summaryOf,
  unmarkedSentences,
  verdictOf,
} from '../../../web/handin/grade_words';
import { parseLesson } from '../../../web/lessons/parse';
import type { Ebb } from '../../../web/module/ebb';
import { measure } from '../../../web/worker/measure';
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

  it('with times out of order, or another text', async () => {
    const before = new Date(Date.parse(guessed.begun) - 1).toISOString();
    expect(kinds(await mark(forged({ answered: before }, guessed)))).toEqual(['times']);
    const text = '0123456789abcdef';
    expect(kinds(await mark(forged({ text }, guessed)))).toEqual(['other_text']);
  });

  it('with one lesson twice, of which the second counts for nothing', async () => {
    const wrong = await honest(ebb, 'choice', choice, 1);
    const result = await mark(handIn([wrong, guessed]));
    expect([kinds(result), result.score]).toEqual([['twice'], 0]);
  });
});

describe('of files that are equal', () => {
  const copyOf = (file: HandIn, change: Partial<HandIn> = {}) => {
    const { fingerprint: _, ...content } = file;
    return writeHandIn(sealed({ ...content, ebb: '0.1.0 ', ...change }));
  };

  it('each is told of all others, in whatever order they are listed', async () => {
    const own = handIn([guessed]);
    const [first, copy, other] = [writeHandIn(own), copyOf(own), copyOf(own, { ebb: '2' })];
    for (const files of [
      { 'a.json': first, 'b.json': copy, 'c.json': other },
      { 'c.json': other, 'b.json': copy, 'a.json': first },
    ]) {
      const results = await graded(ebb, files, lessons);
      const names = Object.keys(files);
      for (const [index, { doubts }] of results.entries()) {
        const others = names.filter((name) => name !== names[index]);
        expect(doubts).toEqual(others.map((of) => ({ kind: 'equal', of })));
      }
      expect(results.map(verdictOf)).toEqual(['equal', 'equal', 'equal']);
      const told = objections(results[0]!);
      expect(told[0]).toMatch(/equal to each other.*which of them was first cannot be known/);
      const { head, rows } = gradeTable(results, null);
      const at = head.indexOf('verdict');
      expect(rows.map((row) => row[at])).toEqual(['equal', 'equal', 'equal']);
      expect(summaryOf(results)).toBe('3 files: 3 equal to another');
    }
  });

  it('in some lessons alone, these are named', async () => {
    const files = {
      'a.json': writeHandIn(handIn([guessed, cured])),
      'b.json': writeHandIn(handIn([guessed])),
    };
    const results = await graded(ebb, files, lessons);
    expect(results.map(({ doubts }) => doubts)).toEqual([
      [{ kind: 'equal_part', of: 'b.json', lessons: ['choice'] }],
      [{ kind: 'equal_part', of: 'a.json', lessons: ['choice'] }],
    ]);
    expect(objections(results[0]!)[0]).toMatch(/^Lesson “choice” has the very times of b\.json/);
  });

  it('one that was changed besides says nothing against the one that was not', async () => {
    const own = handIn([guessed]);
    const changed = writeHandIn({ ...own, learner: 'Somebody else' });
    const results = await graded(ebb, { 'a.json': changed, 'b.json': writeHandIn(own) }, lessons);
    expect(results.map(kinds)).toEqual([['edited', 'seed', 'equal'], []]);
  });

  it('by chance in what was said, but not in its times, nothing is said', async () => {
    const later = await honest(ebb, 'choice', choice, 0, { minute: 7 });
    const files = { 'a.json': handIn([guessed]), 'b.json': handIn([later]) };
    const texts = Object.entries(files).map(([name, file]) => [name, writeHandIn(file)]);
    const results = await graded(ebb, Object.fromEntries(texts) as Record<string, string>, lessons);
    expect(results.map(kinds)).toEqual([[], []]);
  });
});

describe('where lessons are asked for', () => {
  const marked = async (records: readonly LessonRecord[], by: Record<string, string>) => {
    const text = writeHandIn(handIn(records));
    const [result] = await graded(ebb, { 'one.json': text }, by, true);
    return result!;
  };

  it('one that was left out counts as 0, and the table says how many of how many', async () => {
    const result = await marked([guessed], lessons);
    expect([result.score, result.done]).toEqual([0.5, { count: 1, of: 2 }]);
    expect(doneWords(result)).toBe('1 of 2 lessons');
    const { head, rows } = gradeTable([result], [{ name: 'choice' }, { name: 'task' }]);
    const column = (name: string) => rows[0]![head.indexOf(name)];
    expect(['lessons_done', 'lessons_asked', 'score'].map(column)).toMatchObject([
      { value: 1 },
      { value: 2 },
      { value: 0.5 },
    ]);
    expect(column('task.score')).toMatchObject({ value: null });
    expect(verdictOf(result)).toBe('as_run');
  });

  it('one that asks for nothing is not counted', async () => {
    const text = shortLesson('Only read').replace(/# guess choice\n(- .*\n)+/, '');
    const result = await marked([guessed], { choice, text });
    expect([result.score, result.done]).toEqual([1, { count: 1, of: 1 }]);
  });

  it('others in the file are no fault of it: they are named as not marked', async () => {
    const result = await marked([guessed, cured], { choice });
    expect([result.doubts, result.unmarked, result.score]).toEqual([[], ['task'], 1]);
    expect(verdictOf(result)).toBe('as_run');
    expect(unmarkedSentences(result)).toEqual([
      'Not marked, since this lesson was not asked for here: task.',
    ]);
  });

  it('a file that has none of them is called neither as it was run nor forged', async () => {
    const result = await marked([cured], { choice });
    expect([result.score, result.doubts, verdictOf(result)]).toEqual([0, [], 'unmarked']);
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

  it.each([0.5, -7, 2 ** 32, 1e18])('a seed that no learner has: %s', async (seed) => {
    const result = await mark(forged({ seed }, guessed));
    expect(result.fault).toMatchObject({ reason: 'bad_field', got: 'lessons[0].seed' });
  });

  it('what the core refuses is said of that file, and the others are marked', async () => {
    const isRefused = new Error('weights: got 7 numbers');
    const marked = [{ name: 'choice', text: choice, lesson: parseLesson(choice) }];
    const grader: Grader = {
      asked: null,
      lessonOf: (name) => marked.find((one) => one.name === name) ?? null,
      measure: async (measurement) => {
        if (measurement.settings.seed === 3) throw isRefused;
        return measure(ebb, measurement);
      },
      clinic: () => Promise.reject(isRefused),
    };
    const files = [forged({ seed: 3 }, guessed), handIn([guessed])].map((file, index) => ({
      name: `${index}.json`,
      text: writeHandIn(file),
    }));
    const [bad, good] = await gradeFiles(files, grader);
    expect(objections(bad!).join(' ')).toMatch(/could not be made again.*weights: got 7 numbers/);
    expect([verdictOf(bad!), verdictOf(good!)]).toEqual(['doubtful', 'as_run']);
    expect([bad!.lessons.length, good!.score]).toEqual([0, 1]);
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
