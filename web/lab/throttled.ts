import type { Frame } from '../module/ebb';

/** The frames that a view may show at one time. */
export interface Sight {
  frame: Frame | null;
  /** The gradient at initialisation; null where it may not be told before the walk has been there. */
  initialFrame: Frame | null;
  lastBackwardFrame: Frame | null;
}

/** Whether two frames stand at the same stop of a walk. What is drawn of one stop and what is said of another must
 *  never be seen together; figures of the same stop may wait, as those of one iteration after another do. */
export const isSameStop = (a: Frame | null, b: Frame | null): boolean =>
  a?.phase === b?.phase && a?.operation === b?.operation;

/** Milliseconds between two figures in one place. Nobody reads faster than that, and to write out,
 *  typeset and lay out all figures of a page sixty times a second leaves no time for the drawings. */
const pause = 90;

/** The pace at which figures change while a run is played. Whatever comes last is written out as well, however
 *  long nothing follows it. */
export class Throttled {
  #last = -Infinity;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly write: () => void) {}

  /** Writes at once. */
  now(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#last = performance.now();
    this.write();
  }

  /** Writes as soon as a pause has passed since the last time. */
  soon(): void {
    if (this.#later !== undefined) return;
    const rest = this.#last + pause - performance.now();
    if (rest <= 0) this.now();
    else this.#later = setTimeout(() => this.now(), rest);
  }
}
