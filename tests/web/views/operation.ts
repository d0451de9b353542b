import type { OperationFrame } from '../../../web/module/ebb';

/** An operation of which nothing is known yet but what is given. */
export const operation = (
  kind: OperationFrame['kind'],
  known: Partial<OperationFrame> = {},
): OperationFrame => ({
  kind,
  layer: 1,
  attenuation: null,
  branch: null,
  skip: null,
  sizeIn: null,
  sizeOut: null,
  valueSizeIn: null,
  valueSizeOut: null,
  ...known,
});
