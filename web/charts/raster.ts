const afterPaint = new WeakMap<OffscreenCanvas, ImageData>();

/** A copy of what a raster holds. (Reading a canvas back would make the browser move it.) */
export function pixelsOf(raster: OffscreenCanvas): ImageData | null {
  const image = afterPaint.get(raster);
  return image ? new ImageData(image.data.slice(), image.width, image.height) : null;
}

/** Numbers as pixels, one each, to be drawn at any size. The scratch canvas is kept by the caller so
 *  that playing does not make a new one for every frame. */
export class Raster {
  #canvas: OffscreenCanvas | null = null;
  #image: ImageData | null = null;

  /** Fills columns × rows pixels; `word(row, column)` gives each. */
  paint(
    columns: number,
    rows: number,
    word: (row: number, column: number) => number,
  ): OffscreenCanvas | null {
    if (columns < 1 || rows < 1) return null;
    if (!this.#canvas || this.#canvas.width !== columns || this.#canvas.height !== rows) {
      this.#canvas = new OffscreenCanvas(columns, rows);
      this.#image = new ImageData(columns, rows);
      afterPaint.set(this.#canvas, this.#image);
    }
    const image = this.#image as ImageData;
    const pixels = new Uint32Array(image.data.buffer);
    for (let row = 0, i = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1, i += 1) pixels[i] = word(row, column);
    }
    this.#canvas.getContext('2d')?.putImageData(image, 0, 0);
    return this.#canvas;
  }
}
