import type { Frame } from '../module/ebb';

/** Of a frame what a notebook is told: its numbers, as JSON has them. */
const names = [
  'iteration',
  'epoch',
  'phase',
  'operation',
  'position',
  'loss',
  'testLoss',
  'trainAccuracy',
  'testAccuracy',
  'layers',
  'operations',
  'diagnosis',
  'digest',
] as const satisfies readonly (keyof Frame)[];

export const told = (frame: Frame): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(Object.fromEntries(names.map((name) => [name, frame[name]]))),
  ) as Record<string, unknown>;
