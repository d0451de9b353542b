import { describe, expect, it } from 'vitest';
import { LessonError } from '../../web/lessons/lesson';
import { parseCourse } from '../../web/lessons/course_file';
import { readSyllabus } from '../../web/lessons/syllabus';
import { expectOnePass } from './one_pass';

const own = (title = 'Mine') => `ebb lesson 1
# title
${title}
# question
What?
# outcome
So.
# explanation
Because.
`;
const course = `ebb course 1

# title
The second week

# about
What *vanishes*, and why.

# lessons
- mine
- depth

# file mine
${own()}`;

const faultOf = async (read: () => unknown) => {
  try {
    await read();
  } catch (error) {
    if (error instanceof LessonError) return [error.reason, error.line, error.got, error.takes];
    throw error;
  }
  return null;
};
const fault = (text: string) => faultOf(() => parseCourse(text));
const openFault = (text: string) => faultOf(() => readSyllabus(text, null, []));

describe("a course's file", () => {
  it('has a title and lessons in an order, its own and those of Ebb', async () => {
    const { title, entries } = await readSyllabus(course, null, []);
    expect(title).toBe('The second week');
    expect(entries.map(({ id }) => id)).toEqual(['mine', 'depth']);
    expect(entries[0]).toMatchObject({ text: own(), offset: 13 });
    expect(entries[1]!.text).toMatch(/^ebb lesson 1\n\n# title\nDepth/);
  });

  it.each([
    ['no header', own(), ['no_header', 1, 'ebb lesson 1', 'ebb course 1']],
    ['a newer format', course.replace('course 1', 'course 2'), ['newer', 1, '2']],
    ['no title', course.replace('# title\nThe second week', ''), ['missing_section', 1, 'title']],
    ['an empty title', course.replace('The second week', ''), ['bad_line', 3, '']],
    ['a long title', course.replace('The second', 'The second'.repeat(30)), ['bad_line', 3]],
    ['no lessons', course.replace('- mine\n- depth', ''), ['too_few', 9, '0', '1 – 40']],
    ['a line that is none', course.replace('- depth', 'depth'), ['bad_line', 11, 'depth']],
    ['a lesson twice', course.replace('- depth', '- mine'), ['second_section', 11, 'mine']],
    ['a section nobody knows', course.replace('# about', '# abuot'), ['unknown_section', 6]],
    ['a file nobody lists', course.replace('- mine\n', ''), ['unlisted', 12, 'mine']],
    ['a file of a strange name', course.replace('file mine', 'file 3/4'), ['bad_name', 13, '3/4']],
    ['a file twice', `${course}# file mine\n`, ['second_section', 23, 'file mine']],
    [
      'too many lessons',
      course.replace('- mine', Array.from({ length: 40 }, (_, i) => `- a${i}`).join('\n')),
      ['too_many', 9, '41', '1 – 40'],
    ],
    [
      'a name that a program would stumble over',
      course.replaceAll('mine', '__proto__'),
      ['bad_name', 13, '__proto__'],
    ],
    ['a huge lesson', course + ' '.repeat(70_000), ['too_large', 13]],
    ['a huge file', course + ' '.repeat(600_000), ['too_large', 1]],
  ])('with %s is refused, with the line and what is wrong', async (_, text, expected) => {
    expect((await fault(text))?.slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ['a lesson nobody has', course.replace('- depth', '- depht'), ['unknown_lesson', 11, 'depht']],
    ['a path, in a file', course.replace('- depth', '- week3.lesson'), ['not_in_file', 11]],
    // Line 14 of the course is the first of the lesson.
    ['a lesson that is none', course.replace('# outcome', '# income'), ['unknown_section', 19]],
  ])('with %s is refused when it is opened', async (_, text, expected) => {
    expect((await openFault(text))?.slice(0, expected.length)).toEqual(expected);
  });

  it.each<[string, (count: number) => string, number]>([
    ['headings', (count) => 'ebb course 1\n' + '# file a\n'.repeat(count), 50_000],
    ['spaces in a heading', (count) => `${course}# file ${' '.repeat(count)}x`, 60_000],
    ['dashes', (count) => `ebb course 1\n# title\na\n# lessons\n${'- '.repeat(count)}`, 200_000],
  ])('with thousands of %s is read in one pass', (_, text, most) =>
    expectOnePass(fault, text, most),
  );
});
