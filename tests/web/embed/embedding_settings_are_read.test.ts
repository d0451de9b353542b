import { expect, test } from 'vitest';
import { optionSentence } from '../../../web/embed/option_sentence';
import {
  defaults,
  readAttributes,
  readQuery,
  writeAttributes,
  writeQuery,
  type Options,
} from '../../../web/embed/options';

const fields = ['hidden', 'activation', 'gain', 'data', 'seed'];
const element = (attributes: Record<string, string>) =>
  ({ getAttribute: (name: string) => attributes[name] ?? null }) as unknown as Element;

test('nothing said is the whole lab, and nothing to complain of', () => {
  expect(readQuery('', fields)).toEqual({ options: defaults, problems: [] });
  expect(readAttributes(element({}), fields)).toEqual({ options: defaults, problems: [] });
});

test('an address and an element say the same in their own words', () => {
  const query =
    '?view=profile&lock=seed,gain&hide=data,header&lesson=depth&course=week.course&opening&autoplay=yes&theme=dark&compare=seed%3D2&learner=S1&map=gain:0.5:2;depth:2:9;16;0;1';
  const attributes = {
    view: 'profile',
    locked: 'seed gain',
    'hidden-controls': 'data header',
    lesson: 'depth',
    course: 'week.course',
    opening: '',
    autoplay: '',
    theme: 'dark',
    compare: 'seed=2',
    learner: 'S1',
    map: 'gain:0.5:2;depth:2:9;16;0;1',
  };
  const read = readQuery(query, fields);
  expect(read.problems).toEqual([]);
  expect(read.options).toEqual({
    view: 'profile',
    without: ['header'],
    hidden: ['data'],
    locked: ['gain', 'seed'],
    lesson: 'depth',
    course: 'week.course',
    opening: true,
    autoplay: true,
    theme: 'dark',
    compare: ['seed=2'],
    learner: 'S1',
    map: 'gain:0.5:2;depth:2:9;16;0;1',
    origin: null,
  });
  expect(readAttributes(element(attributes), fields)).toEqual(read);
});

test('a language that there is not is refused by name; a region of one that there is, is not', () => {
  const problemsOf = (query: string) => readQuery(query, fields, ['en', 'ne']).problems;
  expect(problemsOf('?lang=xx')).toEqual([
    { kind: 'value', setting: 'lang', got: 'xx', takes: ['en', 'ne'] },
  ]);
  for (const query of ['?lang=ne', '?lang=ne-NP', '?lang=EN', '?lang=', '?theme=dark'])
    expect(problemsOf(query)).toEqual([]);
  // A course page says its own language in this attribute, whichever it is.
  expect(readAttributes(element({ lang: 'fr' }), fields).problems).toEqual([]);
});

test('controls can be named as a whole, or only those that are there', () => {
  expect(readQuery('?lock=controls', fields).options.locked).toEqual(fields);
  expect(readQuery('?hide=controls', fields).options.without).toEqual(['controls']);
  expect(readQuery('?show=hidden,activation', fields).options.hidden).toEqual([
    'gain',
    'data',
    'seed',
  ]);
});

test('kept experiments are told apart by semicolons, in an address also by being named again', () => {
  const links = ['', 'hidden=32,16*3&activation=tanh', 'seed=2'];
  const once = `?compare=${encodeURIComponent(links.join(';'))}`;
  const again = `?${links.map((link) => `compare=${encodeURIComponent(link)}`).join('&')}`;
  for (const query of [once, again, '?compare=;%23hidden=32,16*3%26activation=tanh;+seed=2']) {
    expect(readQuery(query, fields)).toEqual({
      options: { ...defaults, compare: links },
      problems: [],
    });
  }
  expect(readQuery('?compare', fields).options.compare).toEqual(['']);
});

test('kept experiments are so many and so long at most', () => {
  const many = readQuery('?compare=seed=2;seed=3;seed=4;seed=5', fields);
  expect(many.options.compare).toEqual(['seed=2', 'seed=3', 'seed=4']);
  expect(many.problems).toMatchObject([{ kind: 'value', setting: 'compare', got: '4' }]);
  const long = readQuery(`?compare=seed=2;weights=${'1,'.repeat(3000)}`, fields);
  expect(long.options.compare).toEqual(['seed=2']);
  expect(long.problems).toMatchObject([{ kind: 'length', setting: 'compare', takes: ['4000'] }]);
  expect(long.problems[0]!.got.length).toBeLessThanOrEqual(80);
});

test('what is wrong is named as it was written, and the default holds', () => {
  const { options, problems } = readQuery(
    '?view=foo&lock=sed,seed&veiw=3&autoplay=perhaps',
    fields,
  );
  expect(options).toEqual({ ...defaults, locked: ['seed'] });
  expect(problems.map(({ kind, setting, got }) => [kind, setting, got]).sort()).toEqual([
    ['name', 'veiw', '3'],
    ['value', 'autoplay', 'perhaps'],
    ['value', 'lock', 'sed'],
    ['value', 'view', 'foo'],
  ]);
  const named = readAttributes(element({ 'hidden-controls': 'sed' }), fields).problems;
  expect(named[0]).toMatchObject({ setting: 'hidden-controls', got: 'sed' });
  expect(named[0]?.takes).toEqual(['controls', 'header', 'transport', ...fields]);
});

test('names of controls are not judged before the core has told its own', () => {
  expect(readQuery('?lock=seed', []).problems).toEqual([]);
});

test('what platforms append to a link is nobody’s mistake', () => {
  expect(readQuery('?utm_source=mail&fbclid=7&lang=ne', fields).problems).toEqual([]);
});

test.each([
  '*',
  'null',
  'course.example',
  'https://course.example/page',
  'https://user@course.example',
  'javascript:alert(1)',
  'file:///course',
  'data:text/html,x',
])('%s is no origin', (origin) => {
  const read = readQuery(`?origin=${encodeURIComponent(origin)}`, fields);
  expect(read.options.origin).toBeNull();
  expect(read.problems).toMatchObject([{ setting: 'origin', got: origin }]);
});

test('an origin is scheme, host and port', () => {
  const { options, problems } = readQuery('?origin=http://course.example:8080', fields);
  expect(options.origin).toBe('http://course.example:8080');
  expect(problems).toEqual([]);
});

test('what is too long is said to be, with how long it may be', () => {
  const { problems } = readQuery(`?lesson=${'x'.repeat(301)}&learner=${'y'.repeat(201)}`, fields);
  expect(problems).toMatchObject([
    { kind: 'length', setting: 'lesson', takes: ['300'] },
    { kind: 'length', setting: 'learner', takes: ['200'] },
  ]);
  expect(optionSentence(problems[1]!)).toMatch(
    /^“learner” takes up to 200 characters; “y+…” has more\.$/,
  );
});

test('a text of any length is shown in part only', () => {
  const { problems } = readQuery(`?view=${'x'.repeat(5000)}&${'y'.repeat(5000)}=1`, fields);
  expect(problems.every(({ got, setting }) => got.length <= 80 && setting.length <= 80)).toBe(true);
});

test('what is written reads as what it was, in an address and in attributes', () => {
  const all: Options[] = [
    defaults,
    { ...defaults, view: 'network', autoplay: true, theme: 'light', lesson: 'depth' },
    { ...defaults, lesson: '', course: 'own/week.course', without: ['controls', 'transport'] },
    { ...defaults, locked: fields, hidden: ['data'] },
    { ...defaults, hidden: ['gain', 'data', 'seed'], locked: ['activation'] },
    { ...defaults, opening: true, compare: [''] },
    { ...defaults, compare: ['', 'activation=tanh&hidden=32,16*3'] },
    { ...defaults, hidden: fields, origin: 'https://course.example' },
  ];
  for (const options of all) {
    const query = new URLSearchParams(writeQuery(options, fields));
    expect(readQuery(`?${query}`, fields)).toEqual({ options, problems: [] });
    const attributes = Object.fromEntries(writeAttributes(options, fields));
    const seen = { ...options, origin: null };
    expect(readAttributes(element(attributes), fields)).toEqual({ options: seen, problems: [] });
  }
});
