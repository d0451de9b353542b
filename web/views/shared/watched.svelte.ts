import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { seen } from '../../charts/seen';
import type { Lab } from '../../lab/lab.svelte';
import type { FrameRequest } from '../../module/ebb';

/** What a view follows of a run; all of it is taken at one time. */
type Followed = Pick<
  Lab,
  | 'experiment'
  | 'frame'
  | 'initialFrame'
  | 'outlook'
  | 'lastBackwardFrame'
  | 'history'
  | 'throttled'
>;

const follow = (lab: Lab): Followed => {
  const { experiment, frame, initialFrame, outlook, lastBackwardFrame, history, throttled } = lab;
  return { experiment, frame, initialFrame, outlook, lastBackwardFrame, history, throttled };
};

/** The lab as one view sees it: it follows while the view is on the screen and stands still while it
 *  is not, so that nothing is computed for what nobody sees. Another experiment it always shows at
 *  once: numbers never outlive the network that they are of. */
export class Watched {
  #isSeen: boolean;
  /** For the view's outermost element. */
  readonly attach: Attachment<Element> = seen((now) => (this.#isSeen = now));
  readonly #lab: Lab;
  #last: Followed;

  /** What stands where a page opens is drawn with it, not one frame later. */
  constructor(lab: Lab, isSeen = false) {
    this.#lab = lab;
    this.#last = untrack(() => follow(lab));
    this.#isSeen = $state(isSeen);
  }

  get visible(): boolean {
    return this.#isSeen || this.#lab.isPrinting;
  }

  readonly #followed = $derived.by(() => {
    const isOld = this.#lab.experiment !== this.#last.experiment;
    return this.visible || isOld ? (this.#last = follow(this.#lab)) : this.#last;
  });
  readonly frame = $derived(this.#followed.frame);
  readonly initialFrame = $derived(this.#followed.initialFrame);
  readonly outlook = $derived(this.#followed.outlook);
  readonly lastBackwardFrame = $derived(this.#followed.lastBackwardFrame);
  readonly history = $derived(this.#followed.history);
  /** The frames at the pace of reading, for all that is written out. */
  readonly throttled = $derived(this.#followed.throttled);

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
