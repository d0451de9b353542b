import type { Frame } from '../module/ebb';

/** The frames that a view may show at one time. */
export interface Sight {
  frame: Frame | null;
  /** The gradient at initialisation; null where it may not be told before the walk has been there. */
  initialFrame: Frame | null;
  lastBackwardFrame: Frame | null;
}

/** Milliseconds between two figures in one place. Nobody reads faster than that, and to write out,
 *  typeset and lay out all figures of a page sixty times a second leaves no time for the drawings. */
const pause = 90;

/** The pace at which figures change while a run is played. */
export class Throttled {
  #last = -Infinity;

  /** Whether it is time for new ones; if so, the next are due a pause later. */
  isDue(now: number): boolean {
    if (now - this.#last < pause) return false;
    this.#last = now;
    return true;
  }

  /** Milliseconds until the next are due. */
  due(now: number): number {
    return Math.max(0, this.#last + pause - now);
  }
}
