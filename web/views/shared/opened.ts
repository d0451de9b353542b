import type { Lab } from '../../lab/lab.svelte';

/** Where something was chosen that opens in the card: its place on the screen, as it is now. */
export type Place = () => DOMRectReadOnly;

/** What was chosen last in the stage, so that the card can show where it came from, and where it goes back
 *  to; what is chosen elsewhere has no place there. */
class Opened {
  #last: { operation: number; place: Place } | null = null;

  at(operation: number, place: Place): void {
    this.#last = { operation, place };
  }

  placeOf(operation: number | null): Place | null {
    return this.#last?.operation === operation ? (this.#last?.place ?? null) : null;
  }
}

const known = new WeakMap<Lab, Opened>();

/** The one of a lab, shared by its stage and its card. */
export function openedOf(lab: Lab): Opened {
  let opened = known.get(lab);
  if (!opened) known.set(lab, (opened = new Opened()));
  return opened;
}
