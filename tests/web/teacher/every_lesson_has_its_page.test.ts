import { expect, it } from 'vitest';
import { lessonIds } from '../../../web/lessons/library';
import { readSyllabus } from '../../../web/lessons/syllabus';
import { courseOf, minutes, minutesOf, plans } from '../../../web/teacher/plan';
import en from '../../../web/text/teacher/en.json';
import ne from '../../../web/text/teacher/ne.json';

it('has an aim, what goes wrong and minutes for every lesson, and for no other', () => {
  const of = (group: string, catalogue: object) =>
    Object.keys(catalogue)
      .filter((key) => key.startsWith(`${group}.`))
      .map((key) => key.slice(group.length + 1));
  for (const catalogue of [en, ne]) {
    expect(of('aim', catalogue).sort()).toEqual([...lessonIds].sort());
    expect(of('wrong', catalogue).sort()).toEqual([...lessonIds].sort());
  }
  expect(Object.keys(minutes).sort()).toEqual([...lessonIds].sort());
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
    const sum = minutesOf(plan.lessons);
    expect(sum).toBeGreaterThan(40 * hours);
    expect(sum).toBeLessThanOrEqual(60 * hours);
    const { title, entries } = await readSyllabus(courseOf('Mine', plan), null, []);
    expect(title).toBe('Mine');
    expect(entries.map(({ id }) => id)).toEqual(plan.lessons);
  },
);
