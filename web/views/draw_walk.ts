import type { Pen } from '../charts/Canvas.svelte';
import type { OperationKind, Phase } from '../module/ebb';
import { passage, type Slot } from './walk';

/** One letter an operation, as in the formulas. */
export const signs: Record<OperationKind, string> = {
  affine: 'W',
  batch_norm: 'N',
  layer_norm: 'N',
  rms_norm: 'N',
  activation: 'φ',
  dropout: 'D',
  add: '+',
  loss: 'ℒ',
};

/** The operations as a row of cells under the network, filled as far as the walk has come, in the
 *  colour of its direction. */
export function drawWalk(
  { context, palette }: Pen,
  kinds: readonly OperationKind[],
  places: readonly Slot[],
  top: number,
  height: number,
  state: { phase: Phase; at: number | null; chosen: number | null; pointed: number | null },
): void {
  context.font = `600 12px ${palette.typeface}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  places.forEach(({ left, width }, index) => {
    const gap = width > 6 ? 2 : width > 3 ? 1 : 0;
    const passed = passage(index, state.phase, state.at);
    const here = state.at === index;
    const cell: [number, number, number, number] = [left + gap / 2, top, width - gap, height];
    context.fillStyle = palette.colour(
      passed === 'ahead' ? '--well' : here ? `--${passed}` : `--${passed}-soft`,
    );
    context.fillRect(...cell);
    if (index === state.chosen || index === state.pointed) {
      context.strokeStyle = palette.colour(index === state.chosen ? '--ink' : '--ink-faint');
      context.lineWidth = 2;
      context.strokeRect(left + gap / 2 + 1, top + 1, Math.max(1, width - gap - 2), height - 2);
    }
    if (width >= 14) {
      context.fillStyle = palette.colour(here ? '--on-accent' : '--ink');
      context.fillText(signs[kinds[index]!], left + width / 2, top + height / 2 + 0.5);
    }
  });
}
