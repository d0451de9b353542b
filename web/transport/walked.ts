import type { Frame } from '../module/ebb';

/** How far the walk of the iteration under way has come: stops done, and the shares of the way
 *  forward and of the way back. */
export function walked(frame: Pick<Frame, 'phase' | 'operation' | 'operations' | 'stopsDone'>) {
  const { phase, operation, operations, stopsDone: done } = frame;
  const count = operations.length;
  const index = operation ?? 0;
  switch (phase) {
    case 'start':
      return { done, forward: 0, backward: 0 };
    case 'forward':
      return { done, forward: (index + 1) / count, backward: 0 };
    case 'loss':
      return { done, forward: 1, backward: 0 };
    case 'backward':
      return { done, forward: 1, backward: (count - index) / count };
    case 'clip':
    case 'update':
      return { done, forward: 1, backward: 1 };
  }
}
