import { beforeEach, expect, test, vi } from 'vitest';
import type { Pen } from '../../../web/charts/pen';
import { CachedDrawing } from '../../../web/charts/cached_drawing';

const drawImage = vi.fn();
const pen = (columns = 200) =>
  ({
    context: { canvas: { width: columns, height: 100 }, drawImage },
    width: 100,
    height: 50,
  }) as unknown as Pen;

beforeEach(() => {
  drawImage.mockClear();
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ scale: () => {} });
    },
  );
});

test('a drawing is made once, and shown every time', () => {
  const [kept, drawing, weights] = [new CachedDrawing(), vi.fn(), [1, 2]];
  for (let frame = 0; frame < 3; ++frame) kept.draw(pen(), [weights, 'red'], drawing);
  expect(drawing).toHaveBeenCalledTimes(1);
  expect(drawImage).toHaveBeenCalledTimes(3);
});

test('it is made anew for other weights, another colour, another size', () => {
  const [kept, drawing, weights] = [new CachedDrawing(), vi.fn(), [1, 2]];
  kept.draw(pen(), [weights, 'red'], drawing);
  kept.draw(pen(), [[1, 2], 'red'], drawing);
  kept.draw(pen(), [[1, 2], 'blue'], drawing);
  kept.draw(pen(400), [[1, 2], 'blue'], drawing);
  expect(drawing).toHaveBeenCalledTimes(4);
});
