/** How often a silent worker is asked whether it is there, in milliseconds. */
const beat = 2000;
/** So many beats without a word are the end of a worker, where nothing better tells. While it makes a network
 *  or trains one iteration a worker does not listen, which takes the largest networks a minute. Once it has
 *  started one, which includes an iteration, it is known how long it is silent. */
const maxSilence = 90;
const minSilence = 8;

/** When an answer is due: within as long as anything may take, or as what was seen before. */
export type Due = 'some_time' | 'soon';

/** Notices that a worker has ended. No event tells of one that was ended behind its page: it falls silent.
 *
 *  A worker holds a lock for as long as it lives, and its page waits for that lock. Where there are no locks
 *  (a sandboxed frame, a host without https), silence has to tell: counted in beats of the page's own clock,
 *  since time also passes while a page is frozen, and only while an answer is due. */
export class Lifeline {
  readonly #end = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  #silence = 0;
  #longestSilence = 0;
  #isLocked = false;

  constructor(
    private readonly due: () => Due | null,
    private readonly ping: () => void,
    private readonly lost: () => void,
  ) {
    this.#timer = setInterval(() => this.#beat(), beat);
  }

  /** To be called at every word of the worker. */
  heard(): void {
    this.#longestSilence = Math.max(this.#longestSilence, this.#silence);
    this.#silence = 0;
  }

  /** To be called when something else is begun, which may take longer. */
  begin(): void {
    this.#longestSilence = 0;
  }

  /** To be called when the worker says which lock it holds. */
  wait(lock: string): void {
    if (this.#isLocked || !('locks' in navigator)) return;
    this.#isLocked = true;
    const { signal } = this.#end;
    const released = () => signal.aborted || this.lost();
    navigator.locks.request(lock, { signal }, released).catch(() => (this.#isLocked = false));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#end.abort();
  }

  #beat(): void {
    const due = this.due();
    if (this.#isLocked || document.hidden || !due) {
      this.#silence = 0;
      return;
    }
    const known = minSilence + 4 * this.#longestSilence;
    if (++this.#silence > (due === 'soon' ? known : maxSilence)) this.lost();
    else this.ping();
  }
}
