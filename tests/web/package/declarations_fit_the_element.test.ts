import { expect, test } from 'vitest';
import type { EbbFrame as FrameClient } from '../../../web/embed/frame_client';
import type { EbbLab as Element } from '../../../web/element/element.svelte';
import type { LabMembers } from '../../../web/lab/lab_members';
import type { EbbLab } from '../../../web/package/element';
import type { EbbFrame } from '../../../web/package/frame';

type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
const same = <One, Other>(is: Same<One, Other>) => is;
/** Members that have the same names, and hold the same types when they are read. */
type Members<Lab> = Pick<Lab, keyof Lab & keyof LabMembers>;

// Held by the compiler: each line is a claim that the types of the package and of the sources agree.
test('what the package declares is what the sources have', () => {
  expect(same<Members<EbbLab>, Members<Element>>(true)).toBe(true);
  expect(same<Members<EbbFrame>, Members<FrameClient>>(true)).toBe(true);
  expect(same<keyof EbbFrame, keyof FrameClient>(true)).toBe(true);
});

// What a member takes is no part of what the compiler compares: it is tried, of each.
type Any = Element | EbbLab | FrameClient | EbbFrame;
export const taken = (lab: Any) => {
  lab.experiment = 'hidden=4*3';
  lab.experiment = { hidden: [4, 4] };
  lab.compare = ['hidden=4*3', { hidden: [4] }];
  lab.compare = null;
};
export const refused = [
  // @ts-expect-error Nothing is no experiment.
  (lab: Element) => (lab.experiment = null),
  // @ts-expect-error
  (lab: EbbLab) => (lab.experiment = null),
  // @ts-expect-error
  (lab: FrameClient) => (lab.experiment = null),
  // @ts-expect-error
  (lab: EbbFrame) => (lab.experiment = null),
  // @ts-expect-error Numbers are no experiments.
  (lab: Element) => (lab.compare = [1]),
  // @ts-expect-error
  (lab: EbbLab) => (lab.compare = [1]),
  // @ts-expect-error
  (lab: FrameClient) => (lab.compare = [1]),
  // @ts-expect-error
  (lab: EbbFrame) => (lab.compare = [1]),
];
