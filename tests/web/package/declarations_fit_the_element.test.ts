import { expect, test } from 'vitest';
import type { EbbFrame as FrameClient } from '../../../web/embed/frame_client';
import type { LabElement } from '../../../web/embed/lab_element';
import type { TriedRemedy as RanRemedy } from '../../../web/lab/remedies.svelte';
import type { EbbLab, LabMembers, TriedRemedy } from '../../../web/package/element';
import type { EbbFrame } from '../../../web/package/frame';

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
const same = <One, Other>(is: Same<One, Other>) => is;

// Held by the compiler: each line is a claim that the types of the package and of the sources agree.
test('what the package declares is what the sources have', () => {
  expect(same<TriedRemedy, RanRemedy>(true)).toBe(true);
  expect(same<keyof LabMembers, Exclude<keyof LabElement, keyof HTMLElement>>(true)).toBe(true);
  expect(same<keyof EbbFrame, keyof FrameClient>(true)).toBe(true);
  const declared = (lab: EbbLab): Omit<LabElement, 'compare'> => lab;
  const framed = (client: FrameClient): LabMembers => client;
  expect([declared, framed]).toHaveLength(2);
});
