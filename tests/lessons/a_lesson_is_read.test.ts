import { describe, expect, it } from 'vitest';
import { lessonFaults, textsOf } from '../../tools/check_lessons';
import { evaluate, holds, parseCondition, parseExpression } from '../../web/lessons/expression';
import { LessonError, type Fields } from '../../web/lessons/lesson';
import { parseLesson } from '../../web/lessons/parse';
import { parseProgress } from '../../web/lessons/progress';
import { parseInline, parseRichText } from '../../web/lessons/rich_text';
import en from '../../web/text/en.json';
import { expectOnePass } from './one_pass';

const whole = `ebb lesson 1
# title
A lesson
# question
What is *it*?
# run one
link: hidden=4*2
# guess number
of: one.ratio
from: 0.001
to: 10
scale: log
# outcome
It is {one.ratio}.
# explanation
Because of $x^2$.
# claims
- one.ratio > 0
`;

const fault = (text: string, fields: Fields = []) => {
  try {
    parseLesson(text, undefined, fields);
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    const { reason, line, got, takes } = error;
    // A sentence that says what may stand there has to be told it.
    if (/\{takes\}/.test(en[`fault.${reason}`])) expect(takes).not.toBe('');
    return [reason, line, got];
  }
  return null;
};

describe("a lesson's file", () => {
  it.each<[string, (spaces: string) => string]>([
    ['a figure', (spaces) => whole.replace('{one.ratio}', `{one.ratio<${spaces}>1}`)],
    ['a claim', (spaces) => whole.replace('one.ratio > 0', `one.ratio${spaces}and${spaces}`)],
    ['a heading', (spaces) => whole.replace('# title', `# ${spaces}title`)],
  ])('is read in one pass, however many spaces %s has', (_, text) =>
    expectOnePass(fault, (count) => text(' '.repeat(count)), 30_000),
  );

  it('is read as it is written', () => {
    const lesson = parseLesson(whole);
    expect(lesson.title).toBe('A lesson');
    expect(lesson.runs).toEqual([
      { name: 'one', line: 6, link: 'hidden=4*2', table: '', iterations: 0 },
    ]);
    expect(lesson.guess).toMatchObject({ kind: 'number', from: 0.001, to: 10, scale: 'log' });
    expect(lesson.claims).toHaveLength(1);
  });

  it.each([
    ['no header', '# title\nA', ['no_header', 1, '# title']],
    ['a newer format', whole.replace('lesson 1', 'lesson 2'), ['newer', 1, '2']],
    ['a section nobody knows', `${whole}# answer\nx`, ['unknown_section', 19, 'answer']],
    ['a section twice', `${whole}# title\nx`, ['second_section', 19, 'title']],
    ['a section missing', whole.replace('# outcome', '# play'), ['missing_section', 1, 'outcome']],
    ['a key nobody knows', whole.replace('link:', 'links:'), ['unknown_key', 7, 'links']],
    ['a key twice', whole.replace('link:', 'link: hidden=3\nlink:'), ['second_section', 8, 'link']],
    [
      'a guess between equal bounds',
      whole.replace('to: 10', 'to: 0.001'),
      ['empty_range', 10, '0.001'],
    ],
    ['a sum', whole.replace('one.ratio > 0', 'one.ratio > 1 + 1'), ['bad_expression', 18, '1 + 1']],
    ['a bound that is no number', whole.replace('to: 10', 'to: ten'), ['bad_number', 11, 'ten']],
    [
      'a figure nobody has',
      whole.replace('{one.ratio}', '{one.size}'),
      ['unknown_figure', 14, 'one.size'],
    ],
    [
      'a figure that theory does not have',
      whole.replace('{one.ratio}', '{one.theory.loss}'),
      ['unknown_theory', 14, 'one.theory.loss'],
    ],
    [
      'what theory would expect of the output',
      whole.replace('{one.ratio}', '{one.theory.signal.output}'),
      ['unknown_theory', 14, 'one.theory.signal.output'],
    ],
    [
      'theory of a run nobody made',
      whole.replace('{one.ratio}', '{two.theory.ratio}'),
      ['unknown_run', 13, 'two'],
    ],
    ['a run nobody made', whole.replace('{one.ratio}', '{two.ratio}'), ['unknown_run', 13, 'two']],
    ['a formula left open', whole.replace('$x^2$', '$x^2'), ['not_closed', 16, '$x^2.']],
    [
      'a source that is no address',
      `${whole}# sources\n- me <javascript:alert(1)>`,
      ['bad_source', 20, '- me <javascript:alert(1)>'],
    ],
    [
      'a wordy explanation',
      whole.replace('Because', 'Because '.repeat(200)),
      ['too_long', 15, '202'],
    ],
    [
      'a clinic beside a task',
      `${whole.replace(/# guess[^#]*/, '')}# clinic\nfaults: 1\nlooks: 1\nchanges: 1\n# task\ngoal: live.loss < 1\n`,
      ['not_beside', 18, 'task'],
    ],
    [
      'a clinic of fewer changes than faults',
      `${whole}# clinic\nfaults: 3\nlooks: 5\nchanges: 2\n`,
      ['bad_number', 22, '2'],
    ],
    ['a clinic without looks', `${whole}# clinic\nfaults: 1\n`, ['missing_key', 19, 'looks']],
    ['a clinic of half a fault', `${whole}# clinic\nfaults: 1.5\n`, ['bad_number', 20, '1.5']],
    ['a huge file', whole + ' '.repeat(70_000), ['too_large', 1, `${whole.length + 70_000}`]],
  ])('with %s is refused, with the line and what is wrong', (_, text, expected) => {
    expect(fault(text)).toEqual(expected);
  });

  it.each([
    ['a knob on nothing', '# knobs\nscale: gian from 0.1 to 10', ['unknown_field', 20, 'gian']],
    ['a knob on a word', '# knobs\nx: activation from 1 to 2', ['unknown_field', 20, 'activation']],
    ['a knob on a whole list', '# knobs\nw: weights from 1 to 2', ['unknown_field', 20, 'weights']],
    ['a knob that cannot move', '# knobs\nscale: gain from 2 to 2', ['empty_range', 20, '2']],
    ['a task on nothing', '# task\ngoal: live.loss < 1\nkeep: sead', ['unknown_field', 21, 'sead']],
  ])('with %s is refused once the fields are known', (_, section, expected) => {
    const fields = [
      { name: 'gain', type: 'number' },
      { name: 'weights', type: 'numbers' },
      { name: 'activation', type: 'kind' },
      { name: 'seed', type: 'integer' },
    ];
    expect(fault(whole + section, fields)).toEqual(expected);
    expect(
      fault(`${whole}# knobs\nw: weights.1 from 1 to 2\n# task\ngoal: live.loss < 1`, fields),
    ).toBe(null);
  });

  it.each([
    ['a name that a program would stumble over', whole.replaceAll('one', '__proto__')],
    ['bytes that are no text', '\u0000\ufffd'.repeat(20_000)],
  ])('with %s is read or refused', (_, text) => {
    expect(() => fault(text)).not.toThrow();
  });

  const of =
    (sign: string, before = '', after = '') =>
    (count: number) =>
      before + sign.repeat(count / sign.length) + after;
  const within = (found: string, part: (count: number) => string) => (count: number) =>
    whole.replace(found, part(count));
  const behind = (part: (count: number) => string) => (count: number) => whole + part(count);
  it.each<[string, (count: number) => string]>([
    ['figures', within('{one.ratio}', of('{one.ratio} '))],
    ['sections', behind(of('# run a\n'))],
    ['backslashes', within('$x^2$', of('\\'))],
    ['open braces', within('$x^2$', of('{'))],
    ['spaces in every line', (count) => whole.replaceAll('\n', `${' '.repeat(count / 60)}\n`)],
    ['spaces between a figure and a number', within('{one.ratio}', of(' ', '{one.ratio', '1}'))],
    ['spaces in a condition', behind(of(' ', '- one.ratio', 'x > 1'))],
    ['spaces after a heading', behind(of(' ', '# note', '\u2028x'))],
    ['letters in a heading', behind(of('a', '# ', '\u2028x'))],
    ['spaces after a key', within('link: ', of(' ', 'link:', 'x\u2028x'))],
    ['letters in a key', within('link: ', of('a', '', '\u2028: '))],
    [
      'double colons in a choice',
      (count) =>
        whole.replace(/# guess[^#]*/, '') + of(' :: a', '# guess choice\n- ', '\u2028')(count),
    ],
    ['colons in a knob', behind(of(': a from', '# knobs\n'))],
    ['digits in a knob', behind(of('1', '# knobs\na: gain from '))],
    ['angles in a source', behind(of(' <https://a', '# sources\n- '))],
    ['blank lines of spaces', within('So', of('\n \t'))],
    ['dollars', within('Because', of('$'))],
  ])('with 60 000 signs that are %s is read in one pass', (_, text) =>
    expectOnePass(fault, text, 60_000),
  );

  it('says the beginning of what is wrong, however long that is', () => {
    const found = fault(whole.replace('to: 10', `to: ${'😀'.repeat(20_000)}`));
    expect(found).toEqual(['bad_number', 11, '😀'.repeat(60)]);
  });

  it('breaks a line of formulas only between them', () => {
    const parts = (tex: string) => {
      const [block] = parseRichText(`$$${tex}$$`);
      return block?.kind === 'formula' ? block.parts : null;
    };
    expect(parts('a = b, \\qquad c = d.')).toEqual(['a = b,', 'c = d.']);
    expect(parts('\\text{a \\qquad b} \\left( c \\quad d \\right)')).toHaveLength(1);
  });

  it('of a teacher is never read as HTML', () => {
    const [block] = parseRichText('<img src=x onerror=alert(1)> <b>x</b>');
    expect(block).toEqual({
      kind: 'paragraph',
      inline: [{ kind: 'text', text: '<img src=x onerror=alert(1)> <b>x</b>' }],
    });
  });

  it('may hold the signs of its own language after a backslash', () => {
    expect(parseInline('5 \\$ and \\{x\\}', 1)).toEqual([{ kind: 'text', text: '5 $ and {x}' }]);
  });
});

describe('an expression', () => {
  const lookup = ({ run }: { run: string }) => ({ a: 8, b: 2 })[run] ?? NaN;
  it('is worked out from left to right', () => {
    expect(evaluate(parseExpression('a.ratio / b.ratio * 3', 1), lookup)).toBe(12);
    expect(evaluate(parseExpression('1 / b.updateRatio.1', 1), lookup)).toBe(0.5);
  });
  it('compares, and takes NaN for what it is', () => {
    expect(holds(parseCondition('a.ratio > 3 and b.ratio <= 2', 1), lookup)).toBe(true);
    expect(holds(parseCondition('a.ratio > 3 and b.ratio < 2', 1), lookup)).toBe(false);
    expect(holds(parseCondition('c.loss = nan', 1), lookup)).toBe(true);
    expect(holds(parseCondition('a.loss = nan', 1), lookup)).toBe(false);
  });
  it.each(['a', 'a.', 'a.ratio.1', 'a.signal', 'a.signal.0', 'a.signal.1.2', 'alert(1)', ''])(
    'that is not one is refused: "%s"',
    (text) => expect(() => parseExpression(text, 1)).toThrow(LessonError),
  );
});

describe('the lessons in another language', () => {
  const lessons = new Map([['one', whole]]);
  const said = {
    'lessons/one/title': 'Eine Lektion',
    'lessons/one/question': 'Was ist *es*?',
    'lessons/one/outcome': 'Es ist {one.ratio}.',
    'lessons/one/explanation': 'Wegen $x^2$.',
  };
  it('are whole when every text is there with its figures and formulas', () => {
    expect(lessonFaults('de', lessons, said)).toEqual({ wrong: [], missing: [] });
    expect([...textsOf(whole).keys()]).toEqual(['title', 'question', 'outcome', 'explanation']);
  });
  it('are at fault where one is missing, has another figure, or belongs to no lesson', () => {
    const { 'lessons/one/title': _, ...rest } = said;
    expect(lessonFaults('de', lessons, rest)).toEqual({
      wrong: [],
      missing: [expect.stringMatching(/title" is missing/)],
    });
    const other = { ...said, 'lessons/one/outcome': 'Es ist {one.loss}.' };
    expect(lessonFaults('de', lessons, other).wrong[0]).toMatch(/other figures/);
    expect(lessonFaults('de', lessons, { ...said, 'lessons/two/title': 'x' }).wrong[0]).toMatch(
      /no lesson/,
    );
  });
  it('have an explanation of at most 150 words too', () => {
    const wordy = { ...said, 'lessons/one/explanation': `Wegen $x^2$. ${'Und. '.repeat(150)}` };
    expect(lessonFaults('de', lessons, wordy).wrong).toEqual([
      'de: lesson "one": line 15: too_long 152',
    ]);
  });
  it('may say the sources in their own words, and need not', () => {
    const withSource = new Map([
      ['one', `${whole}# sources\n- A printSession <https://a.example>\n`],
    ]);
    expect(lessonFaults('de', withSource, said)).toEqual({ wrong: [], missing: [] });
    const own = { ...said, 'lessons/one/source.1': 'Ein Aufsatz' };
    expect(lessonFaults('de', withSource, own)).toEqual({ wrong: [], missing: [] });
  });
});

describe('what was kept of the progress', () => {
  it('is taken only where it has the right form', () => {
    expect(parseProgress('{"keep":false,"done":["a",3,"b"]}')).toEqual({
      keep: false,
      done: ['a', 'b'],
    });
    for (const text of [null, '', '[]', '{"done":1}', '{"keep":"x","done":[]}', '{']) {
      expect(parseProgress(text)).toEqual({ keep: true, done: [] });
    }
  });
});
