import type { Pen } from '../../charts/pen';
import type { Phase } from '../../module/ebb';
import { passage, type Slot } from '../shared/walk';

/** The operations as a row of cells under the network, filled as far as the walk has come, in the
 *  colour of its direction. */
export function drawWalk(
  { context, palette }: Pen,
  places: readonly Slot[],
  top: number,
  height: number,
  state: { phase: Phase; at: number | null; chosen: number | null; pointed: number | null },
): void {
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
  });
}
