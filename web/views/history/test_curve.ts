import type { History } from '../../module/ebb';

/** Where the test loss is known: it is recorded more seldom than the loss itself. One that is no number stays where
 *  the loss is none either: there the run broke. */
export function testCurve({ iterations, loss, testLoss }: History): {
  x: number[];
  values: number[];
} {
  const x: number[] = [];
  const values: number[] = [];
  testLoss.forEach((value, row) => {
    if (Number.isNaN(value) && !Number.isNaN(loss[row])) return;
    x.push(iterations[row]!);
    values.push(value);
  });
  return { x, values };
}
