import { expect, test } from 'vitest';
import type { Pen } from '../../../web/charts/pen';
import { drawStrip } from '../../../web/views/stage/draw_strip';
import { frontLabel } from '../../../web/views/stage/front_label';
import { operation } from './operation';

const columns = { left: 100, right: 500 };
const [long, short] = ['× 0.871 here × 0.00481 since layer 10', '× 0.871 here'];

test('the whole is said on the side that the walk goes to, where it has room', () => {
  const { text, anchor, x } = frontLabel([long, short], { left: 400, width: 20 }, columns);
  expect({ text, anchor }).toEqual({ text: 0, anchor: 'end' });
  expect(x).toBeLessThan(400);
});

test('where it has none, it is said behind, or the step alone', () => {
  expect(frontLabel([long, short], { left: 110, width: 20 }, columns)).toMatchObject({
    text: 0,
    anchor: 'start',
  });
  const narrow = { left: 100, right: 320 };
  expect(frontLabel([long, short], { left: 210, width: 20 }, narrow)).toMatchObject({
    text: 1,
    anchor: 'end',
  });
});

test('what is said of a chosen operation leaves out where the walk stands', () => {
  const slot = { left: 400, width: 20 };
  const at = (walkAt: number) =>
    frontLabel([long, short, '× 0.871'], slot, columns, { left: walkAt, width: 10 });
  // Between the walk and the operation there is room for the step alone, then for its factor, then for nothing.
  expect(at(280)).toMatchObject({ text: 1, anchor: 'end' });
  expect(at(320)).toMatchObject({ text: 2, anchor: 'end' });
  expect(at(390)).toMatchObject({ text: 2, anchor: 'start' });
  expect(at(60)).toMatchObject({ text: 0, anchor: 'end' });
});

test('a gauge that does not hold a factor is seen to be cut, and no other', () => {
  const cutAt = (attenuation: number) => {
    const drawn: { colour: string; top: number }[] = [];
    const context = {
      fillStyle: '',
      fillRect(_x: number, top: number) {
        drawn.push({ colour: this.fillStyle, top });
      },
      strokeRect() {},
    };
    const pen = { context, palette: { colour: (token: string) => token } } as unknown as Pen;
    drawStrip(
      pen,
      [{ left: 0, width: 30 }],
      [operation('affine', { attenuation })],
      { top: 0, height: 40 },
      { phase: 'backward', at: 0, chosen: null, pointed: null },
    );
    const ground = drawn.findLast(({ colour }) => colour === '--well');
    return ground!.top;
  };
  expect(cutAt(5.51)).toBeGreaterThan(0);
  expect(cutAt(3.9)).toBe(0);
});
