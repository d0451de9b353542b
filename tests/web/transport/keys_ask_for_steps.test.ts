import { expect, test } from 'vitest';
import { actionOf, type Key } from '../../../web/transport/keyboard';

const key = (name: string, held: Partial<Key> = {}): Key => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  defaultPrevented: false,
  ...held,
});

test.each([
  [{}, 'operation'],
  [{ shiftKey: true }, 'layer'],
  [{ altKey: true }, 'iteration'],
  [{ shiftKey: true, altKey: true }, 'epoch'],
] as const)('an arrow with %o steps by %s', (held, unit) => {
  expect(actionOf(key('ArrowRight', held))).toEqual({ kind: 'step', unit, direction: 1 });
  expect(actionOf(key('ArrowLeft', held))).toEqual({ kind: 'step', unit, direction: -1 });
});

test('space plays and pauses, home and end go to the ends, Escape follows, ? shows the keys', () => {
  expect(actionOf(key(' '))?.kind).toBe('toggle');
  expect(actionOf(key('Home'))?.kind).toBe('home');
  expect(actionOf(key('End'))?.kind).toBe('end');
  expect(actionOf(key('Escape'))?.kind).toBe('follow');
  expect(actionOf(key('?', { shiftKey: true }))?.kind).toBe('sheet');
});

test('the browser keeps its own keys', () => {
  expect(actionOf(key('ArrowRight', { ctrlKey: true }))).toBeNull();
  expect(actionOf(key('ArrowLeft', { metaKey: true }))).toBeNull();
  expect(actionOf(key('a'))).toBeNull();
  expect(actionOf(key(' ', { defaultPrevented: true }))).toBeNull();
});
