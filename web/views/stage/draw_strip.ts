import type { Pen } from '../../charts/pen';
import type { OperationFrame, Phase } from '../../module/ebb';
import { passage, type Slot } from '../shared/walk';

interface Strip {
  phase: Phase;
  at: number | null;
  chosen: number | null;
  pointed: number | null;
}

/** What a gauge holds when it is full: a gradient that keeps its size stands well under the brim. */
const [leastBrim, mostBrim] = [1.6, 4];

/** The size of a full gauge, the same for all: the largest factor, within bounds. */
export function brimOf(walked: readonly OperationFrame[]): number {
  const factors = walked.flatMap(({ kind, attenuation }) =>
    attenuation !== null && kind !== 'loss' && Number.isFinite(attenuation) ? [attenuation] : [],
  );
  return Math.max(leastBrim, Math.min(mostBrim, ...[Math.max(0, ...factors)]));
}

/** The operations as a row of gauges under the network: how much of what arrived goes on. What is lost stays
 *  grey, what was added is dark; before the walk back a gauge is empty. */
export function drawStrip(
  { context, palette }: Pen,
  places: readonly Slot[],
  walked: readonly OperationFrame[],
  { top, height }: { top: number; height: number },
  { phase, at, chosen, pointed }: Strip,
): void {
  const brim = brimOf(walked);
  const bottom = top + height;
  const level = (factor: number) => (height * Math.min(factor, brim)) / brim;
  places.forEach(({ left, width }, index) => {
    const gap = width > 6 ? 2 : width > 3 ? 1 : 0;
    const [x, w] = [left + gap / 2, width - gap];
    const { attenuation = null, kind, sizeOut = null } = walked[index] ?? {};
    const bar = (from: number, to: number, token: string) => {
      context.fillStyle = palette.colour(token);
      context.fillRect(x, bottom - level(to), w, level(to) - level(from));
    };
    const passed = passage(index, phase, at);
    context.fillStyle = palette.colour(passed === 'forward' ? '--forward-soft' : '--well');
    context.fillRect(x, top, w, height);
    if (kind === 'loss') {
      if (sizeOut !== null && !Number.isNaN(sizeOut)) bar(0, 1, '--band');
    } else if (attenuation !== null) {
      bar(attenuation, 1, '--band-lost');
      bar(0, Math.min(1, attenuation), '--band');
      if (attenuation > 1) bar(1, attenuation, '--band-grew');
      // What does not fit is seen to be cut.
      if (attenuation > brim) {
        context.fillStyle = palette.colour('--well');
        context.fillRect(x, top + 4, w, 2);
      }
    }
    const outline = (token: string, thickness: number) => {
      context.strokeStyle = palette.colour(token);
      context.lineWidth = thickness;
      const inset = thickness / 2;
      context.strokeRect(x + inset, top + inset, Math.max(1, w - thickness), height - thickness);
    };
    if (index === chosen) outline('--ink', 2);
    else if (index === at && chosen === null)
      outline(passed === 'backward' ? '--backward' : '--forward', 2);
    else if (index === pointed) outline('--ink-faint', 2);
    else if (w >= 8) outline('--line', 1);
  });
}
