import { boxData, type Box } from './shapes';

/** Pixels as boxes, neighbours of one colour in a row as one: the path data of every colour. */
export function cellsByColour(
  { width: columns, height: rows, data }: Pick<ImageData, 'width' | 'height' | 'data'>,
  box: Box,
): Map<string, string> {
  const found = new Map<string, string>();
  const [across, down] = [box.width / columns, box.height / rows];
  const words = new Uint32Array(data.buffer, data.byteOffset, columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0, next = 0; column < columns; column = next) {
      const word = words[row * columns + column]!;
      next = column + 1;
      while (next < columns && words[row * columns + next] === word) next += 1;
      const cell = {
        x: box.x + column * across,
        y: box.y + row * down,
        width: (next - column) * across,
        height: down,
      };
      const colour = hex(word);
      found.set(colour, (found.get(colour) ?? '') + boxData(cell));
    }
  }
  return found;
}

/** Little-endian RGBA, as the ramps of web/charts/colour.ts write it, as `#rrggbb`. */
const hex = (word: number): string =>
  `#${[word, word >>> 8, word >>> 16]
    .map((byte) => (byte & 255).toString(16).padStart(2, '0'))
    .join('')}`;
