import jsQr from 'jsqr';
import { expect, test } from 'vitest';
import { qrCode, type QrCode } from '../../../web/app/share/qr_code';

const scale = 4;

/** The drawing as pixels, as a camera would have them: strokes of the path as dark rows. */
function pixels({ size, path }: QrCode): Uint8ClampedArray {
  const side = size * scale;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; ++row) {
      const from = (row * side + Number(x) * scale) * 4;
      for (let i = 0; i < Number(width) * scale; ++i) image.fill(0, from + 4 * i, from + 4 * i + 3);
    }
  }
  return image;
}

test.each(['https://ebb.example/#hidden=16*20&activation=tanh', 'x'.repeat(800)])(
  'a reader finds the link that was drawn',
  async (link) => {
    const code = (await qrCode(link))!;
    const side = code.size * scale;
    expect(jsQr(pixels(code), side, side)?.data).toBe(link);
  },
);

test('a margin of four modules stays light on all sides', async () => {
  const { size, path } = (await qrCode('https://ebb.example/'))!;
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(4);
    expect(Number(y)).toBeGreaterThanOrEqual(4);
    expect(Number(x) + Number(width)).toBeLessThanOrEqual(size - 4);
    expect(Number(y)).toBeLessThan(size - 4);
  }
});

test('a link longer than any code holds has none', async () => {
  expect(await qrCode('x'.repeat(5000))).toBeNull();
});
