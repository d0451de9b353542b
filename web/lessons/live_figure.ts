import { diagnosedFrame } from '../lab/diagnosed_frame';
import type { Lab } from '../lab/lab.svelte';
import type { Figure } from './expression';
import { readFigure } from './figures';

/** A figure of what the lab shows now: as it was last diagnosed, else as it stands. */
export function liveFigure(lab: Lab, figure: Figure): number {
  const shown = diagnosedFrame(lab)?.frame;
  const now = shown ? readFigure(figure, shown) : NaN;
  return Number.isNaN(now) && lab.frame ? readFigure(figure, lab.frame) : now;
}
