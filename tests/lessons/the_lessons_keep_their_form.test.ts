import { beforeAll, describe, expect, it } from 'vitest';
import type { Field } from '../../web/module/ebb';
import { lessonFiles, textsOf } from '../../tools/check_lessons';
import { isNumber } from '../../web/lessons/knob';
import { parseLesson } from '../../web/lessons/parse';
import { runsAsked, runsShown } from '../../web/lessons/runs_shown';
import en from '../../web/text/en.json';
import ne from '../../web/text/ne.json';
import { loadInNode } from '../module/load_node.mjs';

let fields: Field[];
beforeAll(async () => {
  fields = (await loadInNode()).schema();
});

const lessons = [...lessonFiles()];
const nepali: Record<string, string> = ne;

/** Texts without what the core computes, and without formulas. */
const bare = (text: string) => text.replace(/\{[^{}]*\}|\$\$?[^$]+\$\$?/g, ' ');
const numbersIn = (text: string) => text.match(/\d+(?:\.\d+)?/g) ?? [];

describe.each(lessons)('the lesson %s', (id, file) => {
  const lesson = parseLesson(file);
  const english = textsOf(file);

  it('has all its parts, and a source for each', () => {
    expect(lesson.guess ?? lesson.task ?? lesson.clinic).not.toBeNull();
    expect(lesson.note).not.toBeNull();
    expect(lesson.play ?? lesson.knobs[0]).toBeTruthy();
    expect(lesson.sources.length).toBeGreaterThan(0);
    expect(lesson.claims.length).toBeGreaterThan(0);
  });

  it('does not have the answer to its question stand on the lab while it is asked', () => {
    const [shown] = lesson.runs;
    if (!lesson.guess || !shown || shown.iterations > 0) return;
    expect(lesson.start?.link).not.toBe(shown.link);
  });

  it('says what the run will do, and not that it is done, before it is run', () => {
    expect(lesson.guess ? (english.get('question') ?? '') : '').not.toMatch(
      /\bNow (?:every|the|there|half|\$)/,
    );
  });

  it('asks for fields that there are', () => {
    expect(() => parseLesson(file, undefined, fields)).not.toThrow();
  });

  it('writes no number of its own but settings: what is measured, the core says', () => {
    const { start, runs, knobs } = lesson;
    const links = [start, ...runs].map((run) => run?.link);
    const ranges = knobs.filter(isNumber).map(({ from, to }) => `${from} ${to}`);
    const settings = new Set(numbersIn([...links, ...ranges].join(' ')));
    const others = new Set(['0', '1', '2', ...(agreed[id] ?? [])]);
    for (const place of ['question', 'outcome', 'explanation', 'play', 'note']) {
      const odd = numbersIn(bare(english.get(place) ?? '')).filter(
        (number) => !settings.has(number) && !others.has(number),
      );
      expect(odd, place).toEqual([]);
    }
  });

  it('calls controls and panels by the very name that the page gives them, in both languages', () => {
    for (const [place, text] of english) {
      const all = starred(text);
      const names = all.filter((name) => !stressed.includes(name));
      const unknown = names.filter((name) => keysOf(name).length === 0);
      expect(unknown, place).toEqual([]);
      const said = starred(nepali[`lessons/${id}/${place}`] ?? '');
      const otherwise = names.filter(
        (name) => !keysOf(name).some((key) => said.includes(nepali[key]!)),
      );
      expect(otherwise, `${place}, in Nepali`).toEqual([]);
      expect(said.length, `${place}: as many in Nepali`).toBe(all.length);
    }
  });
});

/** What stands between stars. */
const starred = (text: string) =>
  [...bare(text).matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name);

/** The messages of the page, the lessons aside, that say just this. */
const keysOf = (name: string) =>
  Object.entries(en)
    .filter(([key, text]) => text === name && !key.startsWith('lessons/'))
    .map(([key]) => key);

/** Words between stars that are stressed, and name nothing on the page. */
const stressed = [
  'adds',
  'and',
  'dead',
  'gradient of a weight',
  'grows',
  'norm',
  'ratio',
  'signal',
];

/** Numbers that are neither settings nor measured, and why they may stand there. */
const agreed: Record<string, string[]> = {
  // What the note itself says.
  chain_of_two: ['100'],
  // 1/√32.
  initialisation: ['0.18'],
  // √2.
  dropout: ['1.41'],
  // The name of a course.
  how_many_steps: ['231'],
  // float16, bfloat16.
  when_numbers_run_out: ['16'],
};

describe('what a lesson computes', () => {
  const lesson = (sections: string) =>
    parseLesson(`ebb lesson 1
# title
A
# question
Is it {one.ratio}?
# run first
${sections}# run one
# run two
# run claimed
# outcome
{two.ratio}
# explanation
So.
# claims
- claimed.ratio > 0
`);
  const names = (runs: { name: string }[]) => runs.map(({ name }) => name);

  it('is what it shows, and what it runs live; runs for its claims are for the tests', () => {
    const shown = lesson('# guess number\nof: two.ratio\nfrom: 1\nto: 2\n');
    expect(names(runsShown(shown))).toEqual(['first', 'one', 'two']);
    expect(names(runsAsked(shown))).toEqual(['one']);
  });

  it('for a task comes before the reader begins', () => {
    expect(names(runsAsked(lesson('# task\ngoal: live.loss < 1\n')))).toEqual(['one', 'two']);
  });
});

describe('all lessons together', () => {
  const sources = lessons.flatMap(([, file]) => parseLesson(file).sources);

  it.each([
    ['Glorot & Bengio 2010', 'https://proceedings.mlr.press/v9/glorot10a.html'],
    ['He, Zhang, Ren & Sun 2015', 'https://arxiv.org/abs/1502.01852'],
    ['Ioffe & Szegedy 2015', 'https://arxiv.org/abs/1502.03167'],
    ['Ba, Kiros & Hinton 2016', 'https://arxiv.org/abs/1607.06450'],
    ['Hanin 2018', 'https://arxiv.org/abs/1801.03744'],
    [
      'Hochreiter 1991',
      'https://people.idsia.ch/~juergen/SeppHochreiter1991ThesisAdvisorSchmidhuber.pdf',
    ],
    ['Klambauer, Unterthiner, Mayr & Hochreiter 2017', 'https://arxiv.org/abs/1706.02515'],
    ['LeCun, Bottou, Orr & Müller 1998', 'https://doi.org/10.1007/3-540-49430-8_2'],
    ['Pascanu, Mikolov & Bengio 2013', 'https://proceedings.mlr.press/v28/pascanu13.html'],
    ['Saxe, McClelland & Ganguli 2014', 'https://arxiv.org/abs/1312.6120'],
    ['Schoenholz, Gilmer, Ganguli & Sohl-Dickstein 2017', 'https://arxiv.org/abs/1611.01232'],
    ['Yang, Pennington, Rao, Sohl-Dickstein & Schoenholz 2019', 'https://arxiv.org/abs/1902.08129'],
    [
      'A student’s note: first video',
      'https://www.youtube.com/watch?v=2f_45VzKEfE&list=PLM8lYG2MzHmQn55ii0duXdO9QSoDF5myF&index=19',
    ],
    [
      'A student’s note: second video',
      'https://www.youtube.com/watch?v=uCrevbBh0zM&list=PLKnIA16_RmvYuZauWaPIRTC54KxSNLtNn&index=20',
    ],
  ])('name %s', (name, url) => {
    expect(sources.some((one) => one.text.startsWith(name) && one.url === url)).toBe(true);
  });

  it('judge the note kindly, and not always alike', () => {
    const verdicts = lessons.map(([, file]) => parseLesson(file).note?.verdict);
    expect(new Set(verdicts).size).toBeGreaterThanOrEqual(6);
  });
});
