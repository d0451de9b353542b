import type { Pen } from './pen';

/** A part of a drawing that is costly and seldom changes: kept as pixels, and drawn anew only when
 *  something that it depends on is another. */
export class CachedDrawing {
  #canvas: OffscreenCanvas | null = null;
  #of: readonly unknown[] = [];

  /** `of`: all that `drawing` depends on but the size, compared by identity. */
  draw(pen: Pen, of: readonly unknown[], drawing: (pen: Pen) => void): void {
    const { context, width, height } = pen;
    if (!context.canvas) return drawing(pen);
    const { width: columns, height: rows } = context.canvas;
    const now = [columns, rows, ...of];
    if (!this.#canvas || now.some((one, index) => one !== this.#of[index])) {
      this.#of = now;
      // A canvas whose size is set is cleared by that.
      this.#canvas ??= new OffscreenCanvas(columns, rows);
      this.#canvas.width = columns;
      this.#canvas.height = rows;
      const own = this.#canvas.getContext('2d');
      own?.scale(columns / width, rows / height);
      if (own) drawing({ ...pen, context: own });
    }
    if (columns > 0 && rows > 0) context.drawImage(this.#canvas, 0, 0, width, height);
  }
}
