import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { codeOf, fingerprintOf, type HandInContent } from '../../../web/handin/hand_in';
import { sha256 } from '../../../web/handin/sha256';

it('the digest of a text is that of Node, whatever its length', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const text = 'सिड x'.repeat(length).slice(0, length);
    expect(sha256(text), `${length}`).toBe(createHash('sha256').update(text).digest('hex'));
  }
});

it('a fingerprint does not go by the order of names, and goes by all else', () => {
  const content: HandInContent = {
    ebb_hand_in: 1,
    ebb: '1',
    learner: 'A',
    made: '2026-11-25T09:00:00Z',
    lessons: [],
  };
  const turned = Object.fromEntries(Object.entries(content).reverse()) as unknown as HandInContent;
  expect(fingerprintOf(turned)).toBe(fingerprintOf(content));
  expect(fingerprintOf({ ...content, learner: 'B' })).not.toBe(fingerprintOf(content));
});

it('a code has no letter that is read as another, and tells two files apart', () => {
  const codes = ['a', 'b', 'c'].map((text) => codeOf(sha256(text)));
  expect(new Set(codes).size).toBe(3);
  for (const code of codes) expect(code).toMatch(/^EBB(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
});
