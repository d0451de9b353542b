import { expect, test } from 'vitest';
import { FormError, isOurs, mayCall, readCall } from '../../../web/embed/messages';

const message = (rest: object) => ({ ebb: 1, id: 7, ...rest });
/** So many lists, each within the one before. */
function nested(depth: number): unknown[] {
  let list: unknown[] = [];
  for (let i = 0; i < depth; i += 1) list = [list];
  return list;
}
const refused = (data: Record<string, unknown>) => {
  try {
    readCall(data);
  } catch (error) {
    if (error instanceof FormError) return error;
  }
  return null;
};

test('a search for remedies takes its seconds, ten unless told', () => {
  const call = (args: unknown[]) => readCall(message({ call: 'tryRemedies', args }));
  expect(call([])).toMatchObject({ call: 'tryRemedies', seconds: 10 });
  expect(call([{ seconds: 3 }])).toMatchObject({ seconds: 3 });
});

test('every member of the element has its call', () => {
  expect(readCall(message({ call: 'advance', args: ['iteration', 10] }))).toEqual({
    id: 7,
    call: 'advance',
    unit: 'iteration',
    count: 10,
  });
  expect(readCall(message({ call: 'rewind', args: ['operation'] }))).toMatchObject({ count: 1 });
  expect(readCall(message({ call: 'experiment' }))).toMatchObject({ source: null });
  expect(readCall(message({ call: 'experiment', args: ['hidden=16*3'] }))).toMatchObject({
    source: 'hidden=16*3',
  });
  const settings = { activation: 'tanh', gain: 2, hidden: [4, 4] };
  expect(readCall(message({ call: 'experiment', args: [settings] }))).toMatchObject({
    source: settings,
  });
  expect(readCall(message({ call: 'compare' }))).toMatchObject({ sources: null });
  expect(readCall(message({ call: 'compare', args: [['', settings]] }))).toMatchObject({
    sources: ['', settings],
  });
  for (const call of ['ready', 'frame', 'play', 'pause', 'reset']) {
    expect(readCall(message({ call, args: [] }))).toEqual({ id: 7, call });
  }
  expect(readCall(message({ call: 'theme', args: ['dark'] }))).toMatchObject({ theme: 'dark' });
});

test.each([
  ['an unknown call', { call: 'constructor' }],
  ['no call', {}],
  ['a call that is no text', { call: ['play'] }],
  ['a part that no message has', { call: 'play', target: '*' }],
  ['arguments that are no list', { call: 'advance', args: { 0: 'iteration' } }],
  ['too many arguments', { call: 'advance', args: ['iteration', 1, 1] }],
  ['arguments where none belong', { call: 'play', args: [1] }],
  ['an unknown unit', { call: 'advance', args: ['year'] }],
  ['no unit', { call: 'advance', args: [] }],
  ['a search without end', { call: 'tryRemedies', args: [{ seconds: Infinity }] }],
  ['a search of no time', { call: 'tryRemedies', args: [{ seconds: 0 }] }],
  ['a search by another word', { call: 'tryRemedies', args: [{ minutes: 1 }] }],
  ['a search by a bare number', { call: 'tryRemedies', args: [10] }],
  ['half a step', { call: 'advance', args: ['iteration', 0.5] }],
  ['steps back by a negative count', { call: 'advance', args: ['iteration', -1] }],
  ['more steps than a call may take', { call: 'advance', args: ['iteration', 10_001] }],
  ['a count that is no number', { call: 'advance', args: ['iteration', '3'] }],
  ['more experiments than can be kept', { call: 'compare', args: [['', '', '', '']] }],
  ['an experiment to keep that is none', { call: 'compare', args: [[7]] }],
  ['one experiment where a list belongs', { call: 'compare', args: ['gain=2'] }],
  ['an unknown theme', { call: 'theme', args: ['purple'] }],
  ['settings that are a list', { call: 'experiment', args: [['gain']] }],
  ['settings within settings', { call: 'experiment', args: [{ gain: { deep: 1 } }] }],
  ['a list of more than numbers', { call: 'experiment', args: [{ hidden: [1, 'x'] }] }],
  ['a link of megabytes', { call: 'experiment', args: ['x'.repeat(2_000_001)] }],
  ['a table of megabytes', { call: 'experiment', args: [{ table: 'x'.repeat(2_000_001) }] }],
  ['a call that cannot be made a text', { call: { toString: 1, valueOf: 1 } }],
  ['a call of lists within lists', { call: nested(20_000) }],
  ['an object of a class', { call: 'experiment', args: [new Date()] }],
  [
    'settings by the hundred',
    { call: 'experiment', args: [Object.fromEntries([...Array(65)].map((_, i) => [`f${i}`, 1]))] },
  ],
])('%s is refused, and its sender told', (_, rest) => {
  const error = refused(message(rest));
  expect(error?.id).toBe(7);
  expect(error?.message).not.toBe('');
  expect(error!.message.length).toBeLessThan(200);
});

test.each([undefined, '7', -1, 0.5, NaN, Infinity, {}])('%s is no id', (id) => {
  expect(refused({ ebb: 1, id, call: 'play' })?.id).toBeNull();
});

test('messages of others are not taken for the lab’s', () => {
  for (const data of [null, undefined, 1, 'ebb', [], ['ebb'], {}, { ebb: 2 }, { ebb: '1' }]) {
    expect(isOurs(data)).toBe(false);
  }
  expect(isOurs({ ebb: 1 })).toBe(true);
});

test('only the lab’s own origin may call, and the one that its address names', () => {
  const own = 'https://ebb.example';
  expect(mayCall(own, own, null)).toBe(true);
  expect(mayCall('https://course.example', own, 'https://course.example')).toBe(true);
  expect(mayCall('https://course.example', own, null)).toBe(false);
  expect(mayCall('https://course.example:8443', own, 'https://course.example')).toBe(false);
  expect(mayCall('http://course.example', own, 'https://course.example')).toBe(false);
  expect(mayCall('https://ebb.example.evil.example', own, null)).toBe(false);
});

test('an origin that is none is nobody’s, also where the lab has none itself', () => {
  expect(mayCall('null', 'null', null)).toBe(false);
  expect(mayCall('', '', null)).toBe(false);
});
