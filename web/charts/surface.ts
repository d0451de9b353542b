/** Pixels to a CSS pixel: the screen's; on paper, what a printer shows. */
export function pixelRatio(canvas: HTMLCanvasElement): number {
  const root = canvas.getRootNode();
  // A browser that prints at once takes the pixels that are there.
  const isPrinted = root instanceof ShadowRoot && root.host.matches('[printing=in-time]');
  return isPrinted ? Math.max(3, devicePixelRatio) : devicePixelRatio;
}

/** Sizes a canvas to its device's own pixels and returns a context that counts in CSS pixels. */
export function surface(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  ratio: number,
): CanvasRenderingContext2D | null {
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  // Setting the size clears and reallocates, also when nothing changed.
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}
