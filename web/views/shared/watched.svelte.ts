import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { seen } from '../../charts/seen';
import type { Lab } from '../../lab/lab.svelte';
import type { Sight } from '../../lab/throttled';
import type { Frame, FrameRequest, History } from '../../module/ebb';

/** The lab as one view sees it: it follows while the view is on the screen and stands still while it
 *  is not, so that nothing is computed for what nobody sees. */
export class Watched {
  #isSeen: boolean;
  /** For the view's outermost element. */
  readonly attach: Attachment<Element> = seen((now) => (this.#isSeen = now));
  readonly #lab: Lab;

  // What was there when the view was last seen.
  #frame: Frame | null = null;
  #initialFrame: Frame | null = null;
  #lastBackwardFrame: Frame | null = null;
  #history: History | null = null;
  #throttled: Sight = { frame: null, initialFrame: null, lastBackwardFrame: null };

  /** What stands where a page opens is drawn with it, not one frame later. */
  constructor(lab: Lab, isSeen = false) {
    this.#lab = lab;
    this.#isSeen = $state(isSeen);
  }

  get visible(): boolean {
    return this.#isSeen || this.#lab.isPrinting;
  }

  readonly frame = $derived.by(() =>
    this.visible ? (this.#frame = this.#lab.frame) : this.#frame,
  );
  readonly initialFrame = $derived.by(() =>
    this.visible ? (this.#initialFrame = this.#lab.initialFrame) : this.#initialFrame,
  );
  readonly lastBackwardFrame = $derived.by(() =>
    this.visible
      ? (this.#lastBackwardFrame = this.#lab.lastBackwardFrame)
      : this.#lastBackwardFrame,
  );
  readonly history = $derived.by(() =>
    this.visible ? (this.#history = this.#lab.history) : this.#history,
  );

  /** The frames at the pace of reading, for all that is written out. */
  readonly throttled = $derived.by(() =>
    this.visible ? (this.#throttled = this.#lab.throttled) : this.#throttled,
  );

  /** Asks for what frames have to carry, while the view is seen. To be called once, while the
   *  component is being made. */
  want(key: string, request: () => FrameRequest | null): void {
    $effect(() => {
      const now = this.visible ? request() : null;
      untrack(() => this.#lab.want(key, now));
      return () => untrack(() => this.#lab.want(key, null));
    });
  }
}
