import { describe, expect, it } from 'vitest';
import { lessonIds } from '../../../web/lessons/library';
import { readSyllabus } from '../../../web/lessons/syllabus';
import { parseLesson } from '../../../web/lessons/parse';
import { minutesOf } from '../../../web/teacher/minutes';
import { courseOf, minutesOfPlan, plans } from '../../../web/teacher/plan';
import en from '../../../web/text/teacher/en.json';
import ne from '../../../web/text/teacher/ne.json';

it('has an aim and what goes wrong for every lesson, and for no other', () => {
  const of = (group: string, catalogue: object) =>
    Object.keys(catalogue)
      .filter((key) => key.startsWith(`${group}.`))
      .map((key) => key.slice(group.length + 1));
  for (const catalogue of [en, ne]) {
    expect(of('aim', catalogue).sort()).toEqual([...lessonIds].sort());
    expect(of('wrong', catalogue).sort()).toEqual([...lessonIds].sort());
  }
});

it('types no figure: what is measured stands in the standards', () => {
  for (const catalogue of [en, ne]) {
    for (const [key, text] of Object.entries(catalogue)) {
      // Of settings and slopes 0 and 1 may be named, and w₂.
      if (/^(aim|wrong)\./.test(key)) expect(text.match(/\d+/g) ?? [], key).toSatisfy(isPlain);
    }
  }
});
const isPlain = (numbers: string[]) => numbers.every((one) => one === '0' || one === '1');

it.each(plans.map((plan) => [plan.hours, plan] as const))(
  'the plan of %i hours fits, and is a course that opens',
  async (hours, plan) => {
    const sum = minutesOfPlan(plan);
    expect(sum).toBeGreaterThan(40 * hours);
    expect(sum).toBeLessThanOrEqual(60 * hours);
    const { title, entries } = await readSyllabus(courseOf('Mine', plan), null, []);
    expect(title).toBe('Mine');
    expect(entries.map(({ id }) => id)).toEqual(plan.lessons);
  },
);

describe('minutes', () => {
  const words = (count: number) => 'word '.repeat(count);
  const lesson = (asks: string, play = '') =>
    parseLesson(
      `ebb lesson 1\n# title\nT\n# question\n${words(100)}\n# run a\nlink: hidden=4\n${asks}\n` +
        `# outcome\n${words(48)} {a.ratio} $x$\n# explanation\n${words(150)}\n${play}`,
    );
  const choice = '# guess choice\n- A :: a.ratio < 1\n- B :: a.ratio >= 1';

  it('are words read, and what is asked for', () => {
    // 300 words at 150 a minute: 2; to guess 2, to watch 1, to talk 2.
    expect(minutesOf(lesson(choice))).toBe(7);
    expect(minutesOf(lesson('# guess profile\nof: a\nfrom: 1e-3\nto: 10'))).toBe(8);
    expect(minutesOf(lesson(choice, `# play\n${words(1)}`))).toBe(10);
    expect(minutesOf(lesson('# task\ngoal: live.loss < 0.2\nkeep: seed'))).toBe(12);
    expect(minutesOf(lesson('# clinic\nfaults: 1\nlooks: 5\nchanges: 3'))).toBe(12);
  });
});
