import type { Pen } from '../../charts/pen';
import { edge, fillBetween, halfOf, type BandRoom } from './band_shape';
import type { ValueBand } from './value_band';

/** The values as one band that runs from the inputs to where the walk forward has come. The gradient's is
 *  drawn over it, on a scale of its own; under it the values are paler. */
export function drawValues(
  { context, palette }: Pen,
  band: ValueBand,
  room: BandRoom,
  isUnder: boolean,
): void {
  context.globalAlpha = isUnder ? 0.5 : 1;
  const { pieces, full } = band;
  const middle = room.top + room.height / 2;
  const half = (size: number) => halfOf(size, full, room);
  for (const { left, right, past } of pieces) {
    if (past === null) continue;
    context.fillStyle = palette.colour('--forward-soft');
    context.fillRect(left, middle - half(past), right - left, 2 * half(past));
  }
  const outlines = pieces.map(({ left, right, comesIn, goesOut }) =>
    edge(left, right, half(comesIn), half(goesOut)),
  );
  context.fillStyle = palette.colour('--values');
  for (const outline of outlines) fillBetween(context, outline, middle);
  context.strokeStyle = palette.colour('--values-edge');
  context.lineWidth = 1;
  for (const side of [-1, 1]) {
    context.beginPath();
    outlines.flat().forEach(([x, tall], index) => {
      if (index === 0) context.moveTo(x, middle + side * tall);
      else context.lineTo(x, middle + side * tall);
    });
    context.stroke();
  }
  context.globalAlpha = 1;
}
